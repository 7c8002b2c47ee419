/** Two sides -> what changed from one to the other. */
import {digest} from '../cache/hash.ts'
import {compareStates, type Compared} from '../compare/compare.ts'
import type {Only} from './open.ts'
import {editionsOf, stateOf, type Side, type SideEdition} from './sides.ts'

/** What is compared. */
export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** Compare two sides; `only` has the wanted values of each axis that is narrowed. */
export async function diffSides({before, after}: Sides, only: Only): Promise<Compared> {
  const now = new Set(editionsOf(after).map(digestOf))
  const known = new Set(
    editionsOf(before)
      .map(digestOf)
      .filter((each) => now.has(each))
  )
  const options = {
    isWanted: ({axes}: SideEdition) => Object.entries(only).every(([name, ids]) => ids.includes(axes[name] ?? '')),
    isKnown: (edition: SideEdition) => known.has(digestOf(edition))
  }
  return compareStates(await stateOf(before, options), await stateOf(after, options))
}

function digestOf({id, files}: SideEdition): string {
  return digest([id, ...files.map(({sha256}) => sha256)])
}
