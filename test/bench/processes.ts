/** Linux's /proc -> the processes below one process, their processor time and their memory. */
import {readdirSync, readFileSync} from 'node:fs'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** Tells a process from a later one with the same number. */
  readonly started: string
  /** As in `R` or `Z`: proc(5). */
  readonly state: string
  /** User and system time of its own, in seconds. */
  readonly seconds: number
}

/** Clock ticks a second in /proc: fixed by Linux for programs, whatever the kernel was built with. */
const TICKS = 100

/** A process as it is now; `undefined` once it is gone. */
export function processNow(pid: number): Process | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The name in brackets may hold anything, so fields are counted after it; the state is the third of proc(5).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => fields[number - 3] ?? ''
  return {
    pid,
    parent: Number(field(4)),
    started: field(22),
    state: field(3),
    seconds: (Number(field(14)) + Number(field(15))) / TICKS
  }
}

/** A process and all that it started, directly or not. */
export function processesBelow(root: number): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processNow(Number(name)) ?? [])
  const found = all.filter(({pid}) => pid === root)
  // The list grows while it is walked, until nobody in it has children left.
  for (const {pid} of found) found.push(...all.filter(({parent}) => parent === pid))
  return found
}

/** Seconds that all cores have worked since the machine started, for whomever. */
export function secondsOfMachine(): number {
  const [, user, nice, system, , , irq, softIrq, steal] = (readOrNothing('/proc/stat') ?? '').split(/\s+/).map(Number)
  return [user, nice, system, irq, softIrq, steal].reduce<number>((sum, each) => sum + (each ?? 0), 0) / TICKS
}

/** Memory in MB by what a process does, such as `node` or `renderer`. */
export type Memory = Readonly<Record<string, number>>

/** Proportional set size: memory that processes share is counted once, in parts. */
export function memoryOf(pids: readonly number[]): Memory {
  const memory: Record<string, number> = {}
  for (const pid of pids) {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0
    const role = roleOf(pid)
    memory[role] = (memory[role] ?? 0) + Number(pss) / 1000
  }
  return memory
}

/** What a process does. Chromium's helpers tell their kind; the one that started them is the `browser`. */
export function roleOf(pid: number): string {
  const commandLine = readOrNothing(`/proc/${pid}/cmdline`) ?? ''
  const [program = ''] = commandLine.split('\0')
  if (program.endsWith('node')) return 'node'
  return /--type=([\w-]+)/.exec(commandLine)?.[1] ?? 'browser'
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
