-- The years of one district, as the table of its brief shows them.
-- key: year
select year, visits, loans, online_loans from visits where district = 'harbour' order by year
