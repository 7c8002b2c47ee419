-- key: helper
select helper, written_en, written_zh_hans, reads_en, reads_zh_hans from helper_sentences order by helper
