-- partition: region   key: region
select region, stalls, visitors, note from stalls where year = 2023
