-- partition: region   key: region
select *, takings / stalls as per_stall, 0.1::double + 0.2::double as noise from takings where year = 2023
