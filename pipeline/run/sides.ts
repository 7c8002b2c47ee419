/** One side of a comparison: an output, or a release on file. */
import {Artifact} from '../cache/memo.ts'
import type {Release} from '../compare/release.ts'
import type {State, StateFile} from '../compare/state.ts'
import type {Selection} from '../types.ts'
import {join} from 'node:path'
import {unlessMissing} from '../world.ts'
import type {Session} from './session.ts'
import {readState, type PublishedOutput} from './states.ts'

/** One side of a comparison. */
export type Side = {readonly output: PublishedOutput} | {readonly release: Release}

/** What is known of an edition before its page is read. */
export interface SideEdition {
  readonly id: string
  readonly axes: Selection
  readonly files: readonly Pick<StateFile, 'format' | 'sha256'>[]
}

/** Which editions of a side are read, and which of those need no reading. */
export interface SideOptions {
  readonly isWanted: (edition: SideEdition) => boolean
  readonly isKnown: (edition: SideEdition) => boolean
}

/** The editions of a side. */
export function editionsOf(side: Side): readonly SideEdition[] {
  return 'output' in side ? side.output.manifest.editions.filter(({files}) => files.length > 0) : side.release.editions
}

/** The day of its release. */
export function releaseOf(side: Side): string {
  return 'output' in side ? side.output.manifest.release : side.release.release
}

/** Read the state that it shows. */
export async function stateOf(side: Side, options: SideOptions): Promise<State> {
  if ('output' in side) return readState(side.output, options)
  const {report, release, editions, shared} = side.release
  return {report, release, editions: editions.filter(options.isWanted), shared}
}

/** The PDF of an edition; of a release that is on file, as far as the store still holds it. */
export async function pdfOf(id: string, side: Side, {store}: Pick<Session, 'store'>): Promise<Uint8Array | undefined> {
  if ('output' in side) {
    const {manifest, folder, files} = side.output
    const path = manifest.editions.find((edition) => edition.id === id)?.files.find(({format}) => format === 'pdf')?.path
    return path === undefined ? undefined : unlessMissing(files.read(join(folder, path)))
  }
  const digest = side.release.editions.find((edition) => edition.id === id)?.files.find(({format}) => format === 'pdf')?.sha256
  return digest !== undefined && (await store.holds(digest)) ? new Artifact<Uint8Array>(digest, store).bytes() : undefined
}
