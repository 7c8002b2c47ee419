-- The 31 regions with all that is reckoned from their indicators. The band of a region is decided on unrounded values.
-- key: region
with reckoned as (
  select
    w.*,
    output::double * 100000000 / population as exact_output,
    websites::double * 1000000 / population as exact_density
  from indicators_wide as w
  where region <> 'cn'
),
fitted as (
  select reckoned.*, fit.margin, fit.start + fit.slope * exact_output as expected, score - (fit.start + fit.slope * exact_output) as residual
  from reckoned cross join fit
)
select
  r.id as region, r.short_en, r.short_zh_hans, r.short_zh_hant, r.model, r.area,
  m.name_en as model_name_en, m.name_zh_hans as model_name_zh_hans, m.name_zh_hant as model_name_zh_hant,
  k.population, k.output, (k.output * 100000000)::decimal(20, 0) as output_yuan,
  round(k.exact_output, -2)::bigint as output_per_head, k.exact_output,
  k.prefectures, k.counties, k.websites, round(k.exact_density, 1)::decimal(9, 1) as websites_per_million, k.exact_density, k.score,
  round(k.expected, 1)::decimal(9, 1) as expected_score,
  round(k.residual, 1)::decimal(9, 1) as distance,
  round(k.expected - k.margin, 1)::decimal(9, 1) as margin_low,
  round(k.expected + k.margin, 1)::decimal(9, 1) as margin_high,
  case when k.residual > k.margin then 'above' when k.residual < -k.margin then 'below' else 'within' end as band,
  case when k.exact_density >= t.websites_many then 'many' when k.exact_density < t.websites_few then 'few' else 'middling' end as density_band,
  rank() over (order by k.population desc) as population_rank,
  rank() over (order by k.output desc) as output_rank,
  rank() over (order by k.exact_output desc) as output_per_head_rank,
  rank() over (order by k.websites desc) as websites_rank,
  rank() over (order by k.exact_density desc) as density_rank,
  rank() over (order by k.score desc) as score_rank,
  count(*) over (partition by k.score) as score_holders,
  rank() over (partition by r.area order by k.score desc) as area_rank,
  count(*) over (partition by r.area, k.score) as area_holders,
  count(*) over (partition by r.area) as area_count
from regions as r
join fitted as k on k.region = r.id
left join models as m on m.id = r.model
cross join threshold as t
order by k.score desc, r.id
