/** Two lists of passages -> which of one is which of the other: the same place in the text, whatever its values are now. */
import {diffArrays} from 'diff'
import {templateOf, textOfPassage, type Passage} from './passage.ts'
import {likeness} from './words.ts'

/** A passage before and after; one that was added has no before, one that was removed no after. */
export interface Pair {
  readonly before?: Passage
  readonly after?: Passage
  /** It stands elsewhere now. */
  readonly isMoved?: boolean
}

/** Passages less like each other than this are two, not one that changed. */
const ALIKE = 0.45
/** Of headings: there are few, and each has few words. */
const ALIKE_HEADINGS = 0.25
/** More pairs than these between two passages that stand still are not weighed against each other. */
const MOST_WEIGHED = 20_000

/** Align. What stands still is found first; between two such passages, what is most alike is a pair. */
export function alignPassages(before: readonly Passage[], after: readonly Passage[]): readonly Pair[] {
  const pairs: Pair[] = []
  let gone: Passage[] = []
  let come: Passage[] = []
  let [at, to] = [0, 0]
  const settle = () => {
    pairs.push(...pairAlike(gone, come))
    ;[gone, come] = [[], []]
  }
  for (const {added, removed, count} of diffArrays(before.map(keyOf), after.map(keyOf))) {
    if (removed) gone.push(...before.slice(at, (at += count)))
    else if (added) come.push(...after.slice(to, (to += count)))
    else {
      settle()
      for (let step = 0; step < count; step++) pairs.push({before: before[at++]!, after: after[to++]!})
    }
  }
  settle()
  return joinMoved(pairs)
}

// What is gone from one place and has come to another with the same words and values of the same cells, was moved: a row of a ranking.
function joinMoved(pairs: readonly Pair[]): readonly Pair[] {
  const gone = Map.groupBy(
    pairs.filter(({before, after}) => before !== undefined && after === undefined),
    ({before}) => keyOf(before!)
  )
  const joined = new Set<Pair>()
  const all = pairs.map((pair) => {
    const from = pair.before === undefined ? gone.get(keyOf(pair.after!))?.find((each) => !joined.has(each)) : undefined
    if (from === undefined) return pair
    joined.add(from)
    return {before: from.before!, after: pair.after!, isMoved: true}
  })
  return all.filter((pair) => !joined.has(pair))
}

// A picture is known by its place, a passage by its words and by where its values come from.
function keyOf(passage: Passage): string {
  const {kind, near, picture} = passage
  return picture === undefined ? `${kind}\n${templateOf(passage, ({origin}) => origin)}` : `${kind}\n${near}`
}

function pairAlike(gone: readonly Passage[], come: readonly Passage[]): readonly Pair[] {
  if (gone.length * come.length > MOST_WEIGHED) return [...gone.map((before) => ({before})), ...come.map((after) => ({after}))]
  const weights = gone.map((one) => come.map((other) => weigh(one, other)))
  const best = bestSums(weights, come.length)
  const pairs: Pair[] = []
  let [row, column] = [0, 0]
  while (row < gone.length || column < come.length) {
    const here = best[row]![column]!
    const weight = weights[row]?.[column] ?? 0
    if (weight > 0 && here === weight + best[row + 1]![column + 1]!) pairs.push({before: gone[row++]!, after: come[column++]!})
    else if (row < gone.length && here === best[row + 1]![column]!) pairs.push({before: gone[row++]!})
    else pairs.push({after: come[column++]!})
  }
  return pairs
}

function weigh(one: Passage, other: Passage): number {
  if (one.kind !== other.kind || (one.picture === undefined) !== (other.picture === undefined)) return 0
  const alike = likeness(textOfPassage(one), textOfPassage(other))
  return alike >= (one.kind === 'heading' ? ALIKE_HEADINGS : ALIKE) ? alike : 0
}

// The most that pairs in order can weigh together, from each place on to the end.
function bestSums(weights: readonly (readonly number[])[], width: number): readonly (readonly number[])[] {
  const sums = [...weights, []].map(() => Array<number>(width + 1).fill(0))
  for (let row = weights.length - 1; row >= 0; row--)
    for (let column = width - 1; column >= 0; column--) {
      const weight = weights[row]![column]!
      const paired = weight > 0 ? weight + sums[row + 1]![column + 1]! : 0
      sums[row]![column] = Math.max(paired, sums[row + 1]![column]!, sums[row]![column + 1]!)
    }
  return sums
}
