-- Government-data platforms by level, beside the number of places of that level.
-- key: level
with levels as (
  select 'province' as level, 1 as position, 'province-data-platforms' as figure, regions as places, 'Province' as level_name_en, '省级' as level_name_zh_hans, '省級' as level_name_zh_hant from counts
  union all
  select 'prefecture', 2, 'city-data-platforms', prefectures, 'Prefecture', '市级', '市級' from nation
  union all
  select 'county', 3, 'county-data-platforms', counties, 'County', '县级', '縣級' from nation
)
select
  level, position, level_name_en, level_name_zh_hans, level_name_zh_hant,
  f.value_base::bigint as platforms, places, round(100 * f.value_base::double / places, 1)::decimal(9, 1) as share
from levels
join article_figures as f on f.id = levels.figure
order by position
