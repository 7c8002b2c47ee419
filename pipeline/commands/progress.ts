/** One line on a terminal that says how far a build is; plain lines where there is no terminal. */
import type {World} from '../world.ts'
import type {Progress} from './command.ts'

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface ProgressLine {
  show(progress: Progress): void
  /** A line of its own, which stays. */
  note(text: string): void
  clear(): void
}

export function createProgressLine(stream: Stream, world: World): ProgressLine {
  const start = world.milliseconds()
  let built = 0
  let shown = false
  return {
    show({edition, state, done, total}) {
      if (state !== 'same') built++
      const left = built === 0 ? undefined : ((world.milliseconds() - start) / done) * (total - done)
      const line = `${String(done).padStart(String(total).length)}/${total}  ${edition}  ${state}${left === undefined || done === total ? '' : `  ${duration(left)} left`}`
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${line.slice(0, (stream.columns ?? 80) - 1)}`)
        shown = true
      } else if (state !== 'same') stream.write(`${line}\n`)
    },
    note: (text) => void stream.write(`${text}\n`),
    clear() {
      if (shown) stream.write('\r\u001b[2K')
      shown = false
    }
  }
}

/** `4 s`, `1 min 20 s` */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
