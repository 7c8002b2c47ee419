/** What Octavo needs of Vega and finds wanting in its types. */

/** A text of the scene. */
export interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: string | number
  readonly limit?: number
}

/** The part of Vega that is used, typed. */
export type Vega = Omit<typeof import('vega'), 'expressionFunction' | 'formatLocale'> & {
  /** Without a locale of one's own, how numbers are written in English. */
  readonly formatLocale: () => {readonly format: (format: string) => (value: number) => string}
  /** How wide a text is, for layout and for cutting. */
  readonly textMetrics: {width: (item: TextItem, text: unknown) => number}
  /** Ask for a function, or give one; `visit` is called when an expression that calls it is parsed. */
  readonly expressionFunction: {
    (name: string): (...given: never[]) => unknown
    (name: string, call: (...given: never[]) => unknown, visit?: (name: string, given: readonly unknown[]) => void): void
  }
  /** Rows from values that are given as a list, an object, or the text of a table. */
  readonly read: (values: unknown, format: object) => unknown
}

/** Tells which functions of chance and of the clock are called in what `parse` reads. Parsing is never interrupted. */
export type WatchCalls = <Value>(parse: () => Value) => {readonly value: Value; readonly calls: readonly string[]}

/** Vega and Vega-Lite. */
export interface Engine {
  readonly vega: Vega
  readonly compile: (typeof import('vega-lite'))['compile']
  readonly watchCalls: WatchCalls
  /** Of Vega-Lite's JSON schema. */
  readonly definitions: object
}
