-- key: helper, option
select helper, option, about_en, about_zh_hans from helper_options order by helper, option
