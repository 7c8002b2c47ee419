-- The two scores that may stand in each other's place.
select max(score) filter (where region = 'ah') as ah, max(score) filter (where region = 'fj') as fj
from provinces
