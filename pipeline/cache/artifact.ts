/** A value that lies in the store. */
import {Reference, type Digest} from './hash.ts'
import type {Store} from './store.ts'

/** A value in the store: its digest at once, its content when asked for. An input that holds one is hashed by its digest alone. */
export class Artifact<Value> extends Reference {
  readonly #store: Store
  #value: Promise<Value> | undefined

  constructor(digest: Digest, store: Store) {
    super(digest)
    this.#store = store
  }

  bytes(): Promise<Uint8Array> {
    return this.#store.bytes(this.digest)
  }

  /** Bytes of the content. */
  size(): Promise<number> {
    return this.#store.size(this.digest)
  }

  /** The content, read once; callers share it and must not change it. */
  value(): Promise<Value> {
    if (this.#value === undefined) {
      this.#value = this.bytes().then((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Value)
      // What is lost now may be there again.
      this.#value.catch(() => (this.#value = undefined))
    }
    return this.#value
  }
}

/** Artifacts of a store: one for each content, as long as anybody holds it, so that its value is read once however often it is recalled. */
export function createArtifacts(store: Store): (digest: Digest) => Artifact<unknown> {
  const held = new Map<Digest, WeakRef<Artifact<unknown>>>()
  const forget = new FinalizationRegistry<Digest>((digest) => {
    if (held.get(digest)?.deref() === undefined) held.delete(digest)
  })
  return (digest) => {
    const known = held.get(digest)?.deref()
    if (known !== undefined) return known
    const made = new Artifact<unknown>(digest, store)
    held.set(digest, new WeakRef(made))
    forget.register(made, digest)
    return made
  }
}
