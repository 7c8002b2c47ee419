-- Sources of the figures.
-- key: id
select
  id, title_en, title_zh_hans, title_zh_hant, publisher_en, publisher_zh_hans, publisher_zh_hant,
  case when length(date) = 10 then strftime(strptime(date, '%Y-%m-%d'), '%-d %b %Y') when length(date) = 7 then strftime(strptime(date || '-01', '%Y-%m-%d'), '%b %Y') else date end as date_en,
  case when length(date) = 10 then left(date, 4) || '年' || substr(date, 6, 2)::int || '月' || substr(date, 9, 2)::int || '日' when length(date) = 7 then left(date, 4) || '年' || substr(date, 6, 2)::int || '月' else date || '年' end as date_zh_hans,
  date_zh_hans as date_zh_hant
from sources
order by date, id
