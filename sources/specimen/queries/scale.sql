-- The five sizes of type.
-- key: id
select id, name_en, name_zh_hans, name_zh_hant, use_en, use_zh_hans, use_zh_hant, points
from sizes
order by points
