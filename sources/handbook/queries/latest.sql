-- Each district in the last year, most visits per resident first; a chart compares them all.
-- key: district
select v.district, v.year, d.name_en, d.name_zh_hans, d.residents, d.branches, v.visits, v.loans, v.online_loans,
       v.visits / d.residents as visits_each, 100 * v.online_loans / v.loans as online_share
from visits v join districts d on d.id = v.district
where v.year = (select max(year) from visits)
order by visits_each desc
