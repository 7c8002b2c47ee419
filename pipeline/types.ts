/** The nouns of Octavo: what travels between the stages. Data only, no behaviour. */
import type {Field, Language, LocalText} from './types/contract.ts'

export type {MarkAstray, Pushed, SetPage, Spot} from './types/set-page.ts'

export type {
  Constraints,
  Field,
  FieldType,
  ForeignKey,
  ItemType,
  Language,
  LocalText,
  Resource,
  TableTest,
  Written
} from './types/contract.ts'

/** A value of a table. Numbers are decimal text, exact; dates, times and durations are ISO 8601; a list is JSON; `null` is not stated. */
export type Cell = string | boolean | null
/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>

/** A table that keeps its contract, its rows sorted by primary key. */
export interface Table {
  readonly name: string
  readonly fields: readonly Field[]
  readonly primaryKey: readonly string[]
  readonly rows: readonly Row[]
}

/** An SQL query as written, with what its header says; `path` is relative to the report's folder. */
export interface Query {
  readonly name: string
  readonly path: string
  readonly sql: string
  /** Axis whose values split the rows; without it every edition gets all rows. */
  readonly partition?: string
  /** Columns that name a row. */
  readonly key: readonly string[]
  /** The axis of which every value has a row, but for some. */
  readonly covers?: Covered
  /** Tables of which a row is meant to be reckoned more than once. */
  readonly repeats?: readonly string[]
  /** What the data package says of columns that no table has. */
  readonly fields: readonly Field[]
  /** Of a test: how bad each of its rows is. */
  readonly severity?: 'error' | 'warning'
}

/** The axis that a query covers, and the values of it that have no row, as the author says. */
export interface Covered {
  readonly axis: string
  readonly except: readonly string[]
}

/** The rows of a query that one edition may read. */
export interface Dataset {
  readonly query: string
  readonly columns: readonly Field[]
  readonly key: readonly string[]
  readonly rows: readonly Row[]
}

