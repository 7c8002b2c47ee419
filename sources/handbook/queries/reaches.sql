-- Edits of the starter brief, and how many of its editions each reaches; the tests make them.
-- key: id
select id, edit_en, edit_zh_hans, editions from edits order by editions desc, id
