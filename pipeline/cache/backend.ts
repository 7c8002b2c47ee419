/**
 * What keeps content and traces: two small interfaces, with the same promises wherever they lie (a folder, an S3
 * bucket). Content that comes out is what went in: it is held to its name, and what is not that is not there.
 */
import type {Message} from '../messages.ts'
import type {Digest} from './hash.ts'

/** Kept content, by its digest. */
export interface Blobs {
  /** Keep content under its name; what is there already stays. */
  put(name: Digest, bytes: Uint8Array): Promise<void>
  /** The content; nothing where there is none, or none that is whole. */
  get(name: Digest): Promise<Uint8Array | undefined>
  /** Bytes of the content; nothing where there is none. */
  size(name: Digest): Promise<number | undefined>
}

/** What stages gave, by the digest of what they were given. */
export interface Traces {
  /** A trace lies here before the promise settles, or soon after where the backend commits in groups. */
  put(key: Digest, trace: Trace): Promise<void>
  get(key: Digest): Promise<Trace | undefined>
}

/** A place that keeps both. */
export interface Backend {
  readonly blobs: Blobs
  readonly traces: Traces
}

/** What one run of a stage gave, of what, and how long that took. */
export interface Trace {
  readonly stage: string
  /** What it was about, in the author's words: an edition, a file, a query. */
  readonly subject: string
  /** Digests of what it was given, by field: two traces of one subject tell which of them changed. */
  readonly inputs: Readonly<Record<string, Digest>>
  /** Keys of the traces that were asked for on the way, for one that stands for many. */
  readonly calls?: readonly Digest[]
  /** Milliseconds. */
  readonly ms: number
  readonly parts: Readonly<Record<string, Digest>>
  /** The content that holds all parts, where they lie far away. */
  readonly crate?: Digest
  readonly messages: readonly Message[]
}
