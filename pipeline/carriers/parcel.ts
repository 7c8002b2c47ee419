/**
 * A job as plain JSON of a few digests, to be revived by whoever has the store. What many jobs hold, such as templates, words
 * and styles, lies in the store once; the revived job has the same digest as the one that was packed.
 */
import {isShared, share, type Digest} from '../cache/hash.ts'
import {Artifact, type Memo} from '../cache/memo.ts'

/** JSON, in which `{artifact}` and `{shared}` stand for what lies in the store, and `{plain}` for a map that has such a key itself. */
export type Packed = null | string | number | boolean | readonly Packed[] | {readonly [key: string]: Packed | undefined}

const MARKS = ['artifact', 'shared', 'plain']

/** Packs jobs; what they share is stored once. `names` is given whatever is needed to revive a value. */
export function createPacker(memo: Memo): (value: unknown, names?: Set<Digest>) => Promise<Packed> {
  const stored = new WeakMap<object, Promise<Stored>>()

  async function pack(value: unknown, names = new Set<Digest>()): Promise<Packed> {
    if (typeof value !== 'object' || value === null) return value as Packed
    if (value instanceof Artifact) {
      names.add(value.digest)
      return {artifact: value.digest}
    }
    if (!isShared(value)) return packParts(value, names)
    let storing = stored.get(value)
    if (storing === undefined) stored.set(value, (storing = keepShared(value)))
    const {digest, names: inner} = await storing
    for (const name of inner) names.add(name)
    return {shared: digest}
  }

  async function keepShared(value: object): Promise<Stored> {
    const names = new Set<Digest>()
    const {digest} = await memo.keep(await packParts(value, names))
    return {digest, names: names.add(digest)}
  }

  async function packParts(value: object, names: Set<Digest>): Promise<Packed> {
    if (Array.isArray(value)) return Promise.all(value.map((item) => pack(item, names)))
    const packed = await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await pack(item, names)] as const))
    const map = Object.fromEntries(packed.filter(([, item]) => item !== undefined))
    return MARKS.some((mark) => Object.hasOwn(map, mark)) ? {plain: map} : map
  }

  return pack
}

interface Stored {
  readonly digest: Digest
  readonly names: ReadonlySet<Digest>
}

/** Revives what was packed; what is shared is read once, as long as something holds it. */
export function createReviver(memo: Memo): (packed: Packed) => Promise<unknown> {
  const shared = new Map<Digest, Promise<unknown>>()
  const artifacts = new Map<Digest, WeakRef<Artifact<unknown>>>()

  async function revive(packed: Packed): Promise<unknown> {
    if (typeof packed !== 'object' || packed === null) return packed
    if (isList(packed)) return Promise.all(packed.map(revive))
    if (typeof packed['artifact'] === 'string') return artifactOf(packed['artifact'])
    if (typeof packed['shared'] === 'string') return sharedOf(packed['shared'])
    const items = Object.entries((packed['plain'] as typeof packed | undefined) ?? packed)
    return Object.fromEntries(await Promise.all(items.map(async ([key, item]) => [key, await revive(item!)] as const)))
  }

  function sharedOf(digest: Digest): Promise<unknown> {
    let value = shared.get(digest)
    if (value === undefined) {
      shared.set(digest, (value = read(digest)))
      value.catch(() => shared.delete(digest))
    }
    return value
  }

  async function read(digest: Digest): Promise<unknown> {
    return share((await revive((await artifactOf(digest).value()) as Packed)) as object)
  }

  // Two jobs that read the same content read it once.
  function artifactOf(digest: Digest): Artifact<unknown> {
    const known = artifacts.get(digest)?.deref()
    if (known !== undefined) return known
    const {artifact} = memo.artifacts<{artifact: unknown}>({artifact: digest})
    artifacts.set(digest, new WeakRef(artifact))
    return artifact
  }

  return revive
}

function isList(packed: Packed): packed is readonly Packed[] {
  return Array.isArray(packed)
}
