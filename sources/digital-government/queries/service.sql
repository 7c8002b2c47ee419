-- Where a place offers its services online.
-- partition: region   key: region
select
  region, app_en, app_zh_hans, app_zh_hant, app_former_en, app_former_zh_hans, app_former_zh_hant, app_confidence,
  case when app_as_of like '%(plan)' then 'named in a plan of ' || strftime(strptime(left(app_as_of, 7) || '-01', '%Y-%m-%d'), '%B %Y') when app_as_of = 'undated' then 'date of reading not kept' else 'read in ' || strftime(strptime(app_as_of || '-01', '%Y-%m-%d'), '%B %Y') end as app_read_en,
  case when app_as_of like '%(plan)' then '据' || left(app_as_of, 4) || '年' || substr(app_as_of, 6, 2)::int || '月的一份方案' when app_as_of = 'undated' then '核对日期未记' else left(app_as_of, 4) || '年' || substr(app_as_of, 6, 2)::int || '月核对' end as app_read_zh_hans,
  case when app_as_of like '%(plan)' then '據' || left(app_as_of, 4) || '年' || substr(app_as_of, 6, 2)::int || '月的一份方案' when app_as_of = 'undated' then '核對日期未記' else left(app_as_of, 4) || '年' || substr(app_as_of, 6, 2)::int || '月核對' end as app_read_zh_hant,
  portal_url, portal_as_of, case when app_note like 'mini programme%' then 'yes' end as mini_programme
from services
order by region
