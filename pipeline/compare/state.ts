/** What is published at some time: an output, or what a release has on file of one. */
import type {Selection} from '../types.ts'
import type {ToldEdition} from './passage.ts'

/** A file, by its digest. */
export interface StateFile {
  readonly format: string
  readonly sha256: string
  readonly pages?: number
}

/** An edition, its files, and what its page tells, or else the values of its PDF; nothing where there is neither. */
export interface StateEdition {
  readonly id: string
  readonly axes: Selection
  readonly files: readonly StateFile[]
  /** Not read where its page is the same on both sides. */
  readonly told?: ToldEdition
}

/** A state of a report. */
export interface State {
  readonly report: string
  /** ISO date. */
  readonly release: string
  /** Sorted by id. */
  readonly editions: readonly StateEdition[]
  /** Files that editions share, the catalogue among them, by path. */
  readonly shared: Readonly<Record<string, string>>
}
