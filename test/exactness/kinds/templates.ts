/** Edits of the report's own templates, of what no build should see, of the machine; and mistakes. */
import {readFileSync} from 'node:fs'
import {comesAndGoes, goesAndComes, inFile, lineEnds, replaceOne, swap, tail, toggle} from '../changes.ts'
import {edited, renamed, textOf, withText, type Files, type Kind} from '../files.ts'

const LAYOUT = 'templates/layouts/own.hbs'
const FACTS = 'templates/partials/facts.hbs'
const STYLE = 'templates/styles/print-own.css'
const WORDS = 'templates/locales/en.yaml'
const ours = (path: string) => readFileSync(new URL(`../../../templates/${path}`, import.meta.url), 'utf8')

export const templateKinds = (original: Files): readonly Kind[] => [
  inFile('the text of a layout', LAYOUT, toggle('{{{body}}}\n', '{{{body}}}\n<p class="facts">{{author}}</p>\n')),
  inFile(
    'the paper of a layout',
    LAYOUT,
    replaceOne(/(?<=height: )\d+/g, (pick) => String(230 + pick(30)))
  ),
  inFile(
    'the width of charts',
    LAYOUT,
    replaceOne(/(?<=chartWidth: )\d+/g, (pick) => String(480 + pick(40)))
  ),
  inFile('whether a layout numbers', LAYOUT, toggle('numbered: true', 'numbered: false')),
  inFile('whether a layout has contents', LAYOUT, toggle('contents: true', 'contents: false')),
  inFile('the order of keys of a layout', LAYOUT, swap('cover: false\n', 'lists: false\n')),
  inFile(
    'a remark in a layout',
    LAYOUT,
    replaceOne(/^# .*$/gm, (pick) => `# Reviewed ${pick(99)} times.`)
  ),
  inFile('line ends of a layout', LAYOUT, lineEnds),
  {
    name: 'a layout gets another name',
    change: (files) => {
      const [from, to] = files.has(LAYOUT) ? ['own', 'mine'] : ['mine', 'own']
      const path = (name: string) => [`templates/layouts/${name}.hbs`, `templates/styles/print-${name}.css`] as const
      const named = path(from).reduce((sofar, old, at) => renamed(sofar, old, path(to)[at]!), files)
      return edited(named, 'report.yaml', (text) => text.replaceAll(`: ${from}`, `: ${to}`))
    }
  },
  inFile('a partial', FACTS, toggle('{{word "facts"}} ', '{{word "facts"}}: ')),
  inFile(
    'a partial that lists a map',
    FACTS,
    toggle('{{#each labels}}{{@key}} {{this}}; {{/each}}', '{{#each labels}}{{this}}; {{/each}}')
  ),
  inFile('a remark in a partial', FACTS, tail('{{!-- a remark --}}\n')),
  comesAndGoes(
    'a partial of ours replaced',
    'templates/partials/edition-line.hbs',
    '<p class="edition-line">{{date release}}</p>\n'
  ),
  comesAndGoes('a partial that nothing reads', 'templates/partials/spare.hbs', '<p>Spare</p>\n'),
  comesAndGoes(
    'a layout of ours replaced',
    'templates/layouts/brief.hbs',
    ours('layouts/brief.hbs').replace('{{{body}}}', '<p>Own</p>{{{body}}}')
  ),
  inFile(
    'a style',
    STYLE,
    replaceOne(/(?<=font-size: )\d/g, (pick) => String(6 + pick(4)))
  ),
  inFile('a remark in a style', STYLE, tail('/* a remark */\n')),
  inFile('line ends of a style', STYLE, lineEnds),
  goesAndComes('no style of its own', STYLE, original),
  comesAndGoes(
    'a style of ours replaced',
    'templates/styles/text.css',
    `${ours('styles/text.css')}\np { letter-spacing: 0.01em }\n`
  ),
  comesAndGoes('a style of ours replaced by the same', 'templates/styles/print.css', ours('styles/print.css')),
  comesAndGoes(
    'a style of screens replaced',
    'templates/styles/screen.css',
    `${ours('styles/screen.css')}\np { max-width: 40em }\n`
  ),
  inFile(
    'a script',
    'templates/scripts/catalogue.js',
    replaceOne(/'yes'|'no'/g, (pick) => (pick(2) === 0 ? "'yes'" : "'no'"))
  ),
  goesAndComes('no script of its own', 'templates/scripts/catalogue.js', original),
  comesAndGoes('a script of editions', 'templates/scripts/edition.js', 'document.documentElement.dataset.own = "yes"\n'),
  inFile(
    'a word',
    WORDS,
    replaceOne(/(?<=figure: ).*(?= \{n\})/g, (pick) => ['Picture', 'Figure', 'Chart'][pick(3)]!)
  ),
  inFile('a word of screens', WORDS, tail('downloadPdf: Paper\n')),
  inFile('the order of words', WORDS, (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`),
  inFile('a word in Chinese', 'templates/locales/zh-Hans.yaml', toggle('facts: 资料', 'facts: 要点')),
  goesAndComes('words that a template needs are missing', 'templates/locales/zh-Hant.yaml', original),
  comesAndGoes('a file of an editor', 'chapters/en/.overview.md.swp', 'nothing'),
  comesAndGoes('a file of an office program', 'data/~$stalls.csv', 'nothing'),
  comesAndGoes('a file that no part reads', 'README.md', '# Read me\n'),
  inFile('a mistake in SQL', 'queries/latest.sql', toggle('select region, stalls', 'select regoin, stalls')),
  inFile('a mistake in a chart', 'charts/bars.vl.json', toggle('"field": "stalls"', '"field": "stall"')),
  inFile('a mistake in a chapter', 'chapters/en/closing.md', toggle('totals.total', 'totals.totl')),
  inFile('a mistake in one edition', 'chapters/en/overview.md', toggle('{{latest.note or="none"}}', '{{latest.note}}')),
  inFile(
    'a mistake in the data',
    'data/stalls.csv',
    replaceOne(/(?<=,20\d\d,)\d+/g, () => '-3')
  ),
  inFile('a mistake in the report', 'report.yaml', toggle('language: [en,', 'language: [en, xx,')),
  inFile('a mistake in a template', FACTS, toggle('{{@key}}', '{{key}}')),
  {
    name: 'bytes that are no text',
    change: (files) =>
      textOf(files, WORDS).includes('\ufffd') ? files : new Map([...files, [WORDS, Buffer.from([0x66, 0xff, 0xfe])]])
  },
  inFile('an empty chapter', 'chapters/zh-Hans/detail.md', () => ' '),
  onMachine('a face of the fonts less', 'dropped=SourceSans3_700Bold.ttf'),
  onMachine('the fonts in another order', 'reversed'),
  onMachine('the day of the release by the machine', 'SOURCE_DATE_EPOCH=1700000000'),
  onMachine('another user’s language', 'LANG=zh_CN.UTF-8')
]

/** What is no file of the report: one setting of the machine a line. */
export const MACHINE = '@machine'

function onMachine(name: string, setting: string): Kind {
  return {
    name,
    change(files) {
      const settings = textOf(files, MACHINE).split('\n').filter(Boolean)
      const others = settings.filter((other) => other !== setting)
      return withText(files, MACHINE, (others.length < settings.length ? others : [...others, setting]).join('\n'))
    }
  }
}
