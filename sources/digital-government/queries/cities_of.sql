-- Cities of a place that the article names under a model of their own.
-- partition: region   key: city
select
  c.province as region, c.id as city, c.name_en, c.name_zh_hans, c.name_zh_hant,
  m.name_en as model_name_en, m.name_zh_hans as model_name_zh_hans, m.name_zh_hant as model_name_zh_hant
from cities as c
join models as m on m.id = c.model
order by region, m."order", city
