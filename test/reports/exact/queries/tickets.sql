-- partition: region   key: kind
select region, kind, fee, paid from fees order by kind
