/** Edits of queries, charts, chapters and pictures. */
import {byteOrderMark, comesAndGoes, inFile, lineEnds, replaceOne, swap, tail, toggle} from '../changes.ts'
import {editedAll, renamed, textOf, without, withText, type Files, type Kind} from '../files.ts'

const OVERVIEW = 'chapters/en/overview.md'
const DETAIL = 'chapters/en/detail.md'
const CLOSING = 'chapters/en/closing.md'
const CHINESE = 'chapters/zh-Hans/overview.md'

export const textKinds: readonly Kind[] = [
  inFile('a remark in SQL', 'queries/latest.sql', (text, pick) => `${text}-- ${pick(1000)}\n`),
  inFile('the year of a query', 'queries/before.sql', toggle('2022', '2023')),
  inFile('the order of a query', 'queries/all_regions.sql', toggle(' desc', ' asc')),
  inFile('the columns of a query', 'queries/all_regions.sql', toggle('s.stalls, s.visitors', 's.visitors, s.stalls')),
  inFile('the case of SQL', 'queries/years.sql', toggle('select region', 'SELECT region')),
  inFile('line ends of SQL', 'queries/totals.sql', lineEnds),
  inFile('a query on a query', 'queries/totals.sql', toggle('sum(stalls)', 'max(stalls)')),
  inFile('the key of a query', 'queries/opening.sql', toggle('-- key: day\n', '')),
  inFile('a limit of a query', 'queries/opening.sql', tail('limit 2\n')),
  inFile('a condition of SQL', 'queries/tickets.sql', toggle(' order by kind', ' where fee is not null order by kind')),
  inFile('the partition of a query', 'queries/years.sql', toggle('-- partition: region   key: year', '-- key: region, year')),
  comesAndGoes('a query that nothing reads', 'queries/spare.sql', 'select 1 as one\n'),
  {
    name: 'a query gets another name',
    change: (files) => {
      const [from, to] = files.has('queries/opening.sql') ? ['opening', 'hours'] : ['hours', 'opening']
      const named = renamed(files, `queries/${from}.sql`, `queries/${to}.sql`)
      return editedAll(named, ['chapters/'], (text) => text.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`${from}.`, `${to}.`))
    }
  },
  inFile(
    'the step of a chart',
    'charts/bars.vl.json',
    replaceOne(/(?<="step": )\d+/g, (pick) => String(16 + pick(20)))
  ),
  inFile('the mark of a chart', 'charts/years.vl.json', toggle('"mark": "bar"', '"mark": "point"')),
  inFile('the order of keys of a chart', 'charts/years.vl.json', swap('"height": 90,', '"mark": "bar",')),
  inFile('blanks of a chart', 'charts/bars.vl.json', toggle('"mark": "bar",', '"mark":   "bar",')),
  inFile(
    'a chart that asks for the audience',
    'charts/bars.vl.json',
    toggle('edition.region"', "edition.region && edition.audience === 'full'\"")
  ),
  inFile('the colour of a chart', 'charts/years.vl.json', toggle('"mark": "bar"', '"mark": {"type": "bar", "color": "#446688"}')),
  inFile(
    'the title of an axis',
    'charts/years.vl.json',
    toggle('"type": "quantitative", "title": null', '"type": "quantitative"')
  ),
  inFile('line ends of a chart', 'charts/bars.vl.json', lineEnds),
  {
    name: 'a chart gets another name',
    change: (files) => {
      const [from, to] = files.has('charts/bars.vl.json') ? ['bars', 'rows'] : ['rows', 'bars']
      const named = renamed(files, `charts/${from}.vl.json`, `charts/${to}.vl.json`)
      return editedAll(named, ['chapters/'], (text) => text.replaceAll(`chart="${from}"`, `chart="${to}"`))
    }
  },
  inFile(
    'a sentence',
    OVERVIEW,
    replaceOne(/A remark[^:]*(?=:)/g, (pick) => `A remark ${pick(99)}`)
  ),
  inFile(
    'a sentence in Chinese',
    CHINESE,
    replaceOne(/备注[^：]*(?=：)/g, (pick) => `备注发展${pick(99)}`)
  ),
  inFile('a blank line above what a warning is about', OVERVIEW, toggle('\nEach stall', '\n\nEach stall')),
  inFile('what a warning is about', OVERVIEW, toggle('{{num latest.draw}}', '{{num latest.draw digits=1}}')),
  inFile('a blank line', DETAIL, toggle('\n## Stalls', '\n\n## Stalls')),
  inFile('blanks at the end of a line', CLOSING, toggle('stalls.\n', 'stalls.  \n')),
  inFile('a condition', OVERVIEW, toggle("region.kind = 'coast'", "region.kind = 'inland'")),
  inFile(
    'a condition in a sentence',
    OVERVIEW,
    replaceOne(/(?<=latest.stalls < )\d+/g, (pick) => String(300 + 100 * pick(12)))
  ),
  inFile('a condition that names an audience', OVERVIEW, toggle("audience = 'full'", "audience != 'short'")),
  inFile('the columns of a table', DETAIL, toggle('"name, stalls, visitors"', '"name, visitors, stalls"')),
  inFile(
    'a caption',
    DETAIL,
    replaceOne(/(?<=caption=")[A-Z][^"{]*(?=")/g, (pick) => `Caption ${pick(99)}`)
  ),
  inFile(
    'a footnote',
    OVERVIEW,
    replaceOne(/Built [^{\n]*for/g, (pick) => `Built ${pick(9)} times for`)
  ),
  inFile('a footnote less', OVERVIEW, toggle('<b>the hall</b>.[^hall]', '<b>the hall</b>. Another.[^hall]')),
  inFile(
    'a heading',
    DETAIL,
    replaceOne(/(?<=^## )Fees[^{]*(?= \{)/gm, (pick) => `Fees ${pick(99)}`)
  ),
  inFile('the id of a heading', DETAIL, toggle('{#fees}', '{#charges}')),
  inFile('a helper', OVERVIEW, toggle('{{num latest.visitors unit=true}}', '{{num latest.visitors digits=2}}')),
  inFile('another order of regions in a list', CLOSING, toggle('{{row.name}}: {{row.open}}', '{{row.open}} {{row.name}}')),
  inFile('a short title', OVERVIEW, toggle('title: "{{region.name}} at a glance"', 'title: "At a glance: {{region.name}}"')),
  inFile('no short title', CHINESE, toggle('title: "{{region.name}}概览"\n', '')),
  inFile('for whom a chapter is', DETAIL, toggle('audience: [full]', 'audience: [short, full]')),
  inFile('the order of those for whom a chapter is', DETAIL, toggle('audience: [short, full]', 'audience: [full, short]')),
  inFile('when a chapter is', CLOSING, toggle('latest.stalls > 100', 'latest.stalls > 400')),
  inFile('a callout', CLOSING, toggle(':::callout\n', ':::callout{kind="caution"}\n')),
  inFile('inline HTML', OVERVIEW, toggle('<b>the hall</b>', '<em>the hall</em>')),
  inFile('a reference', OVERVIEW, toggle('([](#fig-stalls){page})', '([](#fig-stalls))')),
  inFile(
    'where a chart stands',
    DETAIL,
    swap('## Fees {#fees}\n', '::figure{#fig-years chart="years" data="years" caption="Stalls by year"}\n')
  ),
  inFile('line ends of a chapter', OVERVIEW, lineEnds),
  inFile('a mark of byte order in a chapter', DETAIL, byteOrderMark),
  inFile('composed letters of a chapter', CLOSING, toggle('All halls', 'All hálls')),
  inFile('a text in two languages', CHINESE, toggle('集市临海', '集市 (market) 临海')),
  inFile('the width of a picture', DETAIL, toggle('{width=40%', '{width=55%')),
  inFile('another picture', DETAIL, toggle('images/hall.svg', 'images/gate.svg')),
  inFile(
    'the content of a picture',
    'images/hall.svg',
    replaceOne(/(?<=stroke-width=")\d+/g, (pick) => String(1 + pick(9)))
  ),
  {
    name: 'a picture gets another name',
    change: (files) => {
      const [from, to] = files.has('images/hall.svg')
        ? ['images/hall.svg', 'images/old/hall.svg']
        : ['images/old/hall.svg', 'images/hall.svg']
      return editedAll(renamed(files, from, to), ['chapters/'], (text) => text.replaceAll(from, to))
    }
  },
  {name: 'a chapter for one region', change: (files) => variant(files, 'chapters/en/overview.north.md', OVERVIEW, 'The north')},
  {name: 'a chapter for one audience', change: (files) => variant(files, 'chapters/en/overview.full.md', OVERVIEW, 'In full')},
  comesAndGoes('a chapter that is listed nowhere', 'chapters/en/spare.md', '---\nid: spare\n---\n# Spare\n'),
  comesAndGoes(
    'a chapter of a derived language’s own',
    'chapters/zh-Hant/closing.md',
    '---\nid: closing\n---\n# 開放時間 {#closing}\n\n共{{num totals.total}}個。\n'
  ),
  inFile(
    'a phrase of a derived language',
    'chapters/zh-Hant/words.yaml',
    replaceOne(/(?<=集市: ).*$/gm, (pick) => ['市集', '市場', '墟市'][pick(3)]!)
  ),
  inFile(
    'phrases in another order',
    'chapters/zh-Hant/words.yaml',
    toggle('摊位: 檔位\n客流: 人流\n', '客流: 人流\n摊位: 檔位\n')
  ),
  inFile('more phrases', 'chapters/zh-Hant/words.yaml', tail('摊位: 檔位\n客流: 人流\n')),
  comesAndGoes('the phrases of a derived language', 'chapters/zh-Hant/words.yaml', '集市: 市集\n')
]

function variant(files: Files, path: string, of: string, title: string): Files {
  if (files.has(path)) return without(files, path)
  return withText(files, path, textOf(files, of).replace('# Market halls in', `# ${title}: halls in`))
}
