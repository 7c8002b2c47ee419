-- key: name
select name, about_en, about_zh_hans from environment order by name
