/** Remarks on the queries of a run: they are asked of the database query by query, and whoever waits for a page may come first. */
import type {Message} from '../messages.ts'
import {distinct, type Asked} from './data.ts'
import type {Prepared} from './prepare.ts'

/** What is known of the queries so far. */
export interface Remarking {
  /** Nothing before all is known. */
  known(): readonly Message[]
  /** Look at query after query, and stop where `isNeeded` says that something else is to be done. Tells whether all is known. */
  settle(isNeeded?: () => boolean): Promise<boolean>
}

/** Nothing is looked at before `settle`. */
export function createRemarking({asked, tested}: Pick<Prepared, 'asked' | 'tested'>): Remarking {
  let known: readonly Message[] = []
  return {
    known: () => known,
    async settle(isNeeded = () => false) {
      const found: Message[] = []
      for (const each of [...asked.values(), ...tested] as readonly Asked[]) {
        if (isNeeded()) return false
        found.push(...(await each.remarks()))
      }
      known = distinct(found)
      return true
    }
  }
}
