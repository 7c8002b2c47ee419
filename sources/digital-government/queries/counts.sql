-- What the text counts, in one row. The nation is no region.
select
  (select count(*) from regions where kind <> 'nation') as regions,
  (select count(*) from models) as models,
  (select count(*) from measures) as measures,
  (select count(distinct "group") from measures) as measure_groups,
  (select count(*) from gaps) as gaps,
  (select count(*) from pressures) as pressures,
  (select count(distinct indicator) from recognitions) as assessments,
  (select count(*) from recognitions where indicator = 'integrated-service-leading-2021') as listed_leading,
  (select count(*) from recognitions where indicator = 'open-data-index-2020h2') as listed_open_data,
  (select count(*) from online_shares join article_figures using (id) where as_of like 'undated%') as online_undated
