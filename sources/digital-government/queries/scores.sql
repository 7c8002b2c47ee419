-- Scores of online services.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant, score
from provinces
order by score desc, region
