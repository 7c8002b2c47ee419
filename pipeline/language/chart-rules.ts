/** What charts and the texts that stand for them need of a language. */

/** What a chart is, as a reader names it. */
export type Kind =
  | 'bar'
  | 'column'
  | 'histogram'
  | 'line'
  | 'area'
  | 'density'
  | 'scatter'
  | 'dots'
  | 'tiles'
  | 'heat'
  | 'box'
  | 'interval'
  | 'pie'
  | 'map'
  | 'other'

/** Parts of a moment that a chart shows; a month may stand without its year. Months from 1, days of the week from 0, Sunday. */
export interface TimeParts {
  readonly year?: number
  readonly quarter?: number
  readonly month?: number
  readonly week?: number
  readonly date?: number
  readonly day?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

/** Heads of columns that a chart makes itself. */
export interface MadeHeads {
  readonly panel: string
  readonly low: string
  readonly lowerQuartile: string
  readonly median: string
  readonly upperQuartile: string
  readonly high: string
  readonly middle: string
  readonly density: string
}

/** A thing of a chart and its value, both as they are shown. */
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

/** Parts of an alternative text, from single words to the whole sentence. */
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
  /** Between sentences. */
  readonly between: string
  /** Where a curve of density is highest, and how far it reaches. */
  densest(group: string | undefined, at: string, reach: readonly [string, string]): string
  /** A panel of several: its title or its number. */
  panel(name: string, sentence: string): string
}

/** Formats of numbers and of dates as d3 reads them, the sentences of alternative texts, and a word for what is counted. */
export interface ChartRules {
  readonly locale: {readonly number: object; readonly time: object}
  readonly phrases: Phrases
  /** Heads a column that counts rows. */
  readonly count: string
  readonly heads: MadeHeads
  /** A column after an operation such as `mean`, as a title. */
  operation(name: string, label: string): string
  time(parts: TimeParts): string
}

/** Numbers in Chinese and in English look alike. */
export const NUMBER_LOCALE = {decimal: '.', thousands: ',', grouping: [3], currency: ['¥', '']}
