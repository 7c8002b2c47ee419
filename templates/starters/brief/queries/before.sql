-- The same district a year before.
-- partition: district   key: district
select district, visits, loans, online_loans from visits
where year = (select max(year) - 1 from visits)
