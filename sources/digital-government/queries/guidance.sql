-- Guiding documents found for a place.
-- partition: region   key: id
select region, id, title_en, title_zh_hans, title_zh_hant, number_en, number_zh_hans, number_zh_hant, date_en, date_zh_hans, date_zh_hant
from guidance_all
order by region, id
