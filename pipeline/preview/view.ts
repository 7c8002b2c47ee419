/** An edition as the preview knows it, and which one is made next. */
import type {Digest} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import type {Edition, PageMap} from '../types.ts'

/** What is shown of an edition. */
export type Side = 'html' | 'pdf'

/** `fresh`: as the sources are now. `stale`: they have changed since, or it was never made. */
export type State = 'stale' | 'building' | 'fresh' | 'failed'

/** A page or a PDF that was made. Its content lies in the store. */
export interface Made {
  readonly digest: Digest
  /** The same PDF as it was printed, before what shows on no page was done to it: this one is shown. */
  readonly proof?: Digest
  readonly map?: Artifact<PageMap>
  /** Milliseconds that it took; where somebody looked at it, from the change on. */
  readonly took: number
}

/** Digest of what is shown of it. */
export function shownDigest({proof, digest}: Made): Digest {
  return proof ?? digest
}

/** One side of an edition. */
export interface SideView {
  readonly state: State
  /** The last one that could be made. */
  readonly made?: Made
  /** What was said of it. */
  readonly messages: readonly Message[]
}

/** An edition, its page and its PDF. */
export interface View {
  readonly edition: Edition
  /** Path of its files below the output, without ending. */
  readonly path: string
  readonly html: SideView
  readonly pdf: SideView
}

/** Views by the ids of editions, in the order of the matrix. */
export type Views = ReadonlyMap<string, View>

const NOTHING: SideView = {state: 'stale', messages: []}

/** Views of editions after the report was read anew: nothing is known to be fresh, and what was made stays until it is made again. */
export function viewsAfter(before: Views, editions: readonly Edition[], fileName: string): Map<string, View> {
  return new Map(
    editions.map((edition) => {
      const known = before.get(edition.id)
      const [html, pdf] = [staleSide(known?.html), staleSide(known?.pdf)]
      return [edition.id, {edition, path: `${edition.path}/${fileName}`, html, pdf}]
    })
  )
}

function staleSide({made, messages}: SideView = NOTHING): SideView {
  return {state: 'stale', messages, ...(made && {made})}
}

/** Who looks at what: editions that are shown, and of which the PDF is; editions that somebody waits for. */
export interface Wanted {
  readonly shown: readonly {readonly id: string; readonly side: Side}[]
  readonly asked: readonly {readonly id: string; readonly side: Side}[]
}

/** What is made next of one side: what somebody looks at, then the rest. PDFs wait for pages: they take longer, and one is looked at first. */
export function nextOf(
  side: Side,
  views: Views,
  {shown, asked}: Wanted
): {readonly id: string; readonly isShown: boolean} | undefined {
  const isStale = (id: string) => views.get(id)?.[side].state === 'stale'
  const isOpen = (id: string) => ['stale', 'building'].includes(views.get(id)?.html.state ?? '')
  const first = [...shown, ...asked].filter((each) => each.side === side && isStale(each.id))[0]
  const mayPrint = side === 'html' || !shown.some((each) => each.side === 'html' && isOpen(each.id))
  if (first !== undefined && mayPrint) return {id: first.id, isShown: true}
  const ids = [...views.keys()]
  const rest = [...shown.map(({id}) => id), ...ids].find(isStale)
  if (rest === undefined || (side === 'pdf' && ids.some(isOpen))) return undefined
  return {id: rest, isShown: false}
}
