-- The straight line of score on output per resident, in one row: how much it explains, and how far it errs.
-- The margin is one and a half residual standard errors; what lies inside it is not told apart from the line.
with points as (
  select score::double as score, output::double * 100000000 / population as output_per_head
  from indicators_wide
  where region <> 'cn'
)
select
  regr_slope(score, output_per_head) as slope, regr_intercept(score, output_per_head) as start,
  sqrt((regr_syy(score, output_per_head) - regr_slope(score, output_per_head) * regr_sxy(score, output_per_head)) / (regr_count(score, output_per_head) - 2)) as error,
  1.5 * error as margin,
  100 * regr_r2(score, output_per_head) as explained,
  100 - explained as unexplained
from points
