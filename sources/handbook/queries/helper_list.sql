-- key: name
select name, example, about_en, about_zh_hans from helpers order by name
