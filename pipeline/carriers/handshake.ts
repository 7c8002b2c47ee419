/**
 * What must be alike for two machines to give the same bytes: the code with Node and its libraries, the browser, the fonts; and
 * the bucket in which they find each other's work. Who differs never sees the other's jobs: the name of a queue is its digest.
 */
import {digest, type Digest} from '../cache/hash.ts'
import {readS3Address} from '../cache/s3-address.ts'
import type {Renderer} from '../run/renderer.ts'

/** Digests of what makes the bytes, and where they are kept. */
export interface Handshake {
  readonly code: Digest
  readonly browser: Digest
  readonly fonts: Digest
  /** Bucket and prefix; the way there may be another from each machine. */
  readonly store: string
}

const NAMES: Readonly<Record<keyof Handshake, string>> = {
  code: 'another version of Octavo, Node or the system',
  browser: 'another browser',
  fonts: 'other fonts',
  store: 'another store'
}

/** The handshake of what renders here, with its store at an address. */
export function handshakeOf({browser, fonts, stages}: Pick<Renderer, 'browser' | 'fonts' | 'stages'>, far: string): Handshake {
  const {bucket, prefix} = readS3Address(far)
  return {code: stages.code, browser, fonts, store: `${bucket}/${prefix}`}
}

/** Name of the queue on which those meet who shake hands. */
export function queueName(handshake: Handshake): string {
  return `octavo-${digest(handshake).slice(0, 16)}`
}

/** In what another differs, in words; nothing where it is alike. */
export function differences(own: Handshake, other: Handshake): string {
  const parts = Object.keys(NAMES) as (keyof Handshake)[]
  return parts
    .filter((part) => own[part] !== other[part])
    .map((part) => NAMES[part])
    .join(', ')
}
