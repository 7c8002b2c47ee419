-- Documents and reports that the text stands on, the newest first.
-- key: id
select
  id, name_en, name_zh_hans, name_zh_hant,
  coalesce(issuer_en, '–') as issuer_en, coalesce(issuer_zh_hans, '–') as issuer_zh_hans, coalesce(issuer_zh_hant, '–') as issuer_zh_hant,
  strftime(strptime(left(date_known, 7) || '-01', '%Y-%m-%d'), '%b %Y') as date_en,
  left(date_known, 4) || '年' || substr(date_known, 6, 2)::int || '月' as date_zh_hans, date_zh_hans as date_zh_hant
from documents
where date_known is not null and type in ('policy document', 'statistical report', 'strategy')
order by date_known desc, id
