-- The district with most visits per resident, and how many there are.
select name_en, name_zh_hans, visits_each, (select count(*) from latest) as districts
from latest order by visits_each desc limit 1
