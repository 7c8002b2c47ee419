/** The output of a run, a folder or a place in a bucket: where it is, how its files are known, and whose it is at the moment. */
import {join} from 'node:path'
import {lock} from '../cache/lock.ts'
import {isS3Address} from '../cache/s3-address.ts'
import {PRIVATE} from '../schema/output-path.ts'
import type {Place} from '../stages/publish/index.ts'
import {openBucketFiles} from './bucket-files.ts'
import type {Session} from './session.ts'

/** Which folder, and who is told of waiting for it. */
export interface OutputOptions {
  /** A folder, or the address of a place in a bucket. */
  readonly out: string
  readonly signal: AbortSignal
  readonly onWait: (holder: string) => void
}

/** A folder that belongs to this run until it is released. */
export interface OwnedOutput {
  readonly place: Place
  release(): Promise<void>
}

/**
 * Make the folder this run's own; waits while it is another's. Throws what the file system says, or the signal's reason.
 * A bucket has no lock: that one publisher is at work there at a time is whoever begins it to see to.
 */
export async function ownOutput({out, signal, onWait}: OutputOptions, session: Session): Promise<OwnedOutput> {
  if (isS3Address(out)) return {place: placeOf(out, session), release: async () => {}}
  const path = join(out, PRIVATE, 'lock')
  const {release} = await lock({path, holder: `process ${session.world.processId}`, signal, onWait})
  return {place: placeOf(out, session), release}
}

/** The folder or the bucket, to be looked at. */
export function placeOf(out: string, {world, store}: Session): Place {
  if (!isS3Address(out)) return {folder: out, files: world.files, mover: world.files, digestOf: store.fileDigest}
  const {digestOf, ...files} = openBucketFiles(out)
  return {folder: '', files, digestOf}
}
