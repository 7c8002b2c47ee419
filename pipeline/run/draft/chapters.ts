/** An outline -> the chapter of its report in a language, and the chart of all places. */
import {capital, comparedIn, labelOf} from './data.ts'
import type {Measure, Outline} from './outline.ts'

/** The chapter. Its sentences hold for any numbers: what is typed in it is never what a number says. */
export function chapterOf(outline: Outline, language: string): string {
  const [first] = outline.measures
  const words = WORDS[language]!
  const name = `{{${outline.axis}.name}}`
  const trend = outline.years?.hasBefore === true && !first!.hasGaps ? trendOf(first!) : undefined
  return [
    '---',
    'id: overview',
    `title: "${words.title(name, outline)}"`,
    '---',
    `# ${words.heading(name, first!, trend)} {#overview}`,
    '',
    ...(first!.hasGaps ? whereThereIsOne(name, outline, language) : [words.sentence(name, first!, outline)]),
    '',
    `::::only{if="reader = 'leaders'${first!.hasGaps ? ` and ${valueOf('own', first!)} is not empty` : ''}"}`,
    `:::callout{title="${words.glance}"}`,
    `::key-figure{value="${numberOf('own', first!)}" label="${capital(wordsIn(language, first!))}" among="${comparedIn(outline)}" column="${first!.column}"}`,
    ':::',
    '::::',
    '',
    `::figure{#fig-places chart="places" data="${comparedIn(outline)}" caption="${words.caption(name, first!, outline)}"}`,
    '',
    `:::only{if="reader = 'leaders'"}`,
    `::table{#tab-numbers query="${outline.years ? 'years' : 'latest'}" columns="${columnsOf(outline)}" caption="${words.table(name, outline)}"}`,
    ':::',
    ''
  ].join('\n')
}

// A place without a value has a sentence of its own.
function whereThereIsOne(name: string, outline: Outline, language: string): readonly string[] {
  const [first] = outline.measures
  const words = WORDS[language]!
  const value = valueOf('own', first!)
  return [
    `:::only{if="${value} is not empty"}`,
    `${words.sentence(name, first!, outline)}${words.place(name, first!, outline)}`,
    ':::',
    '',
    `:::only{if="${value} is empty"}`,
    words.gap(name, first!, outline),
    ':::'
  ]
}

const valueOf = (query: string, {column}: Measure) => `${query}.${column}`

function columnsOf({years, measures}: Outline): string {
  return [years?.column ?? 'name', ...measures.map(({column}) => column)].join(', ')
}

function trendOf({column, unit, isCount}: Measure): string {
  const by = unit?.['en'] === '%' ? 'points' : isCount ? 'percent' : 'amount'
  return `{{trend own.${column} from=before.${column} by="${by}"}}`
}

// What its author alone can put into words of another language is told by \`check\` until it is done.
function wordsIn(language: string, {words}: Measure): string {
  return /\p{sc=Han}/u.test(words) === (language !== 'en') ? words : `TODO ${words}`
}

interface Words {
  readonly glance: string
  title(name: string, outline: Outline): string
  heading(name: string, measure: Measure, trend: string | undefined): string
  sentence(name: string, measure: Measure, outline: Outline): string
  caption(name: string, measure: Measure, outline: Outline): string
  table(name: string, outline: Outline): string
  /** Of a measure that some places have no value of: where it stands, and that there is none. */
  place(name: string, measure: Measure, outline: Outline): string
  gap(name: string, measure: Measure, outline: Outline): string
}

const numberOf = (query: string, measure: Measure, instead = '') =>
  `{{num ${valueOf(query, measure)}${measure.unit ? ' unit=true' : ''}${instead === '' ? '' : ` or="${instead}"`}}}`
// As a table has it.
const GAP = '–'
const headOf = (measure: Measure) => numberOf('own', measure, measure.hasGaps ? GAP : '')
// Of a measure with gaps the year before may have none.
const orNothing = (text: string, measure: Measure) =>
  measure.hasGaps ? `:only[${text}]{if="${valueOf('before', measure)} is not empty"}` : text
// The picture has no axis that would say it.
const unitOf = ({unit}: Measure, language: string) =>
  unit === undefined ? '' : language === 'en' ? ` (${unit[language]})` : `（${unit[language]}）`
