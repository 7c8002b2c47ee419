/**
 * Run a stage, or recall what it gave for the same input.
 *
 * 1. The key is the digest of the stage's name, its code and its whole input: whatever else a stage
 *    looked at would be a hidden input.
 * 2. An input holds digests of earlier outputs (see {@link Artifact}), so a stage that runs again and
 *    gives the same bytes stops the rebuild there.
 * 3. A stage gives named parts, each with a digest of its own: what needs one part is not woken by another.
 * 4. Messages are part of what a stage gave; they come again when it is recalled. Failures are not kept.
 */
import {inStage, type Message} from '../messages.ts'
import {digest, Reference, type Digest} from './hash.ts'
import type {Store, Trace} from './store.ts'

/** One pure step: the same input must always give the same parts. */
export interface Stage<Input, Parts extends object> {
  readonly name: string
  /** Digest of the code and tools behind `run`; a new one forgets old results. */
  readonly code: Digest
  run(input: Input, say: (message: Message) => void): Promise<Parts>
}

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
    this.#value ??= this.bytes().then((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Value)
    return this.#value
  }
}

export type Artifacts<Parts> = {readonly [Name in keyof Parts]: Artifact<NonNullable<Parts[Name]>>}

export interface Memo {
  <Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input): Promise<Artifacts<Parts>>
  /** Keep a value that no stage made, such as a file of the report. */
  keep<Value>(value: Value): Promise<Artifact<Value>>
  /**
   * Recall at once what many stages gave together, instead of asking each again. `input` must hold all that
   * they are given; the code behind them is the caller's to name.
   */
  whole<Parts extends object>(
    name: string,
    input: unknown,
    make: (memo: Memo) => Promise<Artifacts<Parts>>
  ): Promise<Artifacts<Parts>>
  /** The same memo, heard by one more: what is called through it is told to both. */
  heardBy(heard: Heard): Memo
}

/** Hears of every stage, run or recalled, with the messages it gave. */
export type Heard = (event: {readonly stage: string; readonly ran: boolean; readonly messages: readonly Message[]}) => void

export interface MemoOptions {
  readonly store: Store
  readonly heard: Heard
  /** Run recalled stages again and compare: purity is tested, not hoped for. */
  readonly verify?: boolean
}

export function createMemo({store, heard, verify = false}: MemoOptions): Memo {
  const running = new Map<Digest, Promise<Trace>>()
  return memoHeardBy(heard)

  function memoHeardBy(heard: Heard): Memo {
    async function memo<Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input): Promise<Artifacts<Parts>> {
      const key = keyOf(stage, input)
      // Callers at the same time share one run, and later ones what it gave, for the length of a build.
      const known = running.has(key) ? undefined : await recalled(key)
      const begun = running.get(key)
      const {parts, messages} = known ?? (await (begun ?? start(key, stage, input)))
      heard({stage: stage.name, ran: known === undefined && begun === undefined, messages})
      return artifactsOf(parts)
    }

    async function whole<Parts extends object>(
      name: string,
      input: unknown,
      make: (memo: Memo) => Promise<Artifacts<Parts>>
    ): Promise<Artifacts<Parts>> {
      const key = digest({whole: name, input})
      const known = await recalled(key)
      if (known !== undefined) {
        heard({stage: name, ran: false, messages: known.messages})
        return artifactsOf(known.parts)
      }
      const messages: Message[] = []
      const made = await make(
        memoHeardBy((event) => {
          event.messages.forEach((message) => messages.push(message))
          heard(event)
        })
      )
      const parts = Object.fromEntries(
        Object.entries(made as Readonly<Record<string, Artifact<unknown>>>).map(([part, artifact]) => [part, artifact.digest])
      )
      await keep(key, {stage: name, parts, messages})
      return made
    }

    return Object.assign(memo, {
      whole,
      keep: async <Value>(value: Value) => new Artifact<Value>(await store.put(value), store),
      heardBy: (other: Heard) => memoHeardBy((event) => (heard(event), other(event)))
    })
  }

  function artifactsOf<Parts extends object>(parts: Trace['parts']): Artifacts<Parts> {
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new Artifact(part, store)])) as Artifacts<Parts>
  }

  async function recalled(key: Digest): Promise<Trace | undefined> {
    return verify ? undefined : store.recall(key)
  }

  function start<Input, Parts extends object>(key: Digest, stage: Stage<Input, Parts>, input: Input): Promise<Trace> {
    const promise = run(key, stage, input)
    running.set(key, promise)
    promise.catch(() => running.delete(key))
    return promise
  }

  async function run<Input, Parts extends object>(key: Digest, stage: Stage<Input, Parts>, input: Input): Promise<Trace> {
    const messages: Message[] = []
    const made = await attempt(stage, input, (message) => messages.push(message))
    const parts: Record<string, Digest> = {}
    for (const [name, value] of Object.entries(made)) parts[name] = await store.put(value)
    const trace = {stage: stage.name, parts, messages}
    await keep(key, trace)
    return trace
  }

  async function keep(key: Digest, trace: Trace): Promise<void> {
    const known = verify ? await store.recall(key) : undefined
    if (known !== undefined) compare(known, trace)
    await store.record(key, trace)
  }
}

async function attempt<Input, Parts extends object>(
  stage: Stage<Input, Parts>,
  input: Input,
  say: (message: Message) => void
): Promise<Parts> {
  try {
    return await stage.run(input, say)
  } catch (error) {
    throw inStage(error, stage.name)
  }
}

function keyOf<Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input): Digest {
  return digest({stage: stage.name, code: stage.code, input})
}

function compare(known: Trace, {stage, parts, messages}: Trace): void {
  for (const part of new Set([...Object.keys(known.parts), ...Object.keys(parts)])) {
    if (known.parts[part] !== parts[part])
      throw new Error(`The stage ${stage} gave another ${part} for the same input: ${known.parts[part]}, now ${parts[part]}`)
  }
  const [before, now] = [known.messages, messages].map(textsOf)
  if (before !== now) throw new Error(`The stage ${stage} said something else for the same input: ${before}, now ${now}`)
}

// Stages of one edition run side by side: the order in which they speak says nothing.
function textsOf(messages: readonly Message[]): string {
  return messages
    .map((message) => JSON.stringify(message))
    .sort()
    .join('\n')
}
