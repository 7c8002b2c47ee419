-- The 31 regions with all that is reckoned from their indicators.
-- key: region
with reckoned as (
  select
    w.*,
    round(output::double * 100000000 / population, -2)::bigint as output_per_head,
    round(websites::double * 1000000 / population, 1)::decimal(9, 1) as websites_per_million
  from indicators_wide as w
  where region <> 'cn'
),
line as (
  select regr_slope(score, output_per_head) as slope, regr_intercept(score, output_per_head) as start from reckoned
)
select
  r.id as region, r.short_en, r.short_zh_hans, r.short_zh_hant, r.model, r.area,
  m.name_en as model_name_en, m.name_zh_hans as model_name_zh_hans, m.name_zh_hant as model_name_zh_hant,
  k.population, k.output, (k.output * 100000000)::decimal(20, 0) as output_yuan, k.output_per_head,
  k.prefectures, k.counties, k.websites, k.websites_per_million, k.score,
  round(line.start + line.slope * k.output_per_head, 1)::decimal(9, 1) as expected_score,
  round(k.score - (line.start + line.slope * k.output_per_head), 1)::decimal(9, 1) as distance,
  rank() over (order by k.population desc) as population_rank,
  rank() over (order by k.output desc) as output_rank,
  rank() over (order by k.output_per_head desc) as output_per_head_rank,
  rank() over (order by k.websites desc) as websites_rank,
  rank() over (order by k.websites_per_million desc) as density_rank,
  rank() over (order by k.score desc) as score_rank,
  count(*) over (partition by k.score) as score_holders,
  rank() over (partition by r.area order by k.score desc) as area_rank,
  count(*) over (partition by r.area) as area_count
from regions as r
join reckoned as k on k.region = r.id
cross join line
left join models as m on m.id = r.model
order by k.score desc, r.id
