/** What programs that embed Octavo give and get. Paths are relative to the working directory, unless they say otherwise. */
import type {Message} from '../messages.ts'

export type {Message} from '../messages.ts'

/** A report that was opened: what it is, and which editions it has. */
export interface OpenReport {
  /** Absolute. */
  readonly folder: string
  readonly id: string
  /** By language. */
  readonly title: string | Readonly<Record<string, string>>
  /** A day, as `2024-04-15`. */
  readonly release: string
  readonly languages: readonly string[]
  readonly formats: readonly Format[]
  readonly axes: readonly {readonly name: string; readonly values: readonly string[]}[]
  readonly editions: readonly EditionOf[]
  /** Warnings: what is wrong enough to stop is thrown. */
  readonly messages: readonly Message[]
}

/** An edition: its id, as `gd.public.en`, its value on each axis, its folder below the output. */
export interface EditionOf {
  readonly id: string
  readonly axes: Readonly<Record<string, string>>
  readonly language: string
  readonly path: string
}

/** A page for the screen, a PDF to read, a PDF for a printer. */
export type Format = 'html' | 'pdf' | 'press'

/** Where the store lies, and how a call is ended. */
export interface CallOptions {
  /** Folder of the store, or the address of a bucket; `OCTAVO_STORE`, or `output/.store`, where left out. */
  readonly store?: string
  /** Ends the call: what was done is kept, and the next call goes on from there. */
  readonly signal?: AbortSignal
}

/** Which editions: those with one of these values on each axis that is named. */
export interface Selecting {
  readonly only?: Readonly<Record<string, readonly string[]>>
}

/** What is planned, or built. */
export interface PlanOptions extends CallOptions, Selecting {
  readonly formats?: readonly Format[]
  /** Folder of the output, or the address of a place in a bucket; `output/<report>` where left out. */
  readonly out?: string
  /** With a watermark on every page, into `output/<report>-draft`. */
  readonly draft?: boolean
  /** Each page one file that reads no other, into `output/<report>-self-contained`. */
  readonly selfContained?: boolean
}

/** What a build would do. */
export interface Plan {
  readonly ok: boolean
  /** `print`: a PDF must be printed; `write`: bytes that are known; `keep`: all is there. */
  readonly editions: readonly {
    readonly id: string
    readonly path: string
    readonly state: 'print' | 'write' | 'keep' | 'failed'
  }[]
  /** Shared files that would be written, and files that would be removed, below the output. */
  readonly write: readonly string[]
  readonly remove: readonly string[]
  /** What was edited since the last build into that output, each once. */
  readonly causes: readonly Cause[]
  /** Editions that were not built there, where others were. */
  readonly unknown: readonly string[]
  readonly messages: readonly Message[]
}

/** Something that was edited, and the editions that it reaches. */
export interface Cause {
  /** A path of the report, or words for what is none. */
  readonly what: string
  readonly how: 'changed' | 'added' | 'removed'
  /** Cells of a data file. */
  readonly cells: readonly CellChange[]
  /** Queries and axes on the way, as in `query profile`. */
  readonly via: readonly {readonly name: string; readonly cells: readonly CellChange[]}[]
  readonly editions: readonly string[]
}

/** A cell that changed; a row that came or went has no column. */
export interface CellChange {
  /** The values of its key. */
  readonly row: string
  readonly column: string
  readonly before?: string
  readonly after?: string
}

/** How a build is done. */
export interface BuildOptions extends PlanOptions {
  /** Pages printed at a time; as many as there are cores, up to 8, where left out. */
  readonly jobs?: number
  /** Run again what would be recalled, and compare. */
  readonly verify?: boolean
  /** Put what every edition says on file in the report, as `releases/<date>.json`; the one before must be signed off. */
  readonly release?: boolean
  /**
   * Why the release on file for the report's day is mended: told to readers, and put on file beside `release`. By language, or as one text for
   * a report that is written in one.
   */
  readonly correct?: string | Readonly<Record<string, string>>
  /** Day of the correction, as `2024-04-15`; today where left out. */
  readonly date?: string
  /** Publish nothing where there is a warning: it is thrown as an error is. */
  readonly strict?: boolean
  readonly onProgress?: (progress: Progress) => void
}

/** An edition that was made, or was the same, or failed. */
export interface Progress {
  readonly edition: string
  readonly state: 'built' | 'same' | 'failed'
  readonly done: number
  readonly total: number
}

/** What a build did. An edition that failed is told in the messages; the others are published. */
export interface Built {
  readonly ok: boolean
  readonly editions: {readonly total: number; readonly built: number; readonly same: number; readonly failed: number}
  readonly formats: {
    readonly pdf: {readonly printed: number; readonly same: number}
    readonly html: {readonly written: number; readonly same: number}
  }
  /** How often each stage ran, or was recalled. */
  readonly stages: Readonly<Record<string, {readonly ran: number; readonly recalled: number}>>
  readonly ms: number
  /** The release that was put on file, or was on file already. */
  readonly release?: {readonly date: string; readonly path: string; readonly state: string}
  readonly messages: readonly Message[]
}

/** How a report is checked. */
export interface CheckOptions extends CallOptions, Selecting {
  /** Warnings count as errors. */
  readonly strict?: boolean
}

/** What is wrong with a report, all of it. */
export interface Checked {
  readonly ok: boolean
  /** How many were checked; 0 where the report as a whole is wrong. */
  readonly editions: number
  readonly messages: readonly Message[]
}

/** Which values of a file are traced. */
export interface TraceOptions extends CallOptions {
  /** The report, to look each value up in its data as they are now. */
  readonly report?: OpenReport | string
  /** Only values that are shown so, or have it in them. */
  readonly text?: string
  /** Only those that may stand on this page of a PDF, from 1. */
  readonly page?: number
}

/** Where values of a published file come from. */
export interface Traced {
  readonly ok: boolean
  readonly edition: string
  readonly values: readonly TracedValue[]
  readonly messages: readonly Message[]
}

/** A value as it is shown, what it is, and where it comes from. */
export interface TracedValue {
  readonly text: string
  readonly value: string
  /** As `profile[region=gd].population`. */
  readonly origins: readonly string[]
  /** Names of data files. */
  readonly sources: readonly string[]
  /** First and last page that it may stand on, in a PDF. */
  readonly pages?: readonly [number, number]
  /** For each origin what it is in the data now, where the report was given. */
  readonly now?: readonly {
    readonly origin: string
    readonly now?: string | boolean | null
    readonly cell?: {readonly path: string; readonly line: number; readonly column: string}
    readonly files: readonly {readonly path: string; readonly sha256: string}[]
  }[]
}

/** Why a call gave nothing. */
export class OctavoError extends Error {
  /** The report has errors, the call means nothing, the machine lacks something, a fault of Octavo, or it was ended. */
  readonly kind: 'report' | 'usage' | 'machine' | 'fault' | 'interrupted'
  /** What to do. */
  readonly note: string | undefined
  /** Of a report: every error, with its place. */
  readonly messages: readonly Message[]

  constructor({kind, reason, note, messages = []}: Failure) {
    super(reason)
    this.name = 'OctavoError'
    this.kind = kind
    this.note = note
    this.messages = messages
  }
}

/** A failure as data. */
export interface Failure {
  readonly kind: OctavoError['kind']
  readonly reason: string
  readonly note?: string | undefined
  readonly messages?: readonly Message[]
}
