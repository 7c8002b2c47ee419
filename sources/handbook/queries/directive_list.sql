-- key: name
select name, example, about_en, about_zh_hans from directives order by name
