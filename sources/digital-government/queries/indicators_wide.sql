-- Every place with its indicators side by side; the nation's row takes the national values.
-- key: region
with places as (
  select region, indicator, value::decimal(18, 4) as value from indicator_values
  union all
  select 'cn', indicator, value::decimal(18, 4) from nation_values
)
select
  region,
  max(value) filter (where indicator = 'population-census-2020')::bigint as population,
  max(value) filter (where indicator = 'gdp-2023')::decimal(18, 1) as output,
  max(value) filter (where indicator = 'prefecture-level-divisions')::bigint as prefectures,
  max(value) filter (where indicator = 'county-level-divisions')::bigint as counties,
  max(value) filter (where indicator = 'government-websites-2019')::bigint as websites,
  max(value) filter (where indicator = 'online-service-capability-2019')::decimal(18, 2) as score
from places
group by region
order by region
