-- The gaps of today.
-- key: id
select id, "order" as position, title_en, title_zh_hans, title_zh_hant, summary_en, summary_zh_hans, summary_zh_hant
from challenges
where scope = 'current gap'
order by position
