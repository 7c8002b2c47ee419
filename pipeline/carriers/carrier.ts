/** What every carrier is given: how editions are made, and who hears of each. */
import type {Digest} from '../cache/hash.ts'
import type {buildEdition} from '../edition.ts'
import type {EditionResult} from '../run/results.ts'

/** How the editions of a run are made. */
export interface CarrierOptions {
  /** Builds an edition, or plans it. */
  readonly make: typeof buildEdition
  /** Digests by path of what is published already: an edition is the same where all its files are; none for a plan. */
  readonly published?: ReadonlyMap<string, Digest>
  /** Pages printed at a time. */
  readonly jobs: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: EditionProgress) => void
}

/** An edition is done. */
export interface EditionProgress {
  readonly edition: string
  readonly state: EditionResult['state']
  readonly done: number
  readonly total: number
}
