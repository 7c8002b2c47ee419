/** What a measure of the bench is, and how its runs are chosen. */
import type {Result} from '../table.ts'
import type {Workshop} from '../workshop.ts'

export interface Measure {
  /** For `--only`. */
  readonly name: string
  run(workshop: Workshop): Promise<readonly Result[]>
}

/** Runs that count. */
export interface Runs<Value> {
  readonly values: readonly Value[]
  /** How many were thrown away, and how noisy those are that stay; empty where all was quiet. */
  readonly noise: string
}

/** A run during which others had more of the cores than this is thrown away, and made again. */
const NOISY = 0.1

/** Run something so many times, one after the other; `others` tells what part of the cores somebody else had. */
export async function times<Value>(
  count: number,
  run: (at: number) => Promise<Value>,
  others: (value: Value) => number
): Promise<Runs<Value>> {
  const all: Value[] = []
  const quiet = () => all.filter((value) => others(value) <= NOISY)
  while (quiet().length < count && all.length < 2 * count) all.push(await run(all.length))
  // Where the machine is never quiet the quietest runs have to do.
  const values = all.toSorted((a, b) => others(a) - others(b)).slice(0, count)
  const most = Math.max(...values.map(others))
  const thrown = all.length - values.length
  return {values, noise: notes(thrown > 0 ? `${thrown} noisy runs thrown away` : '', most > NOISY ? noisy(most) : '')}
}

function noisy(part: number): string {
  return `NOISY: others had up to ${Math.round(100 * part)} % of the cores`
}

/** Notes of a result as one. */
export function notes(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}
