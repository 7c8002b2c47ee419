-- The three regions that lie farthest above the common line of score and output.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant, distance from provinces order by distance desc, region limit 3
