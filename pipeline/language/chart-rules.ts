/** What charts and the texts that stand for them need of a language. */

/** What a chart is, as a reader names it. */
export type Kind = 'bar' | 'column' | 'line' | 'area' | 'scatter' | 'dots' | 'tiles' | 'heat' | 'other'

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
}

/** Formats of numbers and of dates as d3 reads them, the sentences of alternative texts, and a word for what is counted. */
export interface ChartRules {
  readonly locale: {readonly number: object; readonly time: object}
  readonly phrases: Phrases
  /** Heads a column that counts rows. */
  readonly count: string
}

/** Numbers in Chinese and in English look alike. */
export const NUMBER_LOCALE = {decimal: '.', thousands: ',', grouping: [3], currency: ['¥', '']}
