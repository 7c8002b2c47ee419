-- key: name
select name, about_en, about_zh_hans from commands order by name
