-- Portals and apps of the 31 regions, in the order of the official codes.
-- key: region
select r.id as region, r.short_en, r.short_zh_hans, r.short_zh_hant, s.app_en, s.app_zh_hans, s.app_zh_hant, s.portal_url
from regions as r
join services as s on s.region = r.id
order by r.gb2260
