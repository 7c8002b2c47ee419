-- The sources as the lines under figures, tables and panels name them, in one row.
select
  max(cite_en) filter (where id = 'census-2020') as census_en, max(cite_zh_hans) filter (where id = 'census-2020') as census_zh_hans, max(cite_zh_hant) filter (where id = 'census-2020') as census_zh_hant,
  max(cite_en) filter (where id = 'grp-2023') as output_en, max(cite_zh_hans) filter (where id = 'grp-2023') as output_zh_hans, max(cite_zh_hant) filter (where id = 'grp-2023') as output_zh_hant,
  max(cite_en) filter (where id = 'divisions-2023') as divisions_en, max(cite_zh_hans) filter (where id = 'divisions-2023') as divisions_zh_hans, max(cite_zh_hant) filter (where id = 'divisions-2023') as divisions_zh_hant,
  max(cite_en) filter (where id = 'cnnic-45') as websites_en, max(cite_zh_hans) filter (where id = 'cnnic-45') as websites_zh_hans, max(cite_zh_hant) filter (where id = 'cnnic-45') as websites_zh_hant,
  max(cite_en) filter (where id = 'online-capability-2020') as score_en, max(cite_zh_hans) filter (where id = 'online-capability-2020') as score_zh_hans, max(cite_zh_hant) filter (where id = 'online-capability-2020') as score_zh_hant,
  max(cite_en) filter (where id = 'article-2024') as article_en, max(cite_zh_hans) filter (where id = 'article-2024') as article_zh_hans, max(cite_zh_hant) filter (where id = 'article-2024') as article_zh_hant,
  max(cite_en) filter (where id = 'cnnic-53') as websites_now_en, max(cite_zh_hans) filter (where id = 'cnnic-53') as websites_now_zh_hans, max(cite_zh_hant) filter (where id = 'cnnic-53') as websites_now_zh_hant
from sources