/** A file of the report: where it lies and what it says. */
export interface Source {
  /** Relative to the report's folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** One value of an axis: its id, its name to a reader, the row that describes it (`{id}` alone for a plain list). */
export interface AxisValue {
  readonly id: string
  readonly label: LocalText
  readonly params: Row
}

/** A dimension of the matrix: region, audience, language. */
export interface Axis {
  readonly name: string
  readonly title: LocalText
  readonly values: readonly AxisValue[]
}

/** A value for each axis that is named. */
export type Selection = Readonly<Record<string, string>>

/** One published thing: a value on each axis, and where its files go. */
export interface Edition {
  /** The axis values joined by `.`, as in `gd.public.zh-Hans`. */
  readonly id: string
  readonly axes: Selection
  readonly language: Language
  /** Folder below the output, as in `gd/public/zh-Hans`. */
  readonly path: string
  /** Name of the layout under `templates/layouts`. */
  readonly layout: string
}

/** The formats of an edition: a page for the screen, a PDF to read, a PDF for a press. */
export type Format = 'html' | 'pdf' | 'press'

/** What a layout decides: front matter of `templates/layouts/<name>.hbs`. */
export interface Layout {
  readonly name: string
  readonly paper: Paper
  readonly cover: boolean
  readonly contents: boolean
  /** Lists of figures and of tables after the contents. */
  readonly lists: boolean
  readonly numbered: boolean
  /** Width of a chart in CSS pixels. */
  readonly chartWidth: number
  /** The style sheet `print-<style>` that it shares with other layouts; that of its own name where left out. */
  readonly style?: string
  /** An edition with more pages is an error. */
  readonly mostPages?: number
  /** Where footnotes stand on paper: at the foot of the page of their mark, if nothing is said, or all of them at the end. */
  readonly notes?: 'foot' | 'end'
  /** The Handlebars text after the front matter. */
  readonly template: string
}

/** Words of the engine in one language: `templates/locales/<language>.yaml`. */
export type Words = Readonly<Record<string, string>>

/** An entry of the contents, the list of figures or the list of tables. */
export interface OutlineEntry {
  readonly id: string
  readonly kind: 'section' | 'figure' | 'table'
  /** 1 is a chapter. Figures and tables have 0. */
  readonly level: number
  /** As printed: `2.1`, `Figure 3`, `图3`; empty where the layout does not number. */
  readonly label: string
  readonly title: string
}

/** A chart that the text asks for. */
export interface Figure {
  /** Id of the figure in the page, as in `fig-websites`. */
  readonly id: string
  /** Name of the chart's spec under `charts/`. */
  readonly chart: string
  /** Query whose rows are bound to the spec's `data.name`. */
  readonly data: string
  /** What the figure shows, already in words; part of the alternative text. */
  readonly title: string
  /** Numbers of the data that the title prints as they are; left out where there are none. */
  readonly numbers?: readonly TitleNumber[]
  /** Where there are, the chapter that asks for it: its place is known by that and its id. */
  readonly chapter?: string
  /** Alternative text by the author, instead of the one made from the data. */
  readonly alt?: string
}

/** A number as a title prints it, its cell (exact decimal text), and its unit where the contract has one. */
export interface TitleNumber {
  readonly text: string
  readonly value: string
  readonly unit?: string
}

/** A drawn chart. */
export interface Drawing {
  /** One `<svg>` element, `role="img"`, with the alternative text as `aria-label`. */
  readonly svg: string
  readonly alt: string
  /** Where the rows of its table stand in the picture: number of the row, corner and size in the units of its view box. */
  readonly marks?: readonly (readonly [row: number, x: number, y: number, width: number, height: number])[]
  /** Of one that was to be drawn for a phone and cannot be read so narrow: it has the page's width. */
  readonly tooWide?: true
  /** Where it can be drawn at other heights: that of its marks in CSS pixels, and how many times of it at least and at most. */
  readonly frame?: {readonly height: number; readonly least: number; readonly most: number}
  /** What the chart shows as a table: heads, cells as they are shown, and for machines: exact, ISO dates, null for other texts; which columns of a query. */
  readonly table: {
    readonly heads: readonly {readonly text: string; readonly numeric: boolean; readonly column?: string}[]
    readonly rows: readonly (readonly string[])[]
    readonly values: readonly (readonly (string | null)[])[]
    /** Of each row, as in `websites[region=gd]`; the query alone where the chart reckons. */
    readonly origins: readonly string[]
  }
}

/** Lengths in millimetres. */
export interface Paper {
  readonly width: number
  readonly height: number
  readonly margin: {readonly top: number; readonly right: number; readonly bottom: number; readonly left: number}
  /**
   * Left and right pages: margins, heads and numbers of a left page mirror those of a right one, on which the text begins. `press`: in
   * the press edition alone. All pages are right ones where nothing is said.
   */
  readonly facing?: boolean | 'press'
}

/** All that is printed, and nothing else: what it holds is what the PDF depends on. */
export interface PrintPage {
  readonly title: string
  readonly language: Language
  /** The style sheet: the same text for all editions of one layout, language and brand. */
  readonly css: string
  /** Inner HTML of `<body>`. A slot `<span class="page-number" data-page-of="id">` shows the page of that id. */
  readonly body: string
  readonly paper: Paper
  /**
   * Running heads: a page has that of the text at its top, so that of `id` if it stands there. One that is `later` begins with
   * the page behind that.
   */
  readonly heads: readonly {readonly id: string; readonly text: string; readonly later?: boolean}[]
  /** What the edition is about, at the outer top of every page that is counted. */
  readonly about?: string
  /** How a table is called on a page that begins in the midst of it: `{label}` and `{title}` are those of its caption. */
  readonly continued?: string
  /** Element on whose page the count starts at 1; pages before it have roman numbers. The cover has none. */
  readonly firstPage?: string
  /** Ids that need a place in the PDF besides those that the text links to: the headings of its outline. */
  readonly anchors: readonly string[]
}

/** Rows behind a chart, which is known by its alternative text, or behind a table, which is known by its number in the text. */
export type DataFile = {readonly name: string; readonly csv: string} & ({readonly alt: string} | {readonly table: number})

/** Where something stands on paper: its page, and how far it is from the left and the top of the sheet, in millimetres. */
export type Place = readonly [page: number, x: number, y: number]

/** Where things came to stand in the print: destinations (element ids) and pages, counted from 1. */
export interface PageMap {
  readonly pages: number
  readonly destinations: Readonly<Record<string, number>>
  /** The page that is counted as 1; pages before it have roman numbers. */
  readonly firstPage: number
}
