-- How many regions lie above, within and below the margin of the line, in one row.
select
  count(*) filter (where band = 'above') as above, count(*) filter (where band = 'within') as within,
  count(*) filter (where band = 'below') as below, count(*) filter (where band <> 'within') as outside
from provinces
