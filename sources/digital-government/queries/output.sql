-- Output per resident.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant, output_per_head
from provinces
order by output_per_head desc, region
