-- Counts of the 31 regions make that of the nation; of the websites, 51 are of the Corps in Xinjiang, which is no region.
-- Regional output does not add up: it is reckoned apart.
with counts (indicator, besides) as (
  values ('population-census-2020', 0), ('prefecture-level-divisions', 0), ('county-level-divisions', 0), ('government-websites-2019', 51)
)
select n.indicator, n.value as nation, sum(v.value) as regions, c.besides
from counts c join nation_values n on n.indicator = c.indicator join indicator_values v on v.indicator = c.indicator
group by n.indicator, n.value, c.besides
having n.value <> sum(v.value) + c.besides
