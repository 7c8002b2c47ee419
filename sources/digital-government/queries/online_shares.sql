-- How much can be done without going in person.
-- key: id
select
  id, value_base::decimal(9, 2) as share,
  case id when 'items-online' then 'Government services that can be handled online' when 'admin-licences-online' then 'Provincial permits: apply online, visit once at most' when 'tax-items-contactless' then 'Tax and fee matters without contact' else 'Services for farming and villages (2021)' end as matter_en,
  case id when 'items-online' then '政务服务事项可网上办理' when 'admin-licences-online' then '省级许可网上受理、至多跑一次' when 'tax-items-contactless' then '办税缴费可不见面办理' else '涉农服务在线办事率（2021年）' end as matter_zh_hans,
  case id when 'items-online' then '政務服務事項可網上辦理' when 'admin-licences-online' then '省級許可網上受理、至多跑一次' when 'tax-items-contactless' then '辦稅繳費可不見面辦理' else '涉農服務在線辦事率（2021年）' end as matter_zh_hant,
  case id when 'items-online' then '≥' when 'tax-items-contactless' then '>' else '' end as bound
from article_figures
where id in ('items-online', 'admin-licences-online', 'tax-items-contactless', 'rural-online-rate')
order by share desc, id
