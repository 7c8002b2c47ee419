-- An indicator covers as many regions as it says.
select i.id as indicator, i.regions_covered, count(v.region) as regions_with_a_value
from indicators i left join indicator_values v on v.indicator = i.id and v.value is not null
group by i.id, i.regions_covered
having i.regions_covered <> count(v.region)
