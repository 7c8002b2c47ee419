-- How far the 31 regions lie apart: the nation, the middle and the two ends of each indicator.
-- key: indicator
with long as (
  select region, short_en, short_zh_hans, short_zh_hant, unnest([
    {'indicator': 'population-census-2020', 'value': population::decimal(18, 4)},
    {'indicator': 'gdp-2023', 'value': output::decimal(18, 4)},
    {'indicator': 'output-per-head', 'value': output_per_head::decimal(18, 4)},
    {'indicator': 'county-level-divisions', 'value': counties::decimal(18, 4)},
    {'indicator': 'government-websites-2019', 'value': websites::decimal(18, 4)},
    {'indicator': 'websites-per-million', 'value': websites_per_million::decimal(18, 4)},
    {'indicator': 'online-service-capability-2019', 'value': score::decimal(18, 4)}
  ], recursive := true) from provinces
)
select
  s.position, s.indicator, s.label_en, s.label_zh_hans, s.label_zh_hant, s.decimals, s.unit_en, s.unit_zh_hans, s.unit_zh_hant,
  median(value)::decimal(18, 4) as middle,
  max(value) as highest,
  string_agg(short_en, ', ' order by region) filter (where value = top) as highest_in_en,
  string_agg(short_zh_hans, '、' order by region) filter (where value = top) as highest_in_zh_hans,
  string_agg(short_zh_hant, '、' order by region) filter (where value = top) as highest_in_zh_hant,
  min(value) as lowest,
  string_agg(short_en, ', ' order by region) filter (where value = bottom) as lowest_in_en,
  string_agg(short_zh_hans, '、' order by region) filter (where value = bottom) as lowest_in_zh_hans,
  string_agg(short_zh_hant, '、' order by region) filter (where value = bottom) as lowest_in_zh_hant
from (select *, max(value) over (partition by indicator) as top, min(value) over (partition by indicator) as bottom from long) as long
join indicator_labels as s on s.indicator = long.indicator
group by all
order by s.position
