-- Score against output per resident; the regions outside the usual range are named in the chart, and the two with most output.
-- The band of that range ends at the region with most output: beside it there is none.
-- key: region
select
  region, short_en, short_zh_hans, short_zh_hant, output_per_head, score, expected_score, margin_low, margin_high, distance,
  band <> 'within' or output_per_head_rank <= 2 as is_named,
  band = 'within' and output_per_head_rank > 1 as is_on_band
from provinces
order by region
