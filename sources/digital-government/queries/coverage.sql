-- Data platforms of the three levels in one row.
select
  max(platforms) filter (where level = 'province') as province_platforms, max(share) filter (where level = 'province') as province_share,
  max(platforms) filter (where level = 'prefecture') as prefecture_platforms, max(share) filter (where level = 'prefecture') as prefecture_share,
  max(platforms) filter (where level = 'county') as county_platforms, max(share) filter (where level = 'county') as county_share
from platforms
