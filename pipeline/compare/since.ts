/** An edition at its last release, and its text now -> what a reader of both would want to know. */
import {changesBetween, type Change} from './changes.ts'
import type {Passage, PassageKind} from './passage.ts'

/** A number that reads otherwise. */
export interface ChangedNumber {
  readonly before: string
  readonly after: string
  /** What a machine reads now, and where it comes from. */
  readonly value: string
  readonly origin: string
  /** Id of the section or table that it stands in first. */
  readonly near: string
  /** Of a number in a table: how its row begins. */
  readonly row?: string
}

/** What changed since the last release. */
export interface ChangesSince {
  /** In the order of the text, each once. */
  readonly numbers: readonly ChangedNumber[]
  /** Sentences whose words changed, not their numbers alone. */
  readonly sentences: {readonly changed: number; readonly added: number; readonly removed: number}
}

/** What is drawn, or stands behind it, is told by its numbers in the text. */
const DRAWN: readonly PassageKind[] = ['figure', 'picture', 'datum']
/** What stands on a page, and not in the text: its head, and the list of origins. */
const AROUND = /^(?:top|origins|ch-origins)$/

/** Compare the passages of a page at the last release with those of the text now. */
export function changesSince(before: readonly Passage[], after: readonly Passage[]): ChangesSince {
  const edition = (passages: readonly Passage[]) => ({id: '', language: '', passages: passages.filter(isText)})
  const changes = changesBetween(edition(before), edition(after))
  const count = (wanted: Change['how']) => changes.filter(({level, how}) => level === 'sentence' && how === wanted).length
  return {
    numbers: distinct(changes.flatMap(numberOf)),
    sentences: {changed: count('changed'), added: count('added'), removed: count('removed')}
  }
}

function isText({kind, near}: Passage): boolean {
  return !DRAWN.includes(kind) && !AROUND.test(near)
}

// What the engine numbers has no column behind it.
function numberOf({level, kind, near, before = '', after = '', value, within}: Change): readonly ChangedNumber[] {
  if (level !== 'number' || value === undefined || before === after || !/^[^#\s]+\.[^.\s]/.test(value.origin)) return []
  const row = kind === 'row' ? within?.after.split(' | ')[0] : undefined
  return [{before, after, value: value.after, origin: value.origin, near, ...(row && row !== after && {row})}]
}

function distinct(numbers: readonly ChangedNumber[]): readonly ChangedNumber[] {
  return [...new Map(numbers.map((number) => [JSON.stringify([number.origin, number.before, number.after]), number])).values()]
}
