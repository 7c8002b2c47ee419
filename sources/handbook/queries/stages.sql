-- The stages in their order.
-- key: id
select id, takes_en, takes_zh_hans, gives_en, gives_zh_hans from steps order by place
