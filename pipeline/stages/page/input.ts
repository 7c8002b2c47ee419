/** What the pages of an edition are made from. */
import type {Moves} from './moves.ts'
import type {Root} from 'hast'
import type {Artifact} from '../../cache/memo.ts'
import type {Drawing, Language, Layout, OutlineEntry, Row, Words} from '../../types.ts'
import type {Theme} from '../../design/theme.ts'

/** A place on the tile map of an axis. Rows and columns count from 1. */
export interface Tile {
  readonly row: number
  readonly col: number
}

/** The tile map of a report, and where an edition lies on it. */
export interface Tiles {
  /** The same for all editions; empty where no axis of the report lies on a map. */
  readonly all: readonly Tile[]
  /** None where the edition is about all of them, such as the nation. */
  readonly own: readonly Tile[]
}

/** What both pages show, without the three artifacts of the edition. */
export interface PageCommon {
  readonly title: string
  readonly subtitle: string
  readonly author: string
  /** ISO date. */
  readonly release: string
  readonly language: Language
  readonly layout: Layout
  /** Handlebars texts that a layout may name. */
  readonly partials: Readonly<Record<string, string>>
  readonly words: Words
  readonly theme: Theme
  /** The row of the edition's own value on each axis. */
  readonly params: Readonly<Record<string, Row>>
  /** The name of the edition's own value on each axis, in its language. */
  readonly labels: Readonly<Record<string, string>>
  readonly tiles: Tiles
  readonly draft: boolean
  /** What was mended in this release since it was published, the earliest first; none where nothing was. */
  readonly corrections?: readonly {readonly date: string; readonly reason: string}[]
  /** Paths of the data files behind each query and axis, where the edition ends with the origins of its numbers. */
  readonly origins?: Readonly<Record<string, readonly string[]>>
}

/** What only the print page shows. */
export interface PrintOnly {
  /** Pictures by the path that the text names them by; they become part of the page. */
  readonly pictures: Readonly<Record<string, Artifact<Uint8Array>>>
  /** CSS texts in the order of `styleNames('print', layout)`. */
  readonly styles: readonly string[]
  /** How many elements figures and tables give way to, by id, so that pages are full. */
  readonly moves?: Moves
}

/** A value of an axis, and the page of the edition that has it and is else the same. */
export interface SwitchOption {
  readonly id: string
  readonly label: string
  /** Below the output folder. */
  readonly path: string
}

/** The links that change one axis of the edition. */
export interface Switch {
  /** Name of the axis. */
  readonly axis: string
  readonly title: string
  /** The edition's own value. */
  readonly current: {readonly id: string; readonly label: string}
  /** The same list for all editions that differ in this axis alone. */
  readonly options: readonly SwitchOption[]
  /** Where to find the others, in place of options that would be too many. */
  readonly way?: string
}

/** What only the screen page shows. Every `href` is relative to the page, or a `data:` address. */
export interface ScreenOnly {
  /** Addresses of pictures, by the path that the text names them by. */
  readonly pictures: Readonly<Record<string, string>>
  readonly editionId: string
  readonly switches: readonly Switch[]
  /** The same edition in every language, its own included. */
  readonly alternates: readonly {readonly language: Language; readonly href: string}[]
  readonly downloads: readonly {readonly format: 'pdf' | 'csv'; readonly href: string; readonly label: string}[]
  /** `fonts` may be empty. */
  readonly assets: {readonly style: string; readonly script: string; readonly fonts: string}
  /** The catalogue. */
  readonly home: string
  /** From the page to the output folder, such as `../../`. */
  readonly root: string
  /** Paths of the data files behind each query and axis. */
  readonly sources: Readonly<Record<string, readonly string[]>>
}

interface Made {
  readonly body: Artifact<Root>
  readonly outline: Artifact<readonly OutlineEntry[]>
  /** By id of the figure. */
  readonly drawings: Readonly<Record<string, Artifact<Drawing>>>
}

interface Read {
  readonly body: Root
  readonly outline: readonly OutlineEntry[]
  readonly drawings: Readonly<Record<string, Drawing>>
}

/** What the page to be printed is made from. */
export type PrintPageInput = PageCommon & PrintOnly & Made
/** What the page for the screen is made from. */
export type ScreenPageInput = PageCommon &
  ScreenOnly &
  Made & {
    /** Drawings for a phone, by id of the figure. */
    readonly narrow: Readonly<Record<string, Artifact<Drawing>>>
  }

/** The same with the artifacts read. */
export type PageContent = PageCommon & Read
/** What the page to be printed is made from, read. */
export type PrintPageContent = PageContent & Omit<PrintOnly, 'pictures'> & {readonly pictures: Readonly<Record<string, string>>}
/** What the page for the screen is made from, read. */
export type ScreenPageContent = PageContent & ScreenOnly & {readonly narrow: Readonly<Record<string, Drawing>>}
