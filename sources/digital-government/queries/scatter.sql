-- Score against output per resident; the regions farthest from the common line are named in the chart.
-- key: region
select
  region, short_en, short_zh_hans, short_zh_hant, output_per_head, score, expected_score, margin_low, margin_high, distance,
  row_number() over (order by abs(distance) desc, region) <= 8 or output_per_head_rank <= 2 or score_rank <= 2 as is_named
from provinces
order by region
