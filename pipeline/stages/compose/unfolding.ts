/** What is known and gathered while one edition is unfolded, and how an author hears of a mistake in it. */
import type {RootContent} from 'mdast'
import type {Message} from '../../messages.ts'
import type {Citation, NodeId} from '../../tree.ts'
import type {Figure, Words} from '../../types.ts'
import {spend, type Spent} from './limits.ts'
import {MissingValue, NameProblem, type Loop, type Names} from './names.ts'
import type {Trail} from './signs.ts'

/** What is gathered on the way through one edition. */
export interface Gathering {
  readonly figures: Figure[]
  readonly messages: Message[]
  /** Footnotes that have a mark in this edition, by chapter and identifier. */
  readonly marks: Set<string>
  /** Every footnote that is written, unfolded where it has a mark. */
  readonly notes: Map<string, () => RootContent[]>
  readonly images: Set<string>
  /** What is cited, by the number that its mark holds until it is placed. */
  readonly citations: Citation[]
  /** The words before the place that is being written. */
  readonly trail: Trail
  readonly spent: Spent
}

/** Where in a chapter one is, and what is gathered there. */
export interface Unfolding {
  readonly chapter: string
  readonly names: Names
  readonly gathering: Gathering
  readonly words: Words
  /** The directive that repeats what is unfolded now. */
  readonly repeats?: string
}

/** Run something that looks values up; a mistake becomes a message at its node. */
export function attempt<Result>(node: NodeId, at: Unfolding, look: () => Result): Result | undefined {
  try {
    return look()
  } catch (error) {
    if (!(error instanceof NameProblem)) throw error
    const {rule, message: reason, note} = error
    tell(at, node, {rule, reason, note, ...(error instanceof MissingValue && {query: error.query})})
    return undefined
  }
}

/** A mistake of the author: the rule it breaks, what was met and expected, how to mend it. */
export interface Mistake {
  readonly rule: string
  readonly reason: string
  readonly note?: string | undefined
  readonly query?: string | undefined
}

/** Tell the author of a mistake at a node. */
export function tell(at: Unfolding, node: NodeId, {rule, reason, note, query}: Mistake): void {
  const place = {node: `${at.chapter}#${node}`, ...(query && {query})}
  at.gathering.messages.push({severity: 'error', rule, reason, ...place, ...(note && {note})})
}

/** Tell something once where it is the same for every place. */
export function warn(at: Unfolding, node: NodeId, message: Omit<Message, 'node'>): void {
  const {messages} = at.gathering
  if (message.once !== undefined && messages.some(({once}) => once === message.once)) return
  messages.push({...message, node: `${at.chapter}#${node}`})
}

/** Inside one row of what a directive repeats. */
export function within(loop: Loop, node: NodeId, at: Unfolding): Unfolding {
  const repeats = `${at.chapter}#${node}`
  spend(at.gathering, {pieces: 1}, repeats)
  return {...at, repeats, names: {...at.names, loops: [...at.names.loops, loop]}}
}
