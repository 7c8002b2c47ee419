/** Many editions in few words: `gd.*.en`, `31 regions.leaders.*`. */
import type {Selection} from '../types.ts'

type Box = readonly ReadonlySet<string>[]

/** More values of an axis than these are counted, not named. */
const MOST_NAMED = 3
/** More groups than these are counted. */
const MOST_GROUPS = 4

/** Tells editions in few words, given the axes of all there are. */
export function editionsInWords(all: readonly Selection[]): (editions: readonly Selection[]) => string {
  const names = Object.keys(all[0] ?? {})
  const values = names.map((name) => new Set(all.map((axes) => axes[name]!)))
  return (editions) => {
    if (names.length > 0 && editions.length === all.length) return all.length === 1 ? idOf(all[0]!) : 'all editions'
    const boxes = names.reduce(
      joined,
      editions.map((axes): Box => names.map((name) => new Set([axes[name]!])))
    )
    const told = boxes
      .slice(0, MOST_GROUPS)
      .map((box) => box.map((own, axis) => inWords(own, values[axis]!, names[axis]!)).join('.'))
    return told.join(', ') + (boxes.length > MOST_GROUPS ? ` and ${boxes.length - MOST_GROUPS} groups more` : '')
  }
}

// Boxes that are the same but on one axis are one.
function joined(boxes: readonly Box[], _: string, axis: number): readonly Box[] {
  const groups = Map.groupBy(boxes, (box) => JSON.stringify(box.map((own, at) => (at === axis ? [] : [...own].sort()))))
  return [...groups.values()].map((group) =>
    group[0]!.map((own, at) => (at === axis ? new Set(group.flatMap((box) => [...box[at]!])) : own))
  )
}

function inWords(own: ReadonlySet<string>, all: ReadonlySet<string>, name: string): string {
  if (own.size === all.size && own.size > 1) return '*'
  return own.size > MOST_NAMED ? `${own.size} ${name}s` : [...own].sort().join('|')
}

function idOf(axes: Selection): string {
  return Object.values(axes).join('.')
}
