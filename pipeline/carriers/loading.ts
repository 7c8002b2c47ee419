/**
 * Jobs loaded for a journey, and unloaded at its end. Each content travels once, in the crate of the first group that needs it;
 * groups that need it later name that crate too.
 */
import type {Digest} from '../cache/hash.ts'
import type {Store} from '../cache/store.ts'
import type {EditionJob} from '../run/job.ts'
import type {Consignment, Parcel} from './consignment.ts'
import type {createPacker} from './parcel.ts'

/** Load the jobs of a group. */
export type Load = (
  jobs: readonly {readonly edition: string; readonly job: EditionJob}[]
) => Promise<Pick<Consignment, 'parcel' | 'crates'>>

/** Loads groups into a store that is shared. */
export function createLoader(pack: ReturnType<typeof createPacker>, store: Pick<Store, 'put' | 'send'>): Load {
  const crates = new Map<Digest, Promise<Digest>>()

  return async (jobs) => {
    const names = new Set<Digest>()
    const parcel: Parcel = await Promise.all(jobs.map(async ({edition, job}) => ({edition, job: await pack(job, names)})))
    const name = await store.put(parcel)
    const fresh = [...names].filter((name) => !crates.has(name))
    const own = store.send([name, ...fresh])
    for (const name of fresh) crates.set(name, own)
    const others = await Promise.all([...names].map((name) => crates.get(name)!))
    return {parcel: name, crates: [...new Set([await own, ...others])]}
  }
}

/** Crates after which nothing is remembered any more of which ones came: a worker has no end. */
const MANY = 1_000

/** Unloads groups: what came with an earlier one is not asked for again, unless `anew`. */
export function createUnloader({receive}: Pick<Store, 'receive'>): (crates: readonly Digest[], anew: boolean) => Promise<void> {
  const received = new Map<Digest, Promise<void>>()

  return async (crates, anew) => {
    if (anew || received.size > MANY) received.clear()
    for (const crate of crates.filter((crate) => !received.has(crate))) {
      const receiving = receive(crate)
      received.set(crate, receiving)
      receiving.catch(() => received.delete(crate))
    }
    await Promise.all(crates.map((crate) => received.get(crate)))
  }
}
