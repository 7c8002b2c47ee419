/** What a worker tells of its work -> counts of it. */
import type {Figures} from './metrics.ts'
import type {WorkEvent} from './work.ts'

/** Counts that grow with each event. */
export interface Tally {
  note(event: WorkEvent): void
  counts(): Counts
}

/** What can be counted by events alone. */
export type Counts = Pick<Figures, 'editions' | 'groups' | 'seconds' | 'away' | 'otherVersions'> & {readonly isReady: boolean}

/** A tally of nothing yet. */
export function createTally(): Tally {
  const editions = {made: 0, known: 0, failed: 0}
  const groups = {done: 0, failed: 0, returned: 0}
  let [milliseconds, away, otherVersions] = [0, 0, 0]
  let isReady = false

  return {
    note(event) {
      if (event.event === 'ready') isReady = true
      else if (event.event === 'group') groups[event.state]++
      else if (event.event === 'away') away++
      else if (event.event === 'other-version') otherVersions++
      else {
        editions[event.state]++
        milliseconds += event.ms
      }
    },
    counts: () => ({
      isReady,
      editions: {...editions},
      groups: {...groups},
      seconds: milliseconds / 1_000,
      away,
      otherVersions
    })
  }
}
