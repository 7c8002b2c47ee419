-- key: rule
select r.rule, a.area_en, a.area_zh_hans, r.about_en, r.about_zh_hans
from rules r
join (values
  ('definition', 'definition', '定义'), ('files', 'files', '文件'), ('data', 'data', '数据'), ('drafts', 'drafts', '约定草稿'),
  ('queries', 'queries', '查询'), ('text', 'text', '正文'), ('numbers', 'numbers', '数字'), ('languages', 'languages', '语言'),
  ('charts', 'charts', '图表'), ('templates', 'templates', '模板'), ('pages', 'pages', '页面'), ('press', 'press', '印刷'),
  ('publishing', 'publishing', '发布'), ('tracing', 'tracing', '溯源'), ('PDF', 'PDF', 'PDF'), ('program', 'program', '程序')
) as a(area, area_en, area_zh_hans) on a.area = r.area
order by a.area_en, r.rule
