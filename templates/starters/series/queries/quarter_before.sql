-- The three months a year earlier.
-- partition: issue   key: issue
select i.id as issue, sum(m.passengers) as passengers, sum(m.passengers * m.on_time) / sum(m.passengers) as on_time
from issues i join months m on m.month between i.first_month - interval 1 year and i.last_month - interval 1 year
group by i.id
