-- What presses from outside and from within; `phrase` is the title as it stands inside a sentence.
-- key: id
select
  id, case scope when 'international' then 'International' else 'Domestic' end as scope_en,
  case scope when 'international' then '国际' else '国内' end as scope_zh_hans,
  case scope when 'international' then '國際' else '國內' end as scope_zh_hant,
  title_en, lower(left(title_en, 1)) || substr(title_en, 2) as phrase_en, title_zh_hans as phrase_zh_hans, title_zh_hant as phrase_zh_hant,
  title_zh_hans, title_zh_hant, summary_en, summary_zh_hans, summary_zh_hant
from challenges
where scope <> 'current gap'
order by scope desc, "order"
