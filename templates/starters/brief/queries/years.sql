-- All years of the district, for the table.
-- partition: district   key: district, year
select district, year, visits, loans, online_loans from visits order by year
