-- The cities that the article names, with their model and that of their province.
-- key: city
select
  c.id as city, c.name_en, c.name_zh_hans, c.name_zh_hant, r.short_en, r.short_zh_hans, r.short_zh_hant,
  m.name_en as city_model_en, m.name_zh_hans as city_model_zh_hans, m.name_zh_hant as city_model_zh_hant,
  p.name_en as province_model_en, p.name_zh_hans as province_model_zh_hans, p.name_zh_hant as province_model_zh_hant,
  c.model = c.province_model as is_same
from cities as c
join regions as r on r.id = c.province
join models as m on m.id = c.model
join models as p on p.id = r.model
order by m."order", c.gb2260
