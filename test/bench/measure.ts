/** A command -> its wall time, the processor time of all its processes, and, where asked for, their memory over time. */
import {spawn} from 'node:child_process'
import {createInterface} from 'node:readline'
import {megabytesOf, processesBelow, processNow, type Process} from './processes.ts'

export interface Measured {
  /** Seconds from start to end. */
  readonly wall: number
  /** User and system seconds of the process and all it started. What a process did in its last 50 ms is not seen. */
  readonly cpu: number
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Empty unless asked for. */
  readonly memory: readonly MemorySample[]
}

export interface MemorySample {
  readonly megabytes: number
  /** Lines on stderr so far. */
  readonly lines: number
}

export interface MeasureOptions {
  readonly folder: string
  /** Reading the memory map of a browser takes milliseconds, so that a run is either timed or weighed. */
  readonly weighed?: boolean
}

const GLANCE = 50
const SEARCH = 200

/** Run a command to its end. */
export async function measure(
  [program = '', ...args]: readonly string[],
  {folder, weighed = false}: MeasureOptions
): Promise<Measured> {
  const start = performance.now()
  const child = spawn(program, args, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, NO_COLOR: '1'}})
  const [stdout, stderr]: [string[], string[]] = [[], []]
  createInterface(child.stdout).on('line', (line) => stdout.push(line))
  createInterface(child.stderr).on('line', (line) => stderr.push(line))
  const watched = watch(child.pid ?? 0, () => stderr.length, weighed)
  const ended = new Promise<number>((resolve) => child.once('exit', () => resolve(performance.now())))
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const seen = watched.stop()
  return {wall: ((await ended) - start) / 1000, status, stdout: stdout.join('\n'), stderr: stderr.join('\n'), ...seen}
}

// All processes are searched for new ones rarely, and those that are known looked at often.
function watch(root: number, lines: () => number, weighed: boolean): {stop(): Pick<Measured, 'cpu' | 'memory'>} {
  const known = new Map<string, Process>()
  const memory: MemorySample[] = []
  const note = (each: Process) => known.set(`${each.pid} ${each.started}`, each)
  const glance = () =>
    [...known.values()].forEach(({pid, started}) => {
      const now = processNow(pid)
      if (now?.started === started) note(now)
    })
  const search = () => {
    const found = processesBelow(root)
    found.forEach(note)
    if (weighed) memory.push({megabytes: megabytesOf(found.map(({pid}) => pid)), lines: lines()})
  }
  search()
  const timers = [setInterval(glance, GLANCE), setInterval(search, SEARCH)]
  return {
    stop() {
      timers.forEach(clearInterval)
      return {cpu: [...known.values()].reduce((sum, {seconds}) => sum + seconds, 0), memory}
    }
  }
}
