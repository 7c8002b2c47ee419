/** What a measure of the bench is. */
import type {Result} from '../table.ts'
import type {Workshop} from '../workshop.ts'

export interface Measure {
  /** For `--only`. */
  readonly name: string
  run(workshop: Workshop): Promise<readonly Result[]>
}

/** Run something so many times, one after the other. */
export async function times<Value>(count: number, run: (at: number) => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = []
  for (let at = 0; at < count; at++) values.push(await run(at))
  return values
}
