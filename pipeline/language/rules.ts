/** What Octavo must know of a language to write in it. Each language is one file that gives these rules. */

import type {ChartRules} from './chart-rules.ts'
import type {HedgeRules} from './hedge-rules.ts'
import type {ProseRules} from './prose-rules.ts'
import type {TypographyRules} from './typography-rules.ts'

/** A unit of a length of time. */
export type DurationUnit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

/** The parts of a duration that are not 0, the largest first: decimal text and unit. */
export type DurationParts = readonly (readonly [amount: string, unit: DurationUnit])[]

/** A day, month or year that there is: `month` and `day` count from 1. */
export interface CalendarDate {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

/** How one value stands to another: below or fallen, level, above or risen. */
export type Direction = -1 | 0 | 1

/** In what a difference is told: as a share of the earlier value, in points between two percentages, in the unit itself. */
export type Measure = 'percent' | 'points' | 'amount'

/** What the values of a column are, where it is percentages or per mille: their differences are told in points. */
export type Rate = 'percent' | 'permille'

/** A difference that is told: `text` is written without a sign, as in `12.3%` or `250 stalls`. */
export interface Difference {
  readonly measure: Measure
  readonly direction: Direction
  readonly text: string
}

/** All that is particular to a language but the words of the pages. */
export interface LanguageRules {
  /** BCP 47 tag of the language, as its words in `templates/locales` are named. */
  readonly tag: string
  /** Tags that are written by these rules: `en-GB` by those of `en`. */
  readonly covers: RegExp
  /** ISO 15924, for the choice of a typeface. */
  readonly script: 'Latn' | 'Hans' | 'Hant'
  readonly numbers: {
    readonly point: string
    /** Between groups of three digits. */
    readonly group: string
    /** Words that stand for a power of ten, the largest first, with the blank before them: ` million`, 亿. */
    readonly large: readonly (readonly [power: number, word: string])[]
    /** The same, short, for the ticks of an axis. */
    readonly short: readonly (readonly [power: number, word: string])[]
  }
  readonly chart: ChartRules
  /** A number and the unit behind it. */
  withUnit(number: string, unit: string): string
  /** The head of a column with its unit. */
  withUnitInBrackets(label: string, unit: string): string
  /** Units that are parts of a hundred or of a thousand. */
  rateOf(unit: string): Rate | undefined
  /** The word of a unit that multiplies: `million` of `million US$`, 亿 of 亿元. Numbers of such a unit mean little without it. */
  scaleOf(unit: string): string | undefined
  date(date: CalendarDate): string
  /** A date in words and the time of its day: 15 April 2024, 14:30. */
  moment(date: string, clock: string): string
  /** A length of time: 1 year 2 months, 3天4小时. A minus sign stands before it already. */
  duration(parts: DurationParts): string
  /** Plural category of CLDR for a number as it is shown: decimal text, trailing zeros included. */
  plural(shown: string): string
  list(items: readonly string[]): string
  /** Between things that stand side by side, without a word before the last. */
  readonly comma: string
  /** The place of a value among others: first, 第1位. Where others share it: joint first, 并列第1位. */
  place(place: number, isShared: boolean): string
  /** A difference between two rates, as in `1.8 percentage points`; `number` without a sign. */
  points(number: string, rate: Rate): string
  /** rose, fell, was unchanged: alone, or with the difference that it tells. */
  moved(direction: Direction, difference?: Difference): string
  /** An author's word for a direction with the difference behind it. */
  movedAs(word: string, difference: Difference): string
  /** 12.3% above, level with, 低12.3%. */
  compared(difference: Difference): string
  /** 2.4 times, 2.4倍. */
  times(number: string): string
  /** Whether twice as much and more is told as a multiple rather than as a difference. */
  readonly prefersTimes: boolean
  readonly hedges: HedgeRules
  /** Numbers in prose. */
  readonly prose: ProseRules
  readonly typography: TypographyRules
  /** Words that give a direction, at the end of a text: a number behind them has no sign of its own. */
  readonly directionBefore: RegExp
  /** The same at the beginning of a text, behind a number: `lower`, `below`. */
  readonly directionAfter: RegExp
}
