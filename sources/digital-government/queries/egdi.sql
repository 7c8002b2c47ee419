-- China in the UN index of e-government.
-- key: year
select as_of::integer as year, value_base::bigint as place
from article_figures
where id in ('egdi-rank-2012', 'egdi-rank-2022')
order by year
