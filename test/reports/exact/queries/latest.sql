-- partition: region   key: region
select region, stalls, visitors, note, visitors * 1000 / stalls as draw from stalls where year = 2023
