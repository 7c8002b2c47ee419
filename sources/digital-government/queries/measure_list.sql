-- The measures in their groups.
-- key: id
select
  id, "order" as position,
  group_title_en as group_en, group_title_zh_hans as group_zh_hans, group_title_zh_hant as group_zh_hant,
  title_en, title_zh_hans, title_zh_hant, summary_en, summary_zh_hans, summary_zh_hant
from measures
order by "group", "order"
