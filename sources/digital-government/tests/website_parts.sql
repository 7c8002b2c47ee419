-- The source prints three parts that exceed its total by one: the portal is counted among the units of the State Council, and is not a third part.
select units.value_base as state_council, below.value_base as province_and_below, total.value_base as total
from article_figures units, article_figures below, article_figures total
where units.id = 'gov-websites-state-council' and below.id = 'gov-websites-province-below' and total.id = 'gov-websites-total'
  and units.value_base + below.value_base <> total.value_base
