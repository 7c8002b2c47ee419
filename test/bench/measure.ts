/** A command -> its wall time, the processor time of all its processes, and, where asked for, their memory over time. */
import {spawn} from 'node:child_process'
import {createInterface} from 'node:readline'
import {availableParallelism} from 'node:os'
import {memoryOf, processesBelow, processNow, secondsOfMachine, type Memory, type Process} from './processes.ts'

export interface Measured {
  /** Seconds from start to end. */
  readonly wall: number
  /** User and system seconds of the process and all it started. What a process did in its last 50 ms is not seen. */
  readonly cpu: number
  /** The part of all cores that others had meanwhile, from 0 to 1: they slow a run down by what no median takes out. */
  readonly others: number
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Empty unless asked for. */
  readonly memory: readonly MemorySample[]
  /** Processes that it started and that are still there. */
  left(): readonly Process[]
}

export interface MemorySample {
  readonly megabytes: number
  /** The same by what each process does. */
  readonly parts: Memory
  /** Editions that stderr has told of so far: a line each, before those of messages. */
  readonly lines: number
}

export interface MeasureOptions {
  readonly folder: string
  /** Reading the memory map of a browser takes milliseconds, so that a run is either timed or weighed. */
  readonly weighed?: boolean
  /** Besides the environment of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Told of the process once it is started; what it gives is called at the end. */
  readonly meanwhile?: (pid: number) => () => void
}

const GLANCE = 50
const SEARCH = 200

/** Run a command to its end. */
export async function measure(
  [program = '', ...args]: readonly string[],
  {folder, weighed = false, env = {}, meanwhile = () => () => {}}: MeasureOptions
): Promise<Measured> {
  const [start, own, all] = [performance.now(), process.cpuUsage(), secondsOfMachine()]
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, NO_COLOR: '1', ...env}
  })
  const [stdout, stderr]: [string[], string[]] = [[], []]
  createInterface(child.stdout).on('line', (line) => stdout.push(line))
  createInterface(child.stderr).on('line', (line) => stderr.push(line))
  const editions = () => stderr.filter((line) => /^\s*\d+\/\d+ /.test(line)).length
  const watched = watch(child.pid ?? 0, {lines: editions, weighed})
  const end = meanwhile(child.pid ?? 0)
  const ended = new Promise<number>((resolve) => child.once('exit', () => resolve(performance.now())))
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  end()
  watched.stop()
  const seen = {cpu: watched.cpu(), memory: watched.memory, left: watched.left}
  const wall = ((await ended) - start) / 1000
  const {user, system} = process.cpuUsage(own)
  const others = secondsOfMachine() - all - (user + system) / 1e6 - seen.cpu
  return {
    wall,
    others: Math.max(0, others) / (wall * availableParallelism()),
    status,
    stdout: stdout.join('\n'),
    stderr: stderr.join('\n'),
    ...seen
  }
}

export interface Watched {
  /** Seconds so far of the process and of all that it started, those that have ended too. */
  cpu(): number
  /** Empty unless asked for. */
  readonly memory: readonly MemorySample[]
  /** Those of them that are still there, but for the process itself. */
  left(): readonly Process[]
  stop(): void
}

/** Watch a process and all below it. They are searched for new ones rarely, and those that are known looked at often. */
export function watch(root: number, {lines = () => 0, weighed = false}: {lines?: () => number; weighed?: boolean} = {}): Watched {
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
    if (!weighed) return
    const parts = memoryOf(found.map(({pid}) => pid))
    memory.push({megabytes: Object.values(parts).reduce((sum, each) => sum + each, 0), parts, lines: lines()})
  }
  search()
  const timers = [setInterval(glance, GLANCE), setInterval(search, SEARCH)]
  return {
    memory,
    cpu() {
      glance()
      return [...known.values()].reduce((sum, {seconds}) => sum + seconds, 0)
    },
    left: () => [...known.values()].filter(({pid, started}) => pid !== root && processNow(pid)?.started === started),
    stop: () => timers.forEach(clearInterval)
  }
}
