-- The tile map of a place: itself, the regions of its model, and all others.
-- partition: region   key: place
select
  own.id as region, p.id as place, p.short_en, p.short_zh_hans, p.short_zh_hant, p.tile_row, p.tile_col,
  case when p.id = own.id then 'own' when p.model = own.model then 'kin' else 'other' end as standing
from regions as own
cross join regions as p
where own.kind <> 'nation' and p.kind <> 'nation'
order by own.id, p.id
