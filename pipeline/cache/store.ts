/**
 * The cache: what stages gave, and the content that they gave, by digest.
 *
 * - A trace whose content is gone counts as unknown: deleting blobs costs time, never correctness.
 * - Content that turns out to be lost ends what asked for it; it begins again with a store that is distrustful.
 * - A far backend, which many machines share, holds what is worth sending: whole editions, and what jobs name, in crates. All else
 *   that stages give stays near. What lies near is not asked for far away.
 */
import {MachineError} from '../messages.ts'
import type {Backend, Trace} from './backend.ts'
import {packCrate, unpackCrate} from './crate.ts'
import {openFolder, type Folder, type Trust} from './folder.ts'
import {digestOfBytes, toBytes, type Digest} from './hash.ts'
import {openFar} from './s3.ts'

export type {Trace} from './backend.ts'

/** Kept content, by digest. */
export interface Store {
  put(value: unknown): Promise<Digest>
  bytes(name: Digest): Promise<Uint8Array>
  /** Bytes of the content. */
  size(name: Digest): Promise<number>
  /** What is known by a key; by that of a whole, what was made elsewhere too. */
  recall(key: Digest, isWhole?: boolean): Promise<Trace | undefined>
  record(key: Digest, trace: Trace): Promise<void>
  /** Whether some content lies here. */
  holds(name: Digest): Promise<boolean>
  /** Have contents lie where other machines find them, as one crate; gives its name. */
  send(names: readonly Digest[]): Promise<Digest>
  /** Have what is in a crate lie here. */
  receive(crate: Digest): Promise<void>
  /** Whether content was asked for that is damaged or gone: what was made of it is worth nothing. */
  hasLost(): boolean
}

/** A store on a disk. */
export type DiskStore = Store & Omit<Folder, keyof Backend>

/** Who is told of damage, and where else content lies. */
export interface StoreOptions extends Partial<Trust> {
  /** Address of a backend that other machines share, as `s3://bucket/prefix`. */
  readonly far?: string | undefined
}

/** Open a store in a folder, made where there is none. Throws what the file system says. */
export function openStore(root: string, {onDamage = () => {}, isDistrustful = false, far}: StoreOptions = {}): DiskStore {
  const {blobs, traces, ...folder} = openFolder(root, {onDamage, isDistrustful})
  const near = {blobs, traces}
  return {...createStore(near, far === undefined ? undefined : openFar(far, {onDamage, isDistrustful})), ...folder}
}

/** A store on a backend, and on one that is far where there is one: from there content comes in crates, and lies near from then on. */
export function createStore(near: Backend, far?: Backend): Store {
  let isLost = false

  function lose(): MachineError {
    isLost = true
    return new MachineError('The store lost what it held', 'Run the command again; it makes what is missing.')
  }

  async function bytesOf(name: Digest): Promise<Uint8Array> {
    const bytes = await near.blobs.get(name)
    if (bytes === undefined) throw lose()
    return bytes
  }

  async function holds(name: Digest): Promise<boolean> {
    return (await near.blobs.size(name)) !== undefined
  }

  async function send(names: readonly Digest[]): Promise<Digest> {
    const crate = packCrate(await Promise.all(names.map(bytesOf)))
    const name = digestOfBytes(crate)
    await far?.blobs.put(name, crate)
    return name
  }

  async function unload(crate: Digest): Promise<boolean> {
    const bytes = await far?.blobs.get(crate)
    if (bytes === undefined) return false
    await Promise.all(unpackCrate(bytes).map(([name, content]) => near.blobs.put(name, content)))
    return true
  }

  async function recallNear(key: Digest): Promise<Trace | undefined> {
    const trace = await near.traces.get(key)
    for (const part of Object.values(trace?.parts ?? {})) if (!(await holds(part))) return undefined
    return trace
  }

  async function recallFar(key: Digest): Promise<Trace | undefined> {
    const trace = await far?.traces.get(key)
    if (trace?.crate === undefined || !(await unload(trace.crate))) return undefined
    await near.traces.put(key, trace)
    return recallNear(key)
  }

  // Content goes before the trace that names it, so that nobody finds a trace and no content.
  async function share(key: Digest, trace: Trace): Promise<Trace> {
    const shared = {...trace, crate: await send(Object.values(trace.parts))}
    await far?.traces.put(key, shared)
    return shared
  }

  // What was made here before there was a far backend is shared now.
  async function recallShared(key: Digest): Promise<Trace | undefined> {
    const own = await recallNear(key)
    if (own === undefined) return recallFar(key)
    if (own.crate === undefined) await near.traces.put(key, await share(key, own))
    return own
  }

  return {
    async put(value) {
      const bytes = toBytes(value)
      const name = digestOfBytes(bytes)
      await near.blobs.put(name, bytes)
      return name
    },
    bytes: bytesOf,
    async size(name) {
      const size = await near.blobs.size(name)
      if (size === undefined) throw lose()
      return size
    },
    recall: (key, isWhole = false) => (isWhole && far !== undefined ? recallShared(key) : recallNear(key)),
    async record(key, trace) {
      const isShared = far !== undefined && trace.calls !== undefined
      await near.traces.put(key, isShared ? await share(key, trace) : trace)
    },
    holds,
    send,
    async receive(crate) {
      if (!(await unload(crate))) throw lose()
    },
    hasLost: () => isLost
  }
}
