-- Names, units and dates of the indicators, and of the two that are reckoned from them.
-- key: indicator
with named as (
  select id as indicator, label_en, label_zh_hans, label_zh_hant, unit_en, unit_zh_hans, unit_zh_hant, decimals, as_of from indicators
  union all
  select 'output-per-head', 'Output per resident (GRP 2023, census 2020)', '按普查人口计算的人均地区生产总值', '按普查人口計算的人均地區生產總值', 'yuan', '元', '元', 0, '2023'
  union all
  select 'websites-per-million', 'Government websites per million residents', '每百万人政府网站数', '每百萬人政府網站數', 'websites', '个', '個', 1, '2019-12'
)
select
  named.*,
  case
    when length(as_of) = 4 then as_of
    else strftime(strptime(left(as_of, 7) || '-01', '%Y-%m-%d'), '%b %Y')
  end as date_en,
  case
    when length(as_of) = 4 then as_of || '年'
    else left(as_of, 4) || '年' || substr(as_of, 6, 2)::int || '月'
  end as date_zh_hans,
  date_zh_hans as date_zh_hant,
  list_position(['population-census-2020', 'gdp-2023', 'output-per-head', 'prefecture-level-divisions', 'county-level-divisions',
    'government-websites-2019', 'websites-per-million', 'online-service-capability-2019'], indicator) as position
from named
order by position
