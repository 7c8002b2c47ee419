/** What a command of the command line is. */
import type {ParseArgsOptionDescriptor} from 'node:util'
import type {Message} from '../messages.ts'
import type {World} from '../world.ts'

/** A command: its words for help, its options, and what it does. */
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

/** What a command is run with, and whom it tells of its progress. */
export interface Setting {
  readonly world: World
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** One line for whoever waits. */
  readonly onNotice: (text: string) => void
  /** Say what a command gave that goes on, as it says what it gives at its end. */
  readonly onOutcome: (outcome: Outcome) => void
  /** Milliseconds that the command needs to end well when it is asked to, where that is more than a moment. */
  readonly needTime: (milliseconds: number) => void
  /** What a person types in answer to a question; nothing where there is no terminal. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** Say something that concerns no edition, such as damage to the store; it is told with the command's messages. */
  readonly tell: (message: Message) => void
}

/** Something that happened on the way; the command line shows it, a script ignores it. */
export interface Progress {
  readonly edition: string
  readonly state: 'built' | 'same' | 'failed'
  readonly done: number
  readonly total: number
}

/** 0 fine, 1 the report has errors, 2 wrong usage, 3 the machine, 70 a fault of ours, 130 interrupted, 141 nobody reads. */
export type Status = 0 | 1 | 2 | 3 | 70 | 130 | 141

/** Where a command's words go: a terminal, or whatever stands for it. */
export interface Output {
  /** The result. */
  out(text: string): void
  /** Messages and progress. */
  err(text: string): void
  readonly isColoured: boolean
  /** What is told there can be a link. */
  readonly hasLinks?: boolean
  /** Width of the terminal that progress is shown on; none where it goes to a file. */
  readonly columns: number | undefined
}

/** What a command gives: data for a script, words for a person, and whether it went well. */
export interface Outcome {
  readonly status: 0 | 1 | 3
  readonly result: Readonly<Record<string, unknown>>
  readonly text: string
  readonly messages: readonly Message[]
  /** The words only say that it was done: `--quiet` leaves them out. */
  readonly isSummary?: boolean
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
export class Interruption extends Error {
  /** What was interrupted, where that is known. */
  readonly command: string | undefined
  constructor(command?: string) {
    super('Interrupted')
    this.command = command
  }
}
