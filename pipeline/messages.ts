/** What Octavo says to an author: data with a place and a rule id, never a print. */
import type {Spot} from './types.ts'

/** Something wrong with a report, with its place and how to mend it. */
export interface Message {
  readonly severity: 'error' | 'warning'
  /** Named for what should hold: `cell-matches-type`. */
  readonly rule: string
  /** One sentence: unexpected X, expected Y. */
  readonly reason: string
  /** How to mend it. */
  readonly note?: string
  /** Relative to the report's folder. */
  readonly path?: string
  /** Line and column count from 1. */
  readonly line?: number
  readonly column?: number
  /** Where it stands in what has no lines, as in `Regions!C5`; `line` is then the row, where there is one. */
  readonly place?: string
  /** Node of a parsed chapter; `build.ts` looks its place up in the current text. */
  readonly node?: string
  /** A character that was met on a page; where it stands in the chapters is looked up in the same way. */
  readonly character?: string
  /** An element of a page, as `id` or `chapter#id`; where it is written in the chapters is looked up in the same way. */
  readonly anchor?: string
  /** Where it was seen in the PDF of an edition. */
  readonly spot?: Spot
  /** A query that has no row for the edition; whoever knows the queries tells of that in the place of this. */
  readonly query?: string
  /** Messages with the same words here are one, wherever and in however many editions they were met. */
  readonly once?: string
  /** So many more of this rule in this file are only counted. */
  readonly more?: number
  /** The edition in which it was found, where it holds for one only. */
  readonly edition?: string
  /** Where the handbook on this machine tells of the rule; added where a message is told. */
  readonly url?: string
}

/** Several mistakes in what the author wrote: every kind is reported, the first {@link MOST_TOLD} of each in a file. */
export class ReportError extends Error {
  readonly messages: readonly Message[]
  constructor(messages: readonly Message[]) {
    const {add, messages: told} = gathering()
    add(byFile(messages))
    super(told.map((message) => message.reason).join('\n'))
    this.name = 'ReportError'
    this.messages = told
  }
}

/** The machine lacks something; `note` says what to do. */
export class MachineError extends Error {
  readonly note: string
  constructor(reason: string, note: string, cause?: unknown) {
    super(reason, {cause})
    this.name = 'MachineError'
    this.note = note
  }
}

const stages = new WeakMap<object, string>()

/** Remember in which stage an error came up first, for whoever mends it. Gives the error. */
export function inStage(error: unknown, stage: string): unknown {
  if (typeof error === 'object' && error !== null && !stages.has(error)) stages.set(error, stage)
  return error
}

/** The stage in which an error came up, where it was one. */
export function stageOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? stages.get(error) : undefined
}

/** Stop with every mistake found so far, if there is one. */
export function throwErrors(messages: readonly Message[]): void {
  if (messages.some((message) => message.severity === 'error')) throw new ReportError(messages)
}

/**
 * Messages by the file that they speak of, and those of one file as they were found: files are read side by side, and what is
 * told must not depend on which was read first.
 */
export function byFile(messages: readonly Message[]): readonly Message[] {
  const fileOf = ({path, node}: Message) => path ?? node?.split('#')[0] ?? ''
  return messages.toSorted((a, b) => (fileOf(a) === fileOf(b) ? 0 : fileOf(a) < fileOf(b) ? -1 : 1))
}

/** What all parts of something give. Waits for each; throws what is no author's mistake, or else the mistakes of all parts. */
export async function together<Value>(parts: readonly Promise<Value>[]): Promise<readonly Value[]> {
  const failures = (await Promise.allSettled(parts)).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  const mistakes = failures.filter((failure) => failure instanceof ReportError)
  if (mistakes.length < failures.length) throw failures.find((failure) => !(failure instanceof ReportError))
  if (mistakes.length > 1) throw new ReportError(mistakes.flatMap(({messages}) => messages))
  if (mistakes.length === 1) throw mistakes[0]
  return Promise.all(parts)
}

/** Wait until all have ended. Throws what the first that failed threw; by then none is at work any more. */
export async function allEnded<Value>(parts: readonly Promise<Value>[]): Promise<readonly Value[]> {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}

/** Of one rule in one file, so many messages are told; the rest are counted. */
export const MOST_TOLD = 20

/** Takes messages in, however many; the last one told of its kind says how many more there are. */
export interface Gathering {
  readonly messages: Message[]
  add(more: Iterable<Message>): void
}

/** A gathering with nothing in it. */
export function gathering(): Gathering {
  const messages: Message[] = []
  const kinds = new Map<string, {told: number; last: number}>()
  return {
    messages,
    add(more) {
      for (const message of more) {
        const key = `${message.rule}\n${message.path ?? message.node?.split('#')[0]}`
        const kind = kinds.get(key) ?? {told: 0, last: 0}
        kinds.set(key, kind)
        if (kind.told < MOST_TOLD) {
          kind.told++
          kind.last = messages.push(message) - 1
        } else {
          const last = messages[kind.last]!
          messages[kind.last] = {...last, more: (last.more ?? 0) + 1 + (message.more ?? 0)}
        }
      }
    }
  }
}

/** Names for a message, `a, b and 3 more`: of many the first alone. */
export function namesAndMore(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : ''
  return names.slice(0, most).join(', ') + more
}

/** Names longer than this are no slips of a key, and dear to compare. */
const LONGEST_NAME = 64

/** The known name nearest to a misspelt one, or nothing where none is near: at least half of it must be right. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined
  let best: string | undefined
  let least = Math.min(Math.max(2, Math.floor(name.length / 3)), Math.floor(name.length / 2)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** A note that offers the nearest known name, or lists the few there are. */
export function suggestion(name: string, known: Iterable<string>): string | undefined {
  const names = [...known]
  const near = nearest(name, names)
  if (near !== undefined) return `Did you mean \`${near}\`?`
  if (names.length === 0) return undefined
  return `Known: ${names
    .slice(0, 12)
    .map((known) => `\`${known}\``)
    .join(', ')}${names.length > 12 ? ', …' : ''}`
}

// Levenshtein distance, two neighbours exchanged counting as one slip, a row at a time.
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isExchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const exchanged = isExchanged ? before[j - 2]! + 1 : replaced
      row.push(Math.min(replaced, exchanged, above[j]! + 1, row[j - 1]! + 1))
    }
    before = above
    above = row
  }
  return above[b.length]!
}
