-- Regions that the article names under no model.
-- key: region
select region, short_en, short_zh_hans, short_zh_hant from provinces where model is null order by region
