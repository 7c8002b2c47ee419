/** What a command of the command line is. */
import type {ParseArgsOptionDescriptor} from 'node:util'
import type {Message} from '../messages.ts'
import type {World} from '../world.ts'

export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  readonly usage: string
  readonly options: Readonly<Record<string, ParseArgsOptionDescriptor>>
  run(given: Given, setting: Setting): Promise<Outcome>
}

/** What the user typed. */
export interface Given {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

export interface Setting {
  readonly world: World
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** One line for whoever waits. */
  readonly onNotice: (text: string) => void
}

/** Something that happened on the way; the command line shows it, a script ignores it. */
export interface Progress {
  readonly edition: string
  readonly state: 'built' | 'same' | 'failed'
  readonly done: number
  readonly total: number
}

/** What a command gives: data for a script, words for a person, and whether it went well. */
export interface Outcome {
  readonly status: 0 | 1 | 3
  readonly result: Readonly<Record<string, unknown>>
  readonly text: string
  readonly messages: readonly Message[]
}

/** The user typed something that means nothing. */
export class UsageError extends Error {
  readonly note: string | undefined
  constructor(reason: string, note?: string) {
    super(reason)
    this.note = note
  }
}

/** The user pressed Ctrl-C, or the process was told to end. */
export class Interruption extends Error {}
