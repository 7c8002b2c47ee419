/** What is known of a report -> what the page is told of it: plain data, short, since a matrix may have thousands of editions. */
import type {Message} from '../messages.ts'
import {distinct} from '../run/data.ts'
import type {Axis, LocalText} from '../types.ts'
import type {Scene} from './studio.ts'
import {shownDigest, type SideView, type State, type View} from './view.ts'

/** One side of an edition: its state, the digest of the last one that was made, and how long that took. */
export interface ToldSide {
  readonly state: State
  readonly digest?: string
  readonly took?: number
}

/** An edition in the matrix. */
export interface ToldEdition {
  readonly id: string
  readonly axes: Readonly<Record<string, string>>
  readonly path: string
  readonly html: ToldSide
  readonly pdf: ToldSide
  readonly errors: number
  readonly warnings: number
}

/** A report in the page. */
export interface ToldScene {
  readonly title: string
  readonly axes: readonly {
    readonly name: string
    readonly title: string
    readonly values: readonly {readonly id: string; readonly label: string}[]
  }[]
  readonly editions: readonly ToldEdition[]
  /** Path of the sheet that names the fonts of its pages, below the output; empty where there is none. */
  readonly fonts: string
  /** So much is wrong with the report as a whole. */
  readonly wrong: number
  /** So much is told of it as a whole, besides what is told of its editions. */
  readonly warnings: number
  readonly looks: number
  /** The last look of which all is known. */
  readonly known: number
}

/** The whole scene. */
export function toldScene({run, views, wrong, warnings, looks, known}: Scene): ToldScene {
  const {definition} = run?.prepared.report ?? {}
  return {
    title: definition === undefined ? '' : textOf(definition.title, definition.id),
    axes: run?.prepared.axes.map(toldAxis) ?? [],
    editions: Array.from(views.values(), toldEdition),
    fonts: run?.assets.edition.fonts ?? '',
    wrong: wrong.length,
    warnings,
    looks,
    known
  }
}

/** One edition. */
export function toldEdition({edition: {id, axes}, path, html, pdf}: View): ToldEdition {
  const messages = distinct([...html.messages, ...pdf.messages])
  const count = (severity: Message['severity']) => messages.filter((message) => message.severity === severity).length
  return {id, axes, path, html: toldSide(html), pdf: toldSide(pdf), errors: count('error'), warnings: count('warning')}
}

function toldSide({state, made}: SideView): ToldSide {
  return {state, ...(made && {digest: shownDigest(made).slice(0, 16), took: Math.round(made.took)})}
}

function toldAxis({name, title, values}: Axis): ToldScene['axes'][number] {
  return {name, title: textOf(title, name), values: values.map(({id, label}) => ({id, label: textOf(label, id)}))}
}

// The page speaks English, and what a report has in no English it says in the first of its languages.
function textOf(text: LocalText | undefined, otherwise: string): string {
  if (text === undefined || typeof text === 'string') return text ?? otherwise
  return text['en'] ?? Object.values(text)[0] ?? otherwise
}
