-- How much of the guiding documents was found, in one row.
select
  count(*) as documents, count(distinct region) as regions, 31 - count(distinct region) as regions_without,
  count(day) as dated, count(*) filter (where confidence = 'one-source') as one_source,
  count(*) filter (where day > date '2023-09-30') as after_count,
  count(*) filter (where year(day) = 2021) as in_2021, count(*) filter (where year(day) = 2022) as in_2022, count(*) filter (where year(day) = 2023) as in_2023
from guidance_all
