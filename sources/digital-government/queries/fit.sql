-- The straight line of score on output per resident, in one row: how much it explains, and how far it errs.
-- The margin is so many residual standard errors; what lies inside it is not told apart from the line. If the scores lay about it
-- as the normal curve has it, `by_chance` of them would lie outside: the area of its two tails, in steps of a thousandth.
with points as (
  select score::double as score, output::double * 100000000 / population as output_per_head
  from indicators_wide
  where region <> 'cn'
)
select
  regr_slope(score, output_per_head) as slope, regr_intercept(score, output_per_head) as start,
  sqrt((regr_syy(score, output_per_head) - regr_slope(score, output_per_head) * regr_sxy(score, output_per_head)) / (regr_count(score, output_per_head) - 2)) as error,
  (select margin_errors from threshold) * error as margin,
  100 * regr_r2(score, output_per_head) as explained,
  100 - explained as unexplained,
  round(count(*) * (
    select 2 * sum(exp(-power(margin_errors + (step + 0.5) / 1000, 2) / 2)) / 1000 / sqrt(2 * pi()) from threshold cross join range(8000) as steps (step)
  ))::bigint as by_chance
from points
