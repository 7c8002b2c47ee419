/** Two outputs -> what changed from one to the other. */
import {compareStates, type Compared} from '../compare/compare.ts'
import {digest} from '../cache/hash.ts'
import type {ManifestEdition} from '../stages/publish/index.ts'
import type {Only} from './open.ts'
import {readState, type PublishedOutput} from './states.ts'

/** What is compared. */
export interface DiffOptions {
  readonly before: PublishedOutput
  readonly after: PublishedOutput
  /** The wanted values of each axis that is narrowed. */
  readonly only: Only
}

/** Compare two outputs. */
export async function diffOutputs({before, after, only}: DiffOptions): Promise<Compared> {
  const now = new Set(digestsOf(after))
  const known = new Set(digestsOf(before).filter((each) => now.has(each)))
  const options = {
    isWanted: ({axes}: ManifestEdition) => Object.entries(only).every(([name, ids]) => ids.includes(axes[name] ?? '')),
    isKnown: (edition: ManifestEdition) => known.has(digestOf(edition))
  }
  return compareStates(await readState(before, options), await readState(after, options))
}

function digestsOf({manifest}: PublishedOutput): readonly string[] {
  return manifest.editions.map(digestOf)
}

function digestOf({id, files}: ManifestEdition): string {
  return digest([id, ...files.map(({sha256}) => sha256)])
}
