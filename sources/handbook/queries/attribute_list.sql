-- key: directive, attribute
select directive, attribute, about_en, about_zh_hans from attributes order by directive, attribute
