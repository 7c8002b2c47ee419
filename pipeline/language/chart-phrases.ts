/** The sentences of alternative texts in each language. */
import type {Language} from '../types.ts'
import {isTraditional} from './chart-locales.ts'

/** What a chart is, as a reader names it. */
export type Kind = 'bar' | 'column' | 'line' | 'area' | 'scatter' | 'dots' | 'tiles' | 'heat' | 'other'

export interface Named {
  readonly name: string
  readonly value: string
}

/** A change along an axis: from its first to its last value, with the extremes that lie between. */
export interface Course {
  readonly first: Named
  readonly last: Named
  readonly direction: -1 | 0 | 1
  readonly peak: Named | undefined
  readonly low: Named | undefined
}

/** Marks of a chart; lines or areas, and groups told by colour, where there are several. */
export interface Counts {
  readonly marks: number
  readonly lines: number
  readonly groups: number
}

export interface Phrases {
  readonly stop: string
  readonly unknown: string
  /** Between the parts of one name: `Guangdong, 2019`. */
  readonly comma: string
  list(names: readonly string[], others: number): string
  year(year: string): string
  chart(kind: Kind, counts: Counts): string
  extremes(highest: Named, lowest: Named, when: string | undefined): string
  level(value: string): string
  single(named: Named): string
  course(course: Course): string
  /** Of things told by their dates. */
  times(earliest: Named, latest: Named): string
  moment(named: Named): string
  own(named: Named, place: number | undefined): string
  groups(groups: readonly {readonly name: string; readonly count: number}[]): string
  ownGroup(name: string, group: string): string
  against(y: string, x: string): string
  ownPoint(name: string, y: Named, x: Named): string
  /** Join the clauses that follow the kind of chart. */
  sentence(chart: string, clauses: readonly string[]): string
}

const ENGLISH_KINDS: Readonly<Record<Kind, readonly [string, string, string]>> = {
  bar: ['Bar chart', 'bar', 'bars'],
  column: ['Column chart', 'column', 'columns'],
  line: ['Line chart', 'value', 'values'],
  area: ['Area chart', 'value', 'values'],
  scatter: ['Scatter plot', 'point', 'points'],
  dots: ['Dot plot', 'point', 'points'],
  tiles: ['Tile map', 'tile', 'tiles'],
  heat: ['Heat map', 'cell', 'cells'],
  other: ['Chart', 'mark', 'marks']
}

const ordinals = new Intl.PluralRules('en', {type: 'ordinal'})
const ENDINGS: Readonly<Record<string, string>> = {one: 'st', two: 'nd', few: 'rd', other: 'th'}

const english: Phrases = {
  stop: '. ',
  unknown: 'not stated',
  comma: ', ',
  list: (names, others) =>
    new Intl.ListFormat('en-GB').format(others > 0 ? [...names, `${others} ${others === 1 ? 'other' : 'others'}`] : names),
  year: (year) => year,
  chart: (kind, {marks, lines, groups}) => {
    const [title, one, many] = ENGLISH_KINDS[kind]
    if (lines > 1) return `${title} of ${lines} ${kind === 'line' ? 'lines' : 'areas'}`
    return `${title} of ${marks} ${marks === 1 ? one : many}${groups > 0 ? ` in ${groups} ${groups === 1 ? 'group' : 'groups'}` : ''}`
  },
  extremes: (highest, lowest, when) => {
    const ends = `${highest.name} is highest at ${highest.value}, ${lowest.name} lowest at ${lowest.value}`
    return when === undefined ? ends : `at the end (${when}), ${ends}`
  },
  level: (value) => `all at ${value}`,
  single: ({name, value}) => `${name} at ${value}`,
  course: ({first, last, direction, peak, low}) => {
    const between = [
      ...(peak ? [`a peak of ${peak.value} (${peak.name})`] : []),
      ...(low ? [`a low of ${low.value} (${low.name})`] : [])
    ]
    const run = `${['down', 'level', 'up'][direction + 1]} from ${first.value} (${first.name}) to ${last.value} (${last.name})`
    return between.length > 0 ? `${run}, with ${between.join(' and ')}` : run
  },
  times: (earliest, latest) =>
    `the earliest is ${earliest.name} (${earliest.value}), the latest ${latest.name} (${latest.value})`,
  moment: ({name, value}) => `${name} (${value})`,
  own: ({name, value}, place) =>
    `${name} ${place === undefined ? 'stands' : `is ${place}${ENDINGS[ordinals.select(place)]}`} at ${value}`,
  groups: (groups) =>
    english.list(
      groups.map(({name, count}) => `${name} (${count})`),
      0
    ),
  ownGroup: (name, group) => `${name} belongs to ${group}`,
  against: (y, x) => `${y} against ${x}`,
  ownPoint: (name, y, x) => `${name} stands at ${y.value} and ${x.value}`,
  sentence: (chart, clauses) => `${chart}${clauses.length > 0 ? ': ' : ''}${clauses.join('; ')}.`
}

