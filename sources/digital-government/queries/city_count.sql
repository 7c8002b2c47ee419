-- How many cities the article names, and how many of them stand in another model than their province, in one row.
select count(*) as cities, count(distinct short_en) as regions, count(*) filter (where not is_same) as differing
from cities_all
