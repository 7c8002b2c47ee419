-- key: command, option
select command, option, about_en, about_zh_hans from options order by command, option
