-- The regions whose score lies above the margin of the line, the farthest first.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant, distance from provinces where band = 'above' order by distance desc, region
