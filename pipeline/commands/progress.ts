/** One line on a terminal that says how far a build is; plain lines where there is no terminal. */
import type {World} from '../world.ts'
import type {Session} from '../run/session.ts'
import type {Output, Progress} from './command.ts'
import {cleanLine} from './clean.ts'

/** Says how far a build is. */
export interface ProgressLine {
  show(progress: Progress): void
  /** A line of its own, which stays. */
  note(text: string): void
  clear(): void
}

/** Says nothing, where `--quiet` asks for it: results and messages come all the same. */
export const SILENT: ProgressLine = {show() {}, note() {}, clear() {}}

/** Before that nothing is known of how long an edition takes. */
const SOON = 3_000
const FEW = 3

const STATES: Readonly<Record<Progress['state'], string>> = {built: 'made', same: 'the same', failed: 'failed'}

/** A line that is written over on a terminal; elsewhere a line for each edition that is made or fails. */
export function createProgressLine({err, columns}: Pick<Output, 'err' | 'columns'>, world: World): ProgressLine {
  const start = world.milliseconds()
  let first = start
  let made = 0
  let shown = false

  // What is the same takes no time, and the start of the browsers belongs to no edition.
  function left({done, total}: Progress): string {
    const now = world.milliseconds()
    if (now - start < SOON || made < FEW || done === total) return ''
    const each = (now - first) / (made - 1)
    return `  ${duration(each * (total - done) * (made / done))} left`
  }

  return {
    show(progress) {
      const {edition, state, done, total} = progress
      if (state === 'built' && ++made === 1) first = world.milliseconds()
      const line = `${String(done).padStart(String(total).length)}/${total}  ${cleanLine(edition)}  ${STATES[state]}${left(progress)}`
      if (columns !== undefined) {
        err(`\r\u001b[2K${line.slice(0, columns - 1)}`)
        shown = true
      } else if (state !== 'same') err(`${line}\n`)
    },
    note: (text) => err(`${cleanLine(text)}\n`),
    clear() {
      if (shown) err('\r\u001b[2K')
      shown = false
      // What is made again is another job.
      made = 0
    }
  }
}

/** Told one by one where `--verbose` asks for it: how often each stage ran and was recalled, and how long all its runs took. */
export function stageLines({counts, times}: Pick<Session, 'counts' | 'times'>): readonly string[] {
  const stages = Object.entries(counts).sort(([a], [b]) => (times[b] ?? 0) - (times[a] ?? 0) || (a < b ? -1 : 1))
  return stages.map(
    ([name, {ran, recalled}]) =>
      `${name.padEnd(12)} ${String(ran).padStart(6)} ran ${String(recalled).padStart(6)} recalled ${((times[name] ?? 0) / 1000).toFixed(2).padStart(8)} s`
  )
}

/** `4 s`, `1 min 20 s` */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
