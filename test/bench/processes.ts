/** Linux's /proc -> the processes below one process, their processor time and their memory. */
import {readdirSync, readFileSync} from 'node:fs'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** Tells a process from a later one with the same number. */
  readonly started: string
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
  return {pid, parent: Number(field(4)), started: field(22), seconds: (Number(field(14)) + Number(field(15))) / TICKS}
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

/** User and system time of a process and of all that live below it, in seconds. */
export function secondsBelow(root: number): number {
  return processesBelow(root).reduce((sum, {seconds}) => sum + seconds, 0)
}

/** Proportional set size in MB: memory that processes share is counted once, in parts. */
export function megabytesOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0)
  )
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1000
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
