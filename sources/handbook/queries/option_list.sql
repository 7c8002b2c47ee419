-- key: command, option
select command, option, about from options order by command, option
