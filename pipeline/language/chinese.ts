/** What Chinese has in common in both scripts; each script brings its own words. */
import {NUMBER_LOCALE, type Kind, type MadeHeads, type Named, type Phrases, type TimeParts} from './chart-rules.ts'
import {proseChinese, proseTraditional} from './prose-chinese.ts'
import type {Difference, Direction, DurationUnit, LanguageRules, Measure} from './rules.ts'
import {typographyHans, typographyHant} from './typography-chinese.ts'

/** Words that differ by script. */
export interface ChineseWords {
  readonly hundredMillion: string
  readonly tenThousand: string
  readonly tenThousandHundredMillion: string
  /** Level with, and unchanged. */
  readonly level: string
  /** Unit of one percentage point. */
  readonly percentPoint: string
  readonly permillePoint: string
  /** Fallen and risen: told alone, with a share, with points, with an amount. */
  readonly moved: Readonly<Record<Measure | 'alone', readonly [down: string, up: string]>>
  readonly compared: Readonly<Record<Measure, readonly [below: string, above: string]>>
  readonly joint: string
  /** Two, before what is counted; over, before a number. */
  readonly two: string
  readonly over: string
  /** Units of a length of time, as in 2个月. */
  readonly durations: Readonly<Record<DurationUnit, string>>
  readonly percentUnits: readonly string[]
  readonly permilleUnits: readonly string[]
  /** Verbs that give a direction to the number behind them, nouns beside it, what may lie between: alternatives of a regular expression. */
  readonly directions: string
  readonly directionNouns: string
  readonly links: string
  /** Week, as in 周一 and 週一. */
  readonly week: string
  /** Heads a column that counts rows. */
  readonly count: string
  readonly chart: ChineseChartWords
}

/** Words of alternative texts that differ by script. */
export interface ChineseChartWords {
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
  readonly heads: MadeHeads
  readonly operations: Readonly<Record<string, string>>
  /** Between the ends of a reach, and what stands before the densest place. */
  readonly to: string
  readonly densest: string
  readonly weekOfYear: string
}

type Tag = Pick<LanguageRules, 'tag' | 'covers' | 'script'>

