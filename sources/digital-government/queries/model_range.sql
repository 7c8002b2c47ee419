-- The first and the last of the models, in one row, for sentences that compare them.
select
  max(score_median) filter (where model = 'pioneering') as pioneering_score, max(output_median) filter (where model = 'pioneering') as pioneering_output,
  max(score_median) filter (where model = 'systematic') as systematic_score,
  max(score_median) filter (where model = 'distinctive') as distinctive_score,
  max(score_median) filter (where model = 'integrated') as integrated_score,
  max(score_median) filter (where model = 'catching-up') as catching_score,
  max(score_max) filter (where model = 'catching-up') as catching_best, max(score_min) filter (where model = 'pioneering') as pioneering_worst,
  max(score_median) filter (where model = 'pioneering') - max(score_median) filter (where model = 'catching-up') as gap,
  max(output_median) filter (where model = 'pioneering') = max(output_median) filter (where model <> 'none') as pioneering_richest,
  max(regions) filter (where model = 'catching-up') as catching_regions
from model_table
