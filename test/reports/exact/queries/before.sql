-- partition: region   key: region
select region, stalls, visitors from stalls where year = 2022