/** The rules that both scripts of Chinese share, with the words of one of them. */
export function chinese(named: Tag, words: ChineseWords): LanguageRules {
  const large = [
    [12, words.tenThousandHundredMillion],
    [8, words.hundredMillion],
    [4, words.tenThousand]
  ] as const
  return {
    ...named,
    numbers: {point: '.', group: ',', large, short: large},
    chart: {
      locale: {number: NUMBER_LOCALE, time: timeOf(words.week)},
      phrases: phrasesOf(words.chart),
      count: words.count,
      heads: words.chart.heads,
      operation: (name, label) => `${label}${words.chart.operations[name] ?? ''}`,
      time: timeInWords(words)
    },
    withUnit: (number, unit) => number + unit,
    withUnitInBrackets: (label, unit) => `${label}（${unit}）`,
    rateOf(unit) {
      if (words.percentUnits.includes(unit.trim())) return 'percent'
      return words.permilleUnits.includes(unit.trim()) ? 'permille' : undefined
    },
    // A kilometre, a kilogram or a kilowatt is no thousand.
    scaleOf: (unit) =>
      /^(?:[十百千]?[万萬][亿億]?|[百千]?[亿億]|[十百](?=[万萬亿億])|千(?![米克瓦帕赫卡伏焦安升巴牛比]|字节|字節|位元))/u.exec(
        unit.trim()
      )?.[0],
    date: ({year, month, day}) => `${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`,
    moment: (date, clock) => `${date}${clock}`,
    duration: (parts) =>
      parts.length === 0
        ? `0${words.durations.second}`
        : parts.map(([amount, unit]) => `${amount}${words.durations[unit]}`).join(''),
    plural: () => 'other',
    comma: '、',
    list: (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')}和${items.at(-1)}`),
    place: (place, isShared) => `${isShared ? words.joint : ''}第${place}位`,
    points: (number, rate) => number + (rate === 'percent' ? words.percentPoint : words.permillePoint),
    moved: (direction, difference) =>
      direction === 0
        ? words.level
        : `${toward(words.moved[difference?.measure ?? 'alone'], direction)}${difference?.text ?? ''}`,
    movedAs: (word, {text}) => word + text,
    compared: ({measure, direction, text}: Difference) =>
      direction === 0 ? words.level : `${toward(words.compared[measure], direction)}${text}`,
    times: (number) => `${number}倍`,
    prefersTimes: false,
    hedges: {
      atLeast: (number) => `至少${number}`,
      nearly: (number) => `近${number}`,
      justOver: (number) => `略${words.over}${number}`,
      over: (part) => words.over + part,
      parts: TENTHS,
      // Before 成 and a measure word two is not 二.
      part: (above) => (above === 5 ? '一半' : `${above === 2 ? words.two : DIGITS[above]}成`),
      word: (count) => (count === 2 ? words.two : inNumerals(count))
    },
    prose: named.script === 'Hant' ? proseTraditional : proseChinese,
    typography: named.script === 'Hant' ? typographyHant : typographyHans,
    directionAfter: new RegExp(`^\\s*的?(?:${words.directionNouns})`),
    directionBefore: new RegExp(`(?:${words.directions}|${words.directionNouns})(?:${words.links})?\\s*$`)
  }
}

const DIGITS = '零一二三四五六七八九十'
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((above) => [above, 10] as const)

// 十四, 三十一: up to a hundred, which is as far as prose has numerals.
function inNumerals(count: number): string | undefined {
  const [tens, units] = [Math.floor(count / 10), count % 10]
  if (count <= 10 || count >= 100) return DIGITS[count]
  return `${tens === 1 ? '' : DIGITS[tens]}十${units === 0 ? '' : DIGITS[units]}`
}

function toward([down, up]: readonly [string, string], direction: Direction): string {
  return direction > 0 ? up : down
}

// 上午, 星期一 and 1月 are the same in simplified and traditional writing; only 周 and 週 differ.
function timeOf(week: string): object {
  return {
    dateTime: '%Y年%-m月%-d日 %X',
    date: '%Y年%-m月%-d日',
    time: '%H:%M:%S',
    periods: ['上午', '下午'],
    days: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `星期${day}`),
    shortDays: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `${week}${day}`),
    months: Array.from({length: 12}, (_, index) => `${index + 1}月`),
    shortMonths: Array.from({length: 12}, (_, index) => `${index + 1}月`)
  }
}

const QUARTERS = ['一', '二', '三', '四']
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']
const two = (number: number) => String(number).padStart(2, '0')

function timeInWords({chart}: ChineseWords): (parts: TimeParts) => string {
  return ({year, quarter, month, week, date, day, hours, minutes, seconds}) => {
    const clock = [hours, hours === undefined ? minutes : (minutes ?? 0), seconds].filter((part) => part !== undefined).map(two)
    return [
      year === undefined ? '' : `${year}年`,
      quarter === undefined ? '' : `第${QUARTERS[quarter - 1]}季度`,
      month === undefined ? '' : `${month}月`,
      week === undefined ? '' : `第${week}${chart.weekOfYear}`,
      date === undefined ? '' : `${date}日`,
      day === undefined ? '' : `星期${WEEKDAYS[day]}`,
      clock.join(':')
    ].join('')
  }
}

function phrasesOf(words: ChineseChartWords): Phrases {
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
    sentence: (chart, clauses) => `${chart}${clauses.length > 0 ? '：' : ''}${clauses.join('；')}。`,
    between: '',
    densest: (group, at, [from, to]) => `${group ?? ''}${words.densest}${at}，${words.from}${from}${words.to}${to}`,
    panel: (name, sentence) => `${name}：${sentence}`
  }
}
