-- The profile as a table: one row for each indicator, with the nation's value and the place among the 31.
-- partition: region   key: indicator
with long as (
  select region, unnest([
    {'indicator': 'population-census-2020', 'value': population::decimal(18, 4), 'rank': population_rank},
    {'indicator': 'gdp-2023', 'value': output::decimal(18, 4), 'rank': output_rank},
    {'indicator': 'output-per-head', 'value': output_per_head::decimal(18, 4), 'rank': output_per_head_rank},
    {'indicator': 'prefecture-level-divisions', 'value': prefectures::decimal(18, 4), 'rank': null},
    {'indicator': 'county-level-divisions', 'value': counties::decimal(18, 4), 'rank': null},
    {'indicator': 'government-websites-2019', 'value': websites::decimal(18, 4), 'rank': websites_rank},
    {'indicator': 'websites-per-million', 'value': websites_per_million::decimal(18, 4), 'rank': density_rank},
    {'indicator': 'online-service-capability-2019', 'value': score::decimal(18, 4), 'rank': score_rank}
  ], recursive := true) from provinces
),
whole as (
  select unnest([
    {'indicator': 'population-census-2020', 'nation': population::decimal(18, 4)},
    {'indicator': 'gdp-2023', 'nation': output::decimal(18, 4)},
    {'indicator': 'output-per-head', 'nation': output_per_head::decimal(18, 4)},
    {'indicator': 'prefecture-level-divisions', 'nation': prefectures::decimal(18, 4)},
    {'indicator': 'county-level-divisions', 'nation': counties::decimal(18, 4)},
    {'indicator': 'government-websites-2019', 'nation': websites::decimal(18, 4)},
    {'indicator': 'websites-per-million', 'nation': websites_per_million::decimal(18, 4)}
  ], recursive := true) from nation
)
select
  long.region, long.indicator, s.label_en, s.label_zh_hans, s.label_zh_hant, s.date_en, s.date_zh_hans, s.date_zh_hant,
  long.value, whole.nation, long.rank, s.decimals, s.unit_en, s.unit_zh_hans, s.unit_zh_hant
from long
join indicator_labels as s on s.indicator = long.indicator
left join whole on whole.indicator = long.indicator
order by long.region, s.position
