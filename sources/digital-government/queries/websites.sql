-- Government websites for the size of the population.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant, websites, websites_per_million
from provinces
order by websites_per_million desc, region
