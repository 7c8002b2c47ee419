-- key: name
select name, about_en, about_zh_hans from headers order by name
