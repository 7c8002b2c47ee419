-- Government websites by level: the State Council's departments with the central portal, and provincial level and below.
-- key: level
with levels as (
  select 'central' as level, 1 as position, 'State Council departments and central portal' as level_name_en, '国务院部门及中国政府网' as level_name_zh_hans, '國務院部門及中國政府網' as level_name_zh_hant, websites - websites_local as websites, websites as total from figures
  union all
  select 'local', 2, 'Provincial level and below', '省级及以下', '省級及以下', websites_local, websites from figures
)
select level, position, level_name_en, level_name_zh_hans, level_name_zh_hant, websites, round(100 * websites::double / total, 1)::decimal(9, 1) as share
from levels
order by position
