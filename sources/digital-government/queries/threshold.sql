-- Where this report draws its lines, in one row: other queries decide by these values, and the text names them.
select
  max(value) filter (where id = 'score-high')::bigint as score_high, max(value) filter (where id = 'score-low')::bigint as score_low,
  max(value) filter (where id = 'margin-errors')::decimal(9, 1) as margin_errors,
  max(value) filter (where id = 'websites-many')::bigint as websites_many, max(value) filter (where id = 'websites-few')::bigint as websites_few,
  max(value) filter (where id = 'like-output')::decimal(9, 2) as like_output
from thresholds
