-- What takes how much, the most first.
-- partition: home   key: home, use
select home, use, name_en, name_zh_hans, energy, 100 * energy / sum(energy) over (partition by home) as share
from uses
order by home, energy desc
