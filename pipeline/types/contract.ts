/** The nouns of a data package: columns, what holds for them, keys, tests. Data only, no behaviour. */

/** A BCP 47 tag as the report writes it: `en`, `zh-Hans`, `zh-Hant`. */
export type Language = string

/** One text in each language of the report. */
export type LocalText = Readonly<Record<Language, string>>

/** The types that a column may have. */
export type FieldType =
  'string' | 'integer' | 'number' | 'boolean' | 'date' | 'year' | 'yearmonth' | 'time' | 'datetime' | 'duration' | 'list'

/** The types that an item of a list may have. */
export type ItemType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'datetime'

/** A column: what it holds, and how its values are shown to a reader. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  /** What the items of a `list` are; `string` when left out. */
  readonly itemType?: ItemType
  /** Head of the column in tables and charts. */
  readonly label?: LocalText
  readonly unit?: LocalText
  /** Digits after the point that a `number` may have and is reckoned with in SQL; 12 when left out. */
  readonly scale?: number
  /** Where the unit stands; a sign of money stands before the number when nothing is said, all else after. */
  readonly unitPlacement?: Readonly<Record<Language, 'before' | 'after'>>
  /** Digits after the decimal point when shown. */
  readonly decimals?: number
  /** Name of the column of the same row that holds the decimals, for tables in long form. */
  readonly decimalsFrom?: string
  /** Name of the column of the same row that holds the unit (without language suffix). */
  readonly unitFrom?: string
  /** Values differ a hundredfold from one time to the next, or a thousandfold from one place to all others, as they should. */
  readonly leaps?: boolean
  /** Values of several times may be added up. */
  readonly flow?: boolean
  /** What the values are of: `2019-12`, `2020-11-01`, `2023`. */
  readonly asOf?: string
  readonly constraints?: Constraints
}

/** Table Schema constraints, checked on every row. */
export interface Constraints {
  readonly required?: boolean
  readonly unique?: boolean
  readonly minimum?: number | string
  readonly maximum?: number | string
  readonly exclusiveMinimum?: number | string
  readonly exclusiveMaximum?: number | string
  readonly minLength?: number
  readonly maxLength?: number
  readonly enum?: readonly string[]
  readonly pattern?: string
}

/** Columns whose values must stand in another table. */
export interface ForeignKey {
  readonly fields: readonly string[]
  readonly reference: {readonly resource: string; readonly fields: readonly string[]}
}

/** A ready test of a table: one of `sum`, `freshness`, `rows`, `change`. */
export interface TableTest {
  /** Columns that make up `total`, give or take `tolerance`, in each row that states them all. */
  readonly sum?: readonly string[]
  readonly total?: string
  readonly tolerance?: number
  /** Column of days or years, the newest of which is at most `days` before the release. */
  readonly freshness?: string
  readonly days?: number
  readonly rows?: number | {readonly minimum?: number; readonly maximum?: number}
  /** Column that differs by at most `percent` from the row of the same key in the table `since`. */
  readonly change?: string
  readonly since?: string
  readonly percent?: number
  readonly severity?: 'error' | 'warning'
  /** What to do where it fails. */
  readonly note?: string
}

/** A data file and its contract, from `datapackage.json`; `path` is relative to the report's folder. */
export interface Resource {
  readonly name: string
  readonly path: string
  readonly format: 'csv' | 'json' | 'jsonl' | 'yaml' | 'xlsx' | 'ods' | 'parquet' | 'sqlite' | 'postgresql'
  /** WHATWG name; `utf-8` when left out. */
  readonly encoding?: string
  readonly dialect?: {readonly delimiter?: string; readonly quoteChar?: string}
  /** What of a source is the table: of a workbook a sheet and a part of it, of a database (whose address `connection` names) a table or query. */
  readonly sheet?: string
  readonly range?: string
  readonly headerRow?: number
  readonly table?: string
  readonly query?: string
  readonly connection?: string
  readonly fields: readonly Field[]
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly tests?: readonly TableTest[]
  /** By column, where its cells are written otherwise than Octavo writes them. */
  readonly written?: Readonly<Record<string, Written>>
  /** What stands for nothing, besides an empty cell. */
  readonly missingValues?: readonly string[]
  /** Columns that together name a row, besides the primary key. */
  readonly uniqueKeys?: readonly (readonly string[])[]
}

/** How a file writes numbers, truths, days, times and lists, in the words of the Table Schema, and what its header calls a column. */
export interface Written {
  /** Left out where the header has the name itself. */
  readonly header?: string
  /** False: each number has the same sign or words beside it. */
  readonly bareNumber?: boolean
  readonly decimalChar?: string
  readonly groupChar?: string
  readonly trueValues?: readonly string[]
  readonly falseValues?: readonly string[]
  readonly format?: string
  /** Between the items of a list. */
  readonly delimiter?: string
}
