-- How much of the guiding documents was found, in one row.
select
  count(*) as documents, count(distinct region) as regions, 31 - count(distinct region) as regions_without,
  count(day) as dated, count(*) filter (where confidence = 'one-source') as one_source,
  count(*) filter (where day > date '2023-09-30') as after_count
from guidance_all
