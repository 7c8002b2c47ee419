-- The nation in one row: its own values, and how the 31 regions are spread.
with spread as (
  select
    median(score)::decimal(9, 2) as score_median, max(score)::decimal(9, 2) as score_max, min(score)::decimal(9, 2) as score_min,
    (max(score) - min(score))::decimal(9, 2) as score_gap,
    count(*) filter (where score >= (select score_high from threshold)) as regions_high, count(*) filter (where score < (select score_low from threshold)) as regions_low,
    median(output_per_head)::bigint as output_median, max(output_per_head) as output_max, min(output_per_head) as output_min,
    max(websites_per_million)::decimal(9, 1) as density_max, min(websites_per_million)::decimal(9, 1) as density_min,
    round(corr(score, output_per_head), 2)::decimal(9, 2) as correlation,
    round(max(exact_density) / min(exact_density))::bigint as density_ratio,
    sum(websites)::bigint as websites_of_regions, sum(output)::decimal(18, 1) as output_of_regions,
    count(*) filter (where model is not null) as regions_in_models
  from provinces
),
ends as (
  select
    string_agg(short_en, ' and ' order by region) filter (where score_rank = 1) as score_first_en,
    string_agg(short_zh_hans, '、' order by region) filter (where score_rank = 1) as score_first_zh_hans,
    string_agg(short_zh_hant, '、' order by region) filter (where score_rank = 1) as score_first_zh_hant,
    max_by(short_en, -score) as score_last_en, max_by(short_zh_hans, -score) as score_last_zh_hans, max_by(short_zh_hant, -score) as score_last_zh_hant,
    max_by(short_en, output_per_head) as output_first_en, max_by(short_zh_hans, output_per_head) as output_first_zh_hans, max_by(short_zh_hant, output_per_head) as output_first_zh_hant,
    max_by(short_en, -output_per_head) as output_last_en, max_by(short_zh_hans, -output_per_head) as output_last_zh_hans, max_by(short_zh_hant, -output_per_head) as output_last_zh_hant,
    max_by(short_en, websites_per_million) as density_first_en, max_by(short_zh_hans, websites_per_million) as density_first_zh_hans, max_by(short_zh_hant, websites_per_million) as density_first_zh_hant,
    max_by(short_en, -websites_per_million) as density_last_en, max_by(short_zh_hans, -websites_per_million) as density_last_zh_hans, max_by(short_zh_hant, -websites_per_million) as density_last_zh_hant
  from provinces
),
own as (
  select
    population, output, (output * 100000000)::decimal(20, 0) as output_yuan,
    round(output::double * 100000000 / population, -2)::bigint as output_per_head,
    prefectures, counties, websites, round(websites::double * 1000000 / population, 1)::decimal(9, 1) as websites_per_million
  from indicators_wide
  where region = 'cn'
)
select own.*, own.websites - spread.websites_of_regions as websites_of_corps, spread.*, ends.*
from own cross join spread cross join ends
