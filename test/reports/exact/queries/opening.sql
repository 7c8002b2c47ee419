-- key: day
select day, open, name_en, name_zh_hans, name_zh_hant from days order by open, day
