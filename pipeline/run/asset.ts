/** A file that editions share, and which of them a page loads. */
import type {Artifact} from '../cache/memo.ts'

/** A file that editions share. */
export interface Asset {
  /** Relative to the output folder. */
  readonly path: string
  readonly content: Artifact<Uint8Array>
}

/** Paths of what a screen page loads; `fonts` is empty where a report has no pages for the screen. */
export interface PageAssets {
  readonly style: string
  readonly script: string
  readonly fonts: string
}
