-- The models side by side, and the regions that stand in none.
-- key: model
with grouped as (select *, coalesce(model, 'none') as kind from provinces)
select
  kind as model, coalesce(max(m."order"), 6) as position,
  coalesce(max(m.name_en), 'In none') as name_en,
  coalesce(max(m.name_zh_hans), '未归类') as name_zh_hans,
  coalesce(max(m.name_zh_hant), '未歸類') as name_zh_hant,
  count(*) as regions,
  round(100 * sum(g.population)::double / sum(sum(g.population)) over (), 1)::decimal(9, 1) as population_share,
  round(100 * sum(g.output)::double / sum(sum(g.output)) over (), 1)::decimal(9, 1) as output_share,
  round(median(output_per_head), -2)::bigint as output_median, min(output_per_head) as output_min, max(output_per_head) as output_max,
  median(score)::decimal(9, 2) as score_median, min(score)::decimal(9, 2) as score_min, max(score)::decimal(9, 2) as score_max,
  round(sum(g.websites)::double * 1000000 / sum(g.population), 1)::decimal(9, 1) as websites_per_million
from grouped as g
left join models as m on m.id = g.model
group by kind
order by position
