-- partition: region   key: year
select region, year, stalls from stalls order by year
