-- key: region
select t.*, r.name_en, r.name_zh_hans, r.name_zh_hant, takings / stalls as per_stall
from takings t join regions r on r.id = t.region
where year = 2023
order by takings desc
