-- Scores by development model: each region a point, the middle of each model beside it, the two ends named.
-- key: region
with placed as (
  select
    p.region, p.short_en, p.short_zh_hans, p.short_zh_hant,
    t.position as model_number, t.name_en as model_name_en, t.name_zh_hans as model_name_zh_hans, t.name_zh_hant as model_name_zh_hant,
    p.score, t.score_median, p.score in (t.score_max, t.score_min) as is_end,
    row_number() over (partition by t.model, p.score order by p.region) as turn
  from provinces as p
  join model_table as t on t.model = coalesce(p.model, 'none')
)
select
  * exclude (turn, is_end), is_end and turn = 1 as is_named,
  string_agg(short_en, ', ') over same as end_name_en, string_agg(short_zh_hans, '、') over same as end_name_zh_hans, string_agg(short_zh_hant, '、') over same as end_name_zh_hant
from placed
window same as (partition by model_number, score order by region rows between unbounded preceding and unbounded following)
order by model_number, score desc, region
