/** Figures of a worker, all there are. */
import type {Figures} from '../../pipeline/carriers/metrics.ts'

export const FIGURES: Figures = {
  isReady: true,
  editions: {made: 3, known: 2, failed: 1},
  groups: {done: 2, failed: 0, returned: 1},
  seconds: 4.25,
  away: 1,
  otherVersions: 0,
  failures: 4,
  stages: {print: {ran: 3, recalled: 0}, 'a "b"\\\n': {ran: 0, recalled: 7}},
  queue: {name: 'octavo-1', jobs: {waiting: 5, active: 2}},
  memory: 200_000_000,
  browsers: {count: 8, bytes: 400_000_000}
}
