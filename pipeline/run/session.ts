/** What a command holds open while it runs: the store, the memo on it, and a count of what the stages did. */
import {join, resolve} from 'node:path'
import {programDigest} from '../cache/code.ts'
import type {Digest} from '../cache/hash.ts'
import {createMemo, type Memo} from '../cache/memo.ts'
import {openStore, type Store} from '../cache/store.ts'
import type {World} from '../world.ts'

export interface Session {
  readonly world: World
  readonly store: Store
  readonly storeFolder: string
  readonly memo: Memo
  /** Digest of the program, shared by all stages but `print`. */
  readonly code: Digest
  readonly counts: StageCounts
  /** Settles when the first stage runs that could not be recalled: something is new. */
  readonly firstRun: Promise<void>
  /** Commit what was done and let go of the store. */
  close(): Promise<void>
}

/** By name of the stage. */
export type StageCounts = Record<string, {ran: number; recalled: number}>

export interface SessionOptions {
  /** Folder of the store; `output/.store` when left out. */
  readonly store?: string
  /** Run recalled stages again and compare. */
  readonly verify?: boolean
}

export async function openSession(world: World, {store: folder, verify}: SessionOptions): Promise<Session> {
  const storeFolder = resolve(world.folder, folder ?? world.env['OCTAVO_STORE'] ?? join('output', '.store'))
  const store = openStore(storeFolder)
  const counts: StageCounts = {}
  const {promise: firstRun, resolve: hasRun} = Promise.withResolvers<void>()
  const memo = createMemo({
    store,
    verify,
    heard: ({stage, ran}) => {
      counts[stage] ??= {ran: 0, recalled: 0}
      counts[stage][ran ? 'ran' : 'recalled']++
      if (ran) hasRun()
    }
  })
  return {world, store, storeFolder, memo, code: await programDigest(), counts, firstRun, close: () => store.close()}
}
