-- One row of figures for each place, the nation among them; what is not reckoned for the nation is empty there.
-- partition: region   key: region
select
  region, population, output, output_yuan, output_per_head, prefectures, counties, websites, websites_per_million,
  round(output / 10000, 2)::decimal(9, 2) as output_trillions,
  round(counties::double / nullif(prefectures, 0), 1)::decimal(9, 1) as counties_per_prefecture,
  score, abs(score - (select median(score) from provinces))::decimal(9, 2) as lead_size,
  expected_score, distance, abs(distance)::decimal(9, 1) as distance_size,
  population_rank, output_rank, output_per_head_rank, density_rank, score_rank, score_holders, area_rank, area_count
from provinces
union all
select
  'cn', population, output, output_yuan, output_per_head, prefectures, counties, websites, websites_per_million,
  round(output / 10000, 2)::decimal(9, 2), null, null, null, null, null, null, null, null, null, null, null, null, null, null
from nation
order by region
