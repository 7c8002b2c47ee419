/** Values by key, of which those are forgotten that nobody asked for in a while: what is kept over many runs must not grow with them. */

/** Values that are kept as long as they are of use. */
export interface Kept<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  /** A run has ended: forget what none of the last few asked for, and give it. */
  sweep(): readonly Value[]
}

/** Runs after which what was not asked for is forgotten. */
const RUNS = 4

/** Nothing is kept at first. */
export function createKept<Value>(): Kept<Value> {
  const values = new Map<string, {readonly value: Value; used: number}>()
  let run = 0
  return {
    get(key) {
      const entry = values.get(key)
      if (entry !== undefined) entry.used = run
      return entry?.value
    },
    set: (key, value) => void values.set(key, {value, used: run}),
    sweep() {
      run++
      const old = [...values].filter(([, {used}]) => run - used > RUNS)
      for (const [key] of old) values.delete(key)
      return old.map(([, {value}]) => value)
    }
  }
}
