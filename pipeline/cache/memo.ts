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
import {createArtifacts, type Artifact} from './artifact.ts'
import {digest, type Digest} from './hash.ts'
import type {Store, Trace} from './store.ts'

export {Artifact} from './artifact.ts'

/** One pure step: the same input must always give the same parts. */
export interface Stage<Input, Parts extends object> {
  readonly name: string
  /** Digest of the code and tools behind `run`; a new one forgets old results. */
  readonly code: Digest
  /** What an input is about, in the author's words, for whoever asks why it ran; else what the whole is about. */
  readonly subject?: (input: Input) => string
  run(input: Input, say: (message: Message) => void): Promise<Parts>
}

/** What a stage gave, each part as an artifact of its own. */
export type Artifacts<Parts> = {readonly [Name in keyof Parts]: Artifact<NonNullable<Parts[Name]>>}

/** Runs stages, or recalls what they gave. */
export interface Memo {
  <Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input): Promise<Artifacts<Parts>>
  /** Keep a value that no stage made, such as a file of the report. */
  keep<Value>(value: Value): Promise<Artifact<Value>>
  /** Recall at once what many stages gave together, instead of asking each again. */
  whole<Parts extends object>(whole: Whole, make: (memo: Memo) => Promise<Artifacts<Parts>>): Promise<Artifacts<Parts>>
  /** The same memo, heard by one more: what is called through it is told to both. `about`: what that is about, in the author's words. */
  heardBy(heard: Heard, about?: string): Memo
  /** Hear of a stage that ran, or was recalled, elsewhere. */
  hear: Heard
  /** What a stage gave elsewhere, into the same store. */
  artifacts<Parts extends object>(parts: Trace['parts']): Artifacts<Parts>
}

/** What many stages give together. */
export interface Whole {
  readonly name: string
  /** What it is about, in the author's words. */
  readonly subject: string
  /** All that the stages are given, and the digest of their code. */
  readonly input: object
}

/** Hears of every stage, run or recalled, with the messages it gave. */
export type Heard = (event: Hearing) => void

/** A stage that ran, or was recalled. */
export interface Hearing {
  readonly stage: string
  readonly key: Digest
  readonly ran: boolean
  /** Milliseconds that it ran; 0 where it was recalled. */
  readonly ms: number
  readonly messages: readonly Message[]
}

/** Where results are kept, and who hears of each. */
export interface MemoOptions {
  readonly store: Store
  readonly heard: Heard
  /** Run recalled stages again and compare: purity is tested, not hoped for. */
  readonly verify?: boolean
}

/** A memo on a store. Callers that ask for the same at the same time share one run. */
export function createMemo({store, heard, verify = false}: MemoOptions): Memo {
  const running = new Map<Digest, Promise<Trace>>()
  const artifactOf = createArtifacts(store)
  return memoFor('', heard)

  // `about` is what the whole is about, where there is one.
  function memoFor(about: string, heard: Heard): Memo {
    async function memo<Input, Parts extends object>(stage: Stage<Input, Parts>, input: Input): Promise<Artifacts<Parts>> {
      const inputs = digestsOf(input)
      const key = digest({stage: stage.name, code: stage.code, inputs})
      // Callers at the same time share one run.
      const known = running.has(key) ? undefined : await recalled(key)
      const begun = running.get(key)
      const subject = () => stage.subject?.(input) ?? about
      const {parts, messages, ms} = known ?? (await (begun ?? start(key, () => run({stage, input, inputs, subject: subject()}))))
      const ran = known === undefined && begun === undefined
      heard({stage: stage.name, key, ran, ms: ran ? ms : 0, messages})
      return artifactsOf(parts)
    }

    async function whole<Parts extends object>(
      {name, subject, input}: Whole,
      make: (memo: Memo) => Promise<Artifacts<Parts>>
    ): Promise<Artifacts<Parts>> {
      const inputs = digestsOf(input)
      const key = digest({whole: name, inputs})
      const known = await recalled(key, true)
      if (known !== undefined) {
        heard({stage: name, key, ran: false, ms: 0, messages: known.messages})
        return artifactsOf(known.parts)
      }
      const start = performance.now()
      const messages: Message[] = []
      const calls = new Set<Digest>()
      const made = await make(
        memoFor(subject, (event) => {
          calls.add(event.key)
          for (const message of event.messages) messages.push(message)
          heard(event)
        })
      )
      const parts = Object.fromEntries(
        Object.entries(made as Readonly<Record<string, Artifact<unknown>>>).map(([part, artifact]) => [part, artifact.digest])
      )
      await keep(key, {stage: name, subject, inputs, calls: [...calls], ms: since(start), parts, messages})
      return made
    }

    return Object.assign(memo, {
      whole,
      keep: async <Value>(value: Value) => artifactOf(await store.put(value)) as Artifact<Value>,
      heardBy: (other: Heard, subject = about) => memoFor(subject, (event) => (heard(event), other(event))),
      hear: heard,
      artifacts: artifactsOf
    })
  }

  function artifactsOf<Parts extends object>(parts: Trace['parts']): Artifacts<Parts> {
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, artifactOf(part)])) as Artifacts<Parts>
  }

  async function recalled(key: Digest, isWhole = false): Promise<Trace | undefined> {
    return verify ? undefined : store.recall(key, isWhole)
  }

  function start(key: Digest, run: () => Promise<Trace>): Promise<Trace> {
    const promise = run().then(async (trace) => {
      await keep(key, trace)
      return trace
    })
    running.set(key, promise)
    // Then the store knows it; only to verify, which asks nobody, it is remembered to the end.
    const forget = () => void running.delete(key)
    promise.then(() => verify || forget(), forget)
    return promise
  }

  async function run<Input, Parts extends object>({stage, input, inputs, subject}: Running<Input, Parts>): Promise<Trace> {
    const start = performance.now()
    const messages: Message[] = []
    const made = await attempt(stage, input, (message) => messages.push(message))
    const ms = since(start)
    // To write is to wait for the disk.
    const kept = Object.entries(made).map(async ([name, value]) => [name, await store.put(value)] as const)
    const parts = Object.fromEntries(await Promise.all(kept))
    return {stage: stage.name, subject, inputs, ms, parts, messages}
  }

  async function keep(key: Digest, trace: Trace): Promise<void> {
    const known = verify ? await store.recall(key, trace.calls !== undefined) : undefined
    if (known !== undefined) compare(known, trace)
    await store.record(key, trace)
  }
}

interface Running<Input, Parts extends object> {
  readonly stage: Stage<Input, Parts>
  readonly input: Input
  readonly inputs: Trace['inputs']
  readonly subject: string
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

/** By field, in the order of the fields: all that a stage receives. */
function digestsOf(input: unknown): Readonly<Record<string, Digest>> {
  const isMap = typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype
  const fields = isMap ? Object.entries(input).filter(([, value]) => value !== undefined) : [['input', input] as const]
  try {
    return Object.fromEntries(fields.map(([name, value]) => [name, digest(value)]))
  } catch (error) {
    // Told with the whole way to what is no plain data.
    digest(input)
    throw error
  }
}

function since(start: number): number {
  return Math.round(performance.now() - start)
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
