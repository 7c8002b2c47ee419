-- What can be done, what saves most first.
-- partition: home   key: home, step
select home, step, name_en, name_zh_hans, saves from steps order by home, saves desc
