-- key: key
select key, kind, about_en, about_zh_hans from keys where file = 'brand.yaml' order by key
