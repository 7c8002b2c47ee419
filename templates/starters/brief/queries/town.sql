-- All districts together.
select count(*) as districts, sum(visits) / sum(residents) as visits_each from latest
