-- The regions with the next higher score.
-- partition: region   key: other
select own.region, other.region as other, other.short_en, other.short_zh_hans, other.short_zh_hant, other.score
from provinces as own
join provinces as other on other.score = (select min(score) from provinces where score > own.score)
order by own.region, other
