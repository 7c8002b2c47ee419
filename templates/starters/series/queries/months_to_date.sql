-- The months up to the end of the issue, for the chart; those of the issue itself are marked.
-- partition: issue   key: issue, month
select i.id as issue, m.month, m.passengers, m.month >= i.first_month as is_new
from issues i join months m on m.month <= i.last_month
order by issue, month
