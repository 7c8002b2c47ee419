-- The largest size and the smallest.
-- key: id
select 'range' as id, min(points) as least, max(points) as most, count(*) as sizes
from sizes
