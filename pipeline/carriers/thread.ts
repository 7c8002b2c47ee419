/** Editions made in a thread of its own, with pages of its own: where one thread would keep the browsers waiting. */
import {getCompileCacheDir} from 'node:module'
import type {Worker} from 'node:worker_threads'
import type {Hearing} from '../cache/memo.ts'
import type {Make, Making, Results} from '../edition.ts'
import type {EditionJob} from '../run/job.ts'
import type {Seat} from '../run/renderer.ts'
import type {Session} from '../run/session.ts'
import type {Digest} from '../cache/hash.ts'
import {beginThread, outOfMemory} from './begin.ts'
import {reviveFailure, type Failure} from './failure.ts'
import type {Packed} from './parcel.ts'

/** What the thread is given: the store, what prints, and how both are used. */
export interface Start {
  readonly store: string
  readonly use: Session['use']
  readonly seat: Seat
  /** Printed at a time. */
  readonly pages: number
  /** Charts will be drawn. */
  readonly draws: boolean
}

/** What the thread is told. */
export type Order = {readonly id: number; readonly job: Packed} | 'close'

/** What it says: of a job, or that the store is damaged. */
export type Reply = Done | 'damage'

/** What came of a job. */
export interface Done {
  readonly id: number
  readonly heard: readonly Hearing[]
  readonly parts?: Readonly<Record<keyof Results, Digest>>
  readonly failure?: Failure
  /** The store was asked for what it could not give. */
  readonly hasLost: boolean
  /** How often a browser failed since the last one. */
  readonly failures: number
}

/** A thread that makes editions. */
export interface Thread {
  readonly make: Make
  /** Begin it now: editions are on their way. */
  warm(): void
  /** How often its browsers failed. */
  failures(): number
  close(): Promise<void>
}

interface Waiting {
  readonly making: Making
  resolve(made: Awaited<ReturnType<Make>>): void
  reject(error: unknown): void
}

const MAKER = new URL('./maker.ts', import.meta.url)

/** What a thread works with. */
export interface ThreadSettings {
  readonly seat: Seat
  /** Charts will be drawn. */
  readonly draws: boolean
  /** Printed at a time. */
  readonly pages: number
  /** What packs its jobs: one for all threads, so that what is shared is packed once. */
  readonly pack: (job: EditionJob) => Promise<Packed>
}

/** Nothing is begun yet: the thread begins with its first edition, or when it is warmed. */
export function createThread(session: Session, {seat, draws, pages, pack}: ThreadSettings): Thread {
  const waiting = new Map<number, Waiting>()
  let ids = 0
  let failed = 0
  let begun: Worker | undefined
  let isClosed = false

  function worker(): Worker {
    return (begun ??= begin())
  }

  function begin(): Worker {
    const start: Start = {store: session.storeFolder, use: session.use, seat, pages, draws}
    const {worker, isFull} = beginThread(MAKER, getCompileCacheDir(), start)
    let error: unknown
    worker.on('message', (reply: Reply) => (reply === 'damage' ? session.onDamage() : end(reply)))
    worker.on('error', (reason) => (error = reason))
    worker.on('exit', () => {
      begun = undefined
      const reason = isFull() ? outOfMemory() : (error ?? new Error('A thread ended before its work was done'))
      for (const {reject} of waiting.values()) reject(reason)
      waiting.clear()
    })
    return worker
  }

  function end({id, heard, parts, failure, hasLost, failures}: Done): void {
    const {making, resolve, reject} = waiting.get(id)!
    waiting.delete(id)
    failed += failures
    if (hasLost) session.noteLost()
    for (const hearing of heard) making.memo.hear(hearing)
    if (parts === undefined) reject(failure && reviveFailure(failure))
    else resolve(making.memo.artifacts<Results>(parts))
  }

  return {
    async make(making) {
      const job = await pack(making.job)
      // What the job names must lie where the thread can read it.
      session.store.commit()
      const id = ids++
      return new Promise((resolve, reject) => {
        waiting.set(id, {making, resolve, reject})
        worker().postMessage({id, job} satisfies Order)
      })
    },
    warm: () => void (isClosed || worker()),
    failures: () => failed,
    async close() {
      isClosed = true
      if (begun === undefined) return
      const ended = new Promise((resolve) => begun!.once('exit', resolve))
      begun.postMessage('close' satisfies Order)
      await ended
    }
  }
}
