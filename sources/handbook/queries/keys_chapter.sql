-- key: key
select key, kind, about_en, about_zh_hans from keys where file = 'front matter of a chapter' order by key
