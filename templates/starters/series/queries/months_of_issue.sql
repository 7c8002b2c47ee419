-- The three months of the issue, for the table.
-- partition: issue   key: issue, month
select i.id as issue, strftime(m.month, '%Y-%m') as month, m.passengers, m.commuters, m.visitors, m.on_time
from issues i join months m on m.month between i.first_month and i.last_month
order by issue, month
