-- The tile map by development model.
-- key: region
select
  r.id as region, r.short_en, r.short_zh_hans, r.short_zh_hant, r.tile_row, r.tile_col, m."order" as model_number,
  coalesce(m."order" || ' ' || m.name_en, '– In none') as model_label_en,
  coalesce(m."order" || ' ' || m.name_zh_hans, '– 未归类') as model_label_zh_hans,
  coalesce(m."order" || ' ' || m.name_zh_hant, '– 未歸類') as model_label_zh_hant
from regions as r
left join models as m on m.id = r.model
where r.kind <> 'nation'
order by region
