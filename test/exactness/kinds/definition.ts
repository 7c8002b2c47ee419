/** Edits of report.yaml and of the brand. */
import {goesAndComes, inFile, lineEnds, replaceOne, swap, tail, toggle} from '../changes.ts'
import {edited, editedAll, renamed, textOf, type Files, type Kind} from '../files.ts'

const REPORT = 'report.yaml'
const BRAND = 'brand.yaml'
const LANGUAGE = '  language: [en, zh-Hans, zh-Hant]\n'
const REGION = '  region: {from: regions, key: id, label: name, title: {en: Region, zh-Hans: 地区}}\n'
const SHORT = '      short: {en: In short, zh-Hans: 简版}\n'
const FULL = '      full: {en: In full, zh-Hans: 详版}\n'

export const definitionKinds = (original: Files): readonly Kind[] => [
  inFile(
    'the title',
    REPORT,
    replaceOne(/(?<=^title: \{en: )[^,]*/gm, (pick) => `Market halls ${pick(99)}`)
  ),
  inFile('the title in Chinese', REPORT, toggle('集市概况', '集市概览')),
  inFile(
    'the order of languages of the title',
    REPORT,
    toggle('title: {en: Market halls, zh-Hans: 集市概况}', 'title: {zh-Hans: 集市概况, en: Market halls}')
  ),
  inFile('no subtitle', REPORT, toggle('subtitle: {en: Stalls and visitors, zh-Hans: 摊位与客流}\n', '')),
  inFile('the author', REPORT, toggle('Office of Markets', 'Office for Markets')),
  inFile(
    'one author for all languages',
    REPORT,
    toggle('author: {en: Office of Markets, zh-Hans: 集市管理处}', 'author: Office of Markets')
  ),
  inFile('the order of keywords', REPORT, toggle('[markets, stalls]', '[stalls, markets]')),
  inFile(
    'the day of the release',
    REPORT,
    replaceOne(/(?<=release: 2024-04-)\d\d/g, (pick) => String(10 + pick(20)))
  ),
  inFile('the id of the report', REPORT, toggle('id: exact', 'id: exactly')),
  inFile('the order of axis values', REPORT, swap(SHORT, FULL)),
  inFile('the order of axes', REPORT, swap(REGION, LANGUAGE)),
  inFile('the order of the first two axes', REPORT, (text) => {
    const audience = /^  audience:\n(?: {4}.*\n)+/m.exec(text)?.[0] ?? ''
    return audience === '' ? text : swap(REGION, audience)(text, () => 0)
  }),
  inFile('the order of languages', REPORT, toggle('[en, zh-Hans, zh-Hant]', '[zh-Hans, zh-Hant, en]')),
  inFile(
    'a language less',
    REPORT,
    toggle('[en, zh-Hans, zh-Hant]\nlanguages:\n  zh-Hant: {from: zh-Hans}\n', '[en, zh-Hans]\n')
  ),
  inFile(
    'the name of an audience',
    REPORT,
    replaceOne(/(?<=short: \{en: )[^,]*/g, (pick) => `In short ${pick(99)}`)
  ),
  inFile('the order of languages of a name', REPORT, toggle('{en: In full, zh-Hans: 详版}', '{zh-Hans: 详版, en: In full}')),
  inFile('the name of an axis', REPORT, toggle('title: {en: Region, zh-Hans: 地区}', 'title: {en: Area, zh-Hans: 地区}')),
  inFile('no names of regions', REPORT, toggle(' label: name,', '')),
  {
    name: 'the id of an audience',
    change: (files) => {
      const [from, to] = textOf(files, REPORT).includes('full:') ? ['full', 'whole'] : ['whole', 'full']
      const id = new RegExp(`(?<=[ ['{.])${from}(?=[\\]:},'.])`, 'g')
      const variant = renamed(files, `chapters/en/overview.${from}.md`, `chapters/en/overview.${to}.md`)
      return editedAll(variant, ['report.yaml', 'chapters/', 'charts/'], (text) => text.replaceAll(id, to!))
    }
  },
  inFile('an audience more', REPORT, (text) => {
    const [name, layout] = ['      press: {en: Press, zh-Hans: 媒体}\n', 'layout: {press: leaflet, ']
    if (text.includes(name)) return text.replace(name, '').replace(layout, 'layout: {')
    return text.replace('    values:\n', `    values:\n${name}`).replace('layout: {', layout)
  }),
  inFile(
    'the order of chapters',
    REPORT,
    replaceOne(/(?<=chapters: \[)[a-z, ]+(?=\])/g, (pick) => ORDERS[pick(ORDERS.length)]!)
  ),
  inFile('a chapter less', REPORT, toggle('overview, detail, closing', 'overview, detail')),
  inFile(
    'an edition included',
    REPORT,
    toggle('audience: short, language: en}\nexclude', 'audience: short, language: zh-Hans}\nexclude')
  ),
  inFile('an edition excluded', REPORT, toggle('  - {region: south, audience: full}\n', '')),
  inFile(
    'more editions excluded',
    REPORT,
    toggle('  - {region: west}\n', '  - {region: west}\n  - {region: north, language: zh-Hant}\n')
  ),
  inFile('the order of exclusions', REPORT, swap('  - {region: west}\n', '  - {region: south, audience: full}\n')),
  inFile('where editions lie', REPORT, toggle('"{region}/{audience}/{language}"', '"{language}/{region}-{audience}"')),
  inFile('which layout an audience has', REPORT, toggle('{short: brief, full: own}', '{short: own, full: brief}')),
  inFile('the order of layouts', REPORT, toggle('{short: brief, full: own}', '{full: own, short: brief}')),
  inFile('one layout for all', REPORT, toggle('layout: {short: brief, full: own}', 'layout: leaflet')),
  inFile('no PDFs', REPORT, tail('formats: [html]\n')),
  inFile('the order of formats', REPORT, tail('formats: [pdf, html]\n')),
  inFile('no brand', REPORT, toggle('brand: brand.yaml\n', '')),
  inFile(
    'a remark in the report',
    REPORT,
    replaceOne(/^# .*$/gm, (pick) => `# Reviewed ${pick(99)} times.`)
  ),
  inFile('the order of keys of the report', REPORT, swap('release: 2024-04-15\n', 'brand: brand.yaml\n')),
  inFile(
    'the style of YAML in the report',
    REPORT,
    toggle('chapters: [overview, detail, closing]', 'chapters:\n  - overview\n  - detail\n  - closing')
  ),
  inFile('line ends of the report', REPORT, lineEnds),
  {
    name: 'the brand gets another name',
    change: (files) => {
      const [from, to] = files.has(BRAND) ? [BRAND, 'colours.yaml'] : ['colours.yaml', BRAND]
      return edited(renamed(files, from, to), REPORT, (text) => text.replace(`brand: ${from}`, `brand: ${to}`))
    }
  },
  inFile(
    'a colour',
    BRAND,
    replaceOne(/(?<=accent: "#)\w{6}/g, (pick) => (0x100000 + pick(0x700000)).toString(16))
  ),
  inFile('the colour of text', BRAND, toggle('ink: "#1b1e23"', 'ink: "#20242a"')),
  inFile('a colour for a kind', BRAND, toggle('coast: "#00697a"', 'coast: "#0a5f6e"')),
  inFile('no colours for kinds', BRAND, (text) => {
    const own = /^accent_by:\n(?: {2}.*\n)+/m.exec(text)?.[0]
    return own === undefined ? text + ACCENTS : text.replace(own, '')
  }),
  inFile('the order of colours', BRAND, swap('  contrast: "#b4531f"\n', '  rule: "#d5d9de"\n')),
  inFile('the order of categories', BRAND, toggle('"#0072b2", "#c2570c"', '"#c2570c", "#0072b2"')),
  inFile(
    'the order of keys of the brand',
    BRAND,
    toggle('coast: "#00697a", inland: "#7a4a12"', 'inland: "#7a4a12", coast: "#00697a"')
  ),
  inFile('a colour written in capitals', BRAND, toggle('"#b9c0c8"', '"#B9C0C8"')),
  goesAndComes('the brand is missing', BRAND, original)
]

const ORDERS = [
  'overview, detail, closing',
  'detail, overview, closing',
  'closing, detail, overview',
  'overview, closing, detail'
]
const ACCENTS = 'accent_by:\n  value: region.kind\n  colours: {coast: "#00697a", inland: "#7a4a12"}\n'
