-- Regions of like output per resident that scored higher: the best three of each place.
-- partition: region   key: other
select own.region, other.region as other, other.short_en, other.short_zh_hans, other.short_zh_hant, other.score, other.output_per_head
from provinces as own
join provinces as other on other.score > own.score and abs(other.exact_output / own.exact_output - 1) <= (select like_output from threshold)
qualify row_number() over (partition by own.region order by other.score desc, other.region) <= 3
order by own.region, other.score desc, other.region
