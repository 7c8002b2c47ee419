-- A home as a whole.
-- partition: home   key: home
select home, sum(energy) as energy, sum(energy) filter (where use = 'heating') as heating,
       (select sum(saves) from steps s where s.home = u.home) as saves
from uses u
group by home
