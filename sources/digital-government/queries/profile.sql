-- One row of figures for each place, the nation among them; what is not reckoned for the nation is empty there.
-- partition: region   key: region
select
  region, population, output, output_yuan, output_per_head, exact_output, prefectures, counties, websites, websites_per_million, exact_density,
  round(output / 10000, 2)::decimal(9, 2) as output_trillions,
  round(counties::double / nullif(prefectures, 0), 1)::decimal(9, 1) as counties_per_prefecture,
  score, abs(score - (select median(score) from provinces))::decimal(9, 2) as lead_size,
  expected_score, distance, abs(distance)::decimal(9, 1) as distance_size, band, density_band,
  case band when 'above' then 'above the usual range' when 'below' then 'below the usual range' else 'within the usual range' end as band_text_en,
  case band when 'above' then '高于一般范围' when 'below' then '低于一般范围' else '在一般范围之内' end as band_text_zh_hans,
  case band when 'above' then '高於一般範圍' when 'below' then '低於一般範圍' else '在一般範圍之內' end as band_text_zh_hant,
  population_rank, output_rank, output_per_head_rank, density_rank, score_rank, score_holders, area_rank, area_holders, area_count,
  case when area_holders > 1 then 'joint ' else '' end || 'place ' || area_rank as area_place_en,
  case when area_holders > 1 then '并列' else '列' end || '第' || area_rank || '位' as area_place_zh_hans,
  case when area_holders > 1 then '並列' else '列' end || '第' || area_rank || '位' as area_place_zh_hant
from provinces
union all
select
  'cn', population, output, output_yuan, output_per_head, null, prefectures, counties, websites, websites_per_million, null,
  round(output / 10000, 2)::decimal(9, 2), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
from nation
order by region
