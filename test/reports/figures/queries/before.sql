-- partition: region   key: region
select * from takings where year = 2022
