/**
 * The cache: what stages gave, and the content that they gave, by digest.
 *
 * - A trace whose content is gone counts as unknown: deleting blobs costs time, never correctness.
 * - Content that turns out to be lost ends what asked for it; it begins again with a store that is distrustful.
 * - A far backend, which many machines share, holds what is worth sending: whole editions, and what jobs name. All else that
 *   stages give stays near.
 */
import {MachineError} from '../messages.ts'
import {layer, type Backend, type Trace} from './backend.ts'
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
  /** Have content lie where other machines find it; nothing is to do where there is one store only. */
  send(name: Digest): Promise<void>
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

/** A store on a backend, and on one that is far where there is one. */
export function createStore(near: Backend, far?: Backend): Store {
  const all = far === undefined ? near : layer(near, far)
  const sent = new Map<Digest, Promise<void>>()
  let isLost = false

  function lose(): MachineError {
    isLost = true
    return new MachineError('The store lost what it held', 'Run the command again; it makes what is missing.')
  }

  async function bytesOf(name: Digest): Promise<Uint8Array> {
    const bytes = await all.blobs.get(name)
    if (bytes === undefined) throw lose()
    return bytes
  }

  async function isThere(name: Digest, {blobs}: Backend): Promise<boolean> {
    return (await blobs.size(name)) !== undefined
  }

  async function send(name: Digest): Promise<void> {
    if (far === undefined) return
    let sending = sent.get(name)
    if (sending === undefined) {
      sent.set(name, (sending = sendNow(name, far)))
      sending.catch(() => sent.delete(name))
    }
    await sending
  }

  async function sendNow(name: Digest, far: Backend): Promise<void> {
    if (!(await isThere(name, far))) await far.blobs.put(name, await bytesOf(name))
  }

  async function recallFrom(key: Digest, backend: Backend): Promise<Trace | undefined> {
    const trace = await backend.traces.get(key)
    for (const part of Object.values(trace?.parts ?? {})) if (!(await isThere(part, backend))) return undefined
    return trace
  }

  // What was made here before there was a far backend, or for another one, is shared now.
  async function recallShared(key: Digest): Promise<Trace | undefined> {
    const shared = await recallFrom(key, all)
    if (shared !== undefined) return shared
    const own = await recallFrom(key, near)
    if (own !== undefined) await record(key, own)
    return own
  }

  // Content goes before the trace that names it, so that nobody finds a trace and no content.
  async function record(key: Digest, trace: Trace): Promise<void> {
    if (far !== undefined && trace.calls !== undefined) {
      await Promise.all(Object.values(trace.parts).map(send))
      await far.traces.put(key, trace)
    }
    await near.traces.put(key, trace)
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
      const size = await all.blobs.size(name)
      if (size === undefined) throw lose()
      return size
    },
    recall: (key, isWhole = false) => (isWhole && far !== undefined ? recallShared(key) : recallFrom(key, near)),
    record,
    holds: (name) => isThere(name, all),
    send,
    hasLost: () => isLost
  }
}
