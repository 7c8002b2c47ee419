-- Two partial lists in which a place is named.
-- partition: region   key: region
select
  region,
  max(value) filter (where indicator = 'integrated-service-leading-2021') as leading,
  max(value) filter (where indicator = 'open-data-index-2020h2') as open_data
from recognitions
group by region
order by region
