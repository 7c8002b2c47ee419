-- key: region
select s.region, r.name_en, r.name_zh_hans, r.name_zh_hant, s.stalls, s.visitors
from stalls s join regions r on r.id = s.region
where s.year = 2023
order by s.stalls desc
