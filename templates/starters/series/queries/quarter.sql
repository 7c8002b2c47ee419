-- The issue as a whole.
-- partition: issue   key: issue
select issue, count(*) as months, sum(passengers) as passengers, sum(passengers * on_time) / sum(passengers) as on_time
from months_of_issue
group by issue
