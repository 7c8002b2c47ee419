/** The processes that a process began, and those that these began: of a worker they are its browsers. */
import {readdir, readFile} from 'node:fs/promises'
import type {Processes} from './metrics.ts'

/** Bytes of a page of memory, on the systems that have `/proc` and that we print on. */
const PAGE = 4_096

/** Count them and add up what they hold; nothing where the system has no `/proc`. */
export async function descendantsOf(process: number): Promise<Processes | undefined> {
  const names = await readdir('/proc').catch(() => [])
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readStat))
  const children = Map.groupBy(
    all.filter((stat) => stat !== undefined),
    ({parent}) => parent
  )
  if (children.size === 0) return undefined
  const found = [...(children.get(process) ?? [])]
  // The list grows while it is gone through.
  for (const {id} of found) found.push(...(children.get(id) ?? []))
  return {count: found.length, bytes: found.reduce((sum, {bytes}) => sum + bytes, 0)}
}

interface Stat {
  readonly id: number
  readonly parent: number
  readonly bytes: number
}

// proc(5): behind the name, which may hold anything, come the state and the parent, and as 24th field the pages in memory.
async function readStat(name: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return {id: Number(name), parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE}
}