const placeWord = (subject: string) => labelOf(subject, ['zh-Hans'])?.['zh-Hans'] ?? '地方'
const rankOf = (measure: Measure) => `{{rank ${valueOf('own', measure)} of=${comparedIn({measures: [measure]})}}}`

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    glance: 'At a glance',
    title: (name, {years}) => `${name}${years ? ` in {{own.${years.column}}}` : ''}`,
    heading: (name, measure, trend) =>
      trend === undefined
        ? `${name}: ${wordsIn('en', measure)} ${headOf(measure)}`
        : `${name}: ${wordsIn('en', measure)} ${trend} in a year`,
    sentence: (name, measure, {years}) =>
      `${years ? `In {{own.${years.column}}}, ${wordsIn('en', measure)}` : capital(wordsIn('en', measure))} of ${name} came to ${numberOf('own', measure)}${years?.hasBefore ? orNothing(`; the year before to ${numberOf('before', measure)}`, measure) : ''}.`,
    caption: (name, measure) =>
      measure.hasGaps
        ? `The {{num all.places}} that have a value, by ${wordsIn('en', measure)}${unitOf(measure, 'en')}`
        : `${name} is ${rankOf(measure)} of {{num all.places}} by ${wordsIn('en', measure)}${unitOf(measure, 'en')}`,
    place: (name, measure) => ` ${name} is ${rankOf(measure)} of {{num all.places}} by ${wordsIn('en', measure)}.`,
    gap: (name, measure, {years}) =>
      `${years ? `For {{own.${years.column}}} there` : 'There'} is no value of ${wordsIn('en', measure)} for ${name}.`,
    table: (name, {years}) => (years ? `${name} year by year` : 'All compared')
  },
  'zh-Hans': {
    glance: '要点',
    title: (name, {years}) => `${name}${years ? `{{own.${years.column}}}年` : ''}情况`,
    heading: (name, measure, trend) =>
      trend === undefined
        ? `${name}：${wordsIn('zh-Hans', measure)}${headOf(measure)}`
        : `${name}：${wordsIn('zh-Hans', measure)}一年来${trend}`,
    sentence: (name, measure, {years}) =>
      `${years ? `{{own.${years.column}}}年，` : ''}${name}的${wordsIn('zh-Hans', measure)}为${numberOf('own', measure)}${years?.hasBefore ? orNothing(`，上年为${numberOf('before', measure)}`, measure) : ''}。`,
    caption: (name, measure, {subject}) =>
      measure.hasGaps
        ? `有数据的{{num all.places}}个${placeWord(subject)}，按${wordsIn('zh-Hans', measure)}${unitOf(measure, 'zh-Hans')}排列`
        : `按${wordsIn('zh-Hans', measure)}${unitOf(measure, 'zh-Hans')}排列，${name}在{{num all.places}}个${placeWord(subject)}中居${rankOf(measure)}`,
    place: (name, measure, {subject}) => `在有数据的{{num all.places}}个${placeWord(subject)}中，${name}居${rankOf(measure)}。`,
    gap: (name, measure, {years}) =>
      `${years ? `{{own.${years.column}}}年，` : ''}${name}没有${wordsIn('zh-Hans', measure)}数据。`,
    table: (name, {years}) => (years ? `${name}历年数据` : '各地比较')
  }
}

/** Pixels of a bar with its distance, for up to so many of them. */
const STEPS = [
  [8, 26],
  [20, 15],
  [Infinity, 13]
] as const

/** The chart: a bar for each place, the edition's own in its colour. */
export function chartOf(outline: Outline): string {
  const {
    axis,
    places,
    languages,
    measures: [first]
  } = outline
  const {column, words, decimals} = first!
  const y = {field: 'name', type: 'nominal', sort: null, title: null}
  const x = {field: column, type: 'quantitative', axis: null, scale: {zero: true}}
  const test = `datum.${axis} === edition.${axis}`
  const colour = {condition: {test, value: {expr: 'theme.accent'}}, value: {expr: 'theme.context'}}
  const chart = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: `${capital(words)} of each ${axis}, the greatest first; the edition's own is in its colour.`,
    params: [
      {name: 'edition', value: {[axis]: places[0]!.id, language: languages[0]}},
      {name: 'theme', value: {accent: '#22577a', context: '#b9c3ca', ink: '#1c2126'}}
    ],
    data: {name: comparedIn(outline)},
    // A height that is said, and no step: print may draw it lower or higher to fill a page.
    height: places.length * STEPS.find(([most]) => places.length <= most)![1],
    encoding: {y, x},
    layer: [
      {mark: {type: 'bar', height: {band: 0.7}}, encoding: {color: colour}},
      {
        mark: {type: 'text', align: 'left', dx: 5, color: {expr: 'theme.ink'}},
        encoding: {text: {field: column, format: `,.${decimals}f`}}
      }
    ]
  }
  return `${JSON.stringify(chart, null, 2)}\n`
}