interface ChineseWords {
  readonly kinds: Readonly<Record<Kind, readonly [string, string]>>
  readonly of: string
  readonly lines: string
  readonly areas: string
  readonly unknown: string
  readonly others: string
  readonly single: string
  readonly year: string
  readonly highest: string
  readonly lowest: string
  readonly level: string
  readonly earliest: string
  readonly latest: string
  readonly is: string
  readonly place: string
  readonly course: readonly [string, string, string]
  readonly from: string
  readonly groups: string
  readonly sorts: string
  readonly belongs: string
  readonly y: string
  readonly x: string
}

const simplifiedWords: ChineseWords = {
  kinds: {
    bar: ['条形图', '项'],
    column: ['柱形图', '项'],
    line: ['折线图', '个数值'],
    area: ['面积图', '个数值'],
    scatter: ['散点图', '个点'],
    dots: ['点图', '个点'],
    tiles: ['方格地图', '格'],
    heat: ['热力图', '格'],
    other: ['图表', '项']
  },
  of: '共',
  lines: '条线',
  areas: '组',
  unknown: '未说明',
  others: '等',
  single: '为',
  year: '年',
  highest: '最高为',
  lowest: '最低为',
  level: '均为',
  earliest: '最早为',
  latest: '最晚为',
  is: '为',
  place: '列第',
  course: ['降至', '仍为', '升至'],
  from: '由',
  groups: '分',
  sorts: '类',
  belongs: '属',
  y: '纵轴为',
  x: '横轴为'
}

const traditionalWords: ChineseWords = {
  kinds: {
    bar: ['條形圖', '項'],
    column: ['柱形圖', '項'],
    line: ['折線圖', '個數值'],
    area: ['面積圖', '個數值'],
    scatter: ['散點圖', '個點'],
    dots: ['點圖', '個點'],
    tiles: ['方格地圖', '格'],
    heat: ['熱力圖', '格'],
    other: ['圖表', '項']
  },
  of: '共',
  lines: '條線',
  areas: '組',
  unknown: '未說明',
  others: '等',
  single: '為',
  year: '年',
  highest: '最高為',
  lowest: '最低為',
  level: '均為',
  earliest: '最早為',
  latest: '最晚為',
  is: '為',
  place: '列第',
  course: ['降至', '仍為', '升至'],
  from: '由',
  groups: '分',
  sorts: '類',
  belongs: '屬',
  y: '縱軸為',
  x: '橫軸為'
}

function chinese(words: ChineseWords): Phrases {
  const inBrackets = ({name, value}: Named) => `${name}（${value}）`
  return {
    stop: '。',
    unknown: words.unknown,
    comma: '，',
    list: (names, others) => {
      if (others > 0) return `${names.join('、')}${words.others}${names.length + others}${words.kinds.bar[1]}`
      return names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}和${names.at(-1)}`
    },
    year: (year) => `${year}${words.year}`,
    chart: (kind, {marks, lines, groups}) => {
      const counted = lines > 1 ? `${lines}${kind === 'line' ? words.lines : words.areas}` : `${marks}${words.kinds[kind][1]}`
      return `${words.kinds[kind][0]}，${words.of}${counted}${groups > 0 ? `，${words.groups}${groups}${words.sorts}` : ''}`
    },
    extremes: (highest, lowest, when) =>
      `${when ?? ''}${words.highest}${inBrackets(highest)}，${words.lowest}${inBrackets(lowest)}`,
    level: (value) => `${words.level}${value}`,
    single: ({name, value}) => `${name}${words.single}${value}`,
    course: ({first, last, direction, peak, low}) =>
      [
        `${words.from}${first.value}（${first.name}）${words.course[direction + 1]}${last.value}（${last.name}）`,
        ...(peak ? [`${words.highest}${peak.value}（${peak.name}）`] : []),
        ...(low ? [`${words.lowest}${low.value}（${low.name}）`] : [])
      ].join('，'),
    times: (earliest, latest) => `${words.earliest}${inBrackets(earliest)}，${words.latest}${inBrackets(latest)}`,
    moment: ({name, value}) => `${name}${words.is}${value}`,
    own: ({name, value}, place) => `${name}${words.is}${value}${place === undefined ? '' : `，${words.place}${place}位`}`,
    groups: (groups) => groups.map(({name, count}) => `${name}（${count}）`).join('、'),
    ownGroup: (name, group) => `${name}${words.belongs}${group}`,
    against: (y, x) => `${words.x}${x}，${words.y}${y}`,
    ownPoint: (name, y, x) => `${name}${x.name}${words.is}${x.value}，${y.name}${words.is}${y.value}`,
    sentence: (chart, clauses) => `${chart}${clauses.length > 0 ? '：' : ''}${clauses.join('；')}。`
  }
}

const simplified = chinese(simplifiedWords)
const traditional = chinese(traditionalWords)

/** Sentences in the language of an edition; English for one that has none of its own. */
export function phrasesFor(language: Language): Phrases {
  if (!language.startsWith('zh')) return english
  return isTraditional(language) ? traditional : simplified
}
