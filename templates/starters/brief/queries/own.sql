-- The district of the edition.
-- partition: district   key: district
select * from latest
