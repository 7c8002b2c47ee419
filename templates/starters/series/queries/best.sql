-- The month with most passengers so far.
-- partition: issue   key: issue
select issue, strftime(month, '%Y-%m') as month, passengers from months_to_date
qualify row_number() over (partition by issue order by passengers desc, month) = 1
