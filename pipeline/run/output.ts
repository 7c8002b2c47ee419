/** The output folder of a run: where it is, how its files are known, and whose it is at the moment. */
import {join} from 'node:path'
import {lock} from '../cache/lock.ts'
import {PRIVATE} from '../schema/output-path.ts'
import type {Place} from '../stages/publish/index.ts'
import type {Session} from './session.ts'

/** Which folder, and who is told of waiting for it. */
export interface OutputOptions {
  readonly out: string
  readonly signal: AbortSignal
  readonly onWait: (holder: string) => void
}

/** A folder that belongs to this run until it is released. */
export interface OwnedOutput {
  readonly place: Place
  release(): Promise<void>
}

/** Make the folder this run's own; waits while it is another's. Throws what the file system says, or the signal's reason. */
export async function ownOutput({out, signal, onWait}: OutputOptions, session: Session): Promise<OwnedOutput> {
  const path = join(out, PRIVATE, 'lock')
  const {release} = await lock({path, holder: `process ${session.world.processId}`, signal, onWait})
  return {place: placeOf(out, session), release}
}

/** The folder, to be looked at. */
export function placeOf(folder: string, {world, store}: Session): Place {
  return {folder, files: world.files, digestOf: store.fileDigest}
}
