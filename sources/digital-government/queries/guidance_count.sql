-- How much of the guiding documents was found, and how those with a date lie about the opinions of the State Council, in one row.
with opinions as (select strptime(date_known || '-01', '%Y-%m-%d')::date as month from documents where id = 'digital-gov-opinion')
select
  count(*) as documents, count(distinct region) as regions, (select regions from counts) - count(distinct region) as regions_without,
  count(day) as dated, count(*) filter (where confidence = 'one-source') as one_source,
  count(*) filter (where day > date '2023-09-30') as after_count,
  count(*) filter (where day < (select month from opinions)) as before_opinions,
  count(*) filter (where day >= (select month from opinions)) as after_opinions
from guidance_all
