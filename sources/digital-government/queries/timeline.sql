-- Dated guiding documents on a line of time, the oldest at the top.
-- key: id
select id, region, short_en, short_zh_hans, short_zh_hant, day, row_number() over (order by day, id) as position
from guidance_all
where day is not null
order by position
