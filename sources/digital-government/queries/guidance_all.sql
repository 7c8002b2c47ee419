-- Guiding documents of the regions, with their dates as far as they were read.
-- key: id
select
  d.id, d.region, r.short_en, r.short_zh_hans, r.short_zh_hant, d.title_en, d.title_zh_hans, d.title_zh_hant,
  d.number_en, d.number_zh_hans, d.number_zh_hant, d.issued,
  case
    when d.issued like 'by %' then 'by ' || strftime(strptime(substr(d.issued, 4), '%Y-%m-%d'), '%b %Y')
    when length(d.issued) = 10 then strftime(strptime(d.issued, '%Y-%m-%d'), '%-d %b %Y')
    when length(d.issued) = 7 then strftime(strptime(d.issued || '-01', '%Y-%m-%d'), '%b %Y')
    else d.issued
  end as date_en,
  case
    when d.issued like 'by %' then '不晚于' || substr(d.issued, 4, 4) || '年' || substr(d.issued, 9, 2)::int || '月'
    when length(d.issued) = 10 then left(d.issued, 4) || '年' || substr(d.issued, 6, 2)::int || '月' || substr(d.issued, 9, 2)::int || '日'
    when length(d.issued) = 7 then left(d.issued, 4) || '年' || substr(d.issued, 6, 2)::int || '月'
    when d.issued is not null then d.issued || '年'
  end as date_zh_hans,
  replace(date_zh_hans, '于', '於') as date_zh_hant,
  try_cast(case when length(d.issued) = 10 then d.issued when length(d.issued) = 7 then d.issued || '-15' end as date) as day,
  d.confidence
from local_documents as d
join regions as r on r.id = d.region
order by r.gb2260, d.id
