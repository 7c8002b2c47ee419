-- The development model of a place, and what its regions have in common. Places without a model have no row.
-- partition: region   key: region
select
  r.id as region, m.id as model, m."order" as position, m.name_en, m.name_zh_hans, m.name_zh_hant,
  m.region_kind_en, m.region_kind_zh_hans, m.region_kind_zh_hant,
  m.foundation_en, m.foundation_zh_hans, m.foundation_zh_hant,
  m.traits_en, m.traits_zh_hans, m.traits_zh_hant, m.path_en, m.path_zh_hans, m.path_zh_hant,
  t.regions, t.score_median, t.output_median, t.output_min, t.output_max, t.websites_per_million,
  own.model_holders
from regions as r
join models as m on m.id = r.model
join model_table as t on t.model = m.id
join (select region, count(*) over (partition by model, score) as model_holders from provinces) as own on own.region = r.id
order by region
