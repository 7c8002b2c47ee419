/** What a hostile input is, and the few ways to write one. */
import {REPORT} from './report.ts'

/** Text or bytes of a file; nothing for one that is removed; a link for `{link}`; a folder for `{folder}`. */
export type Content = string | Uint8Array | {readonly link: string} | {readonly folder: true} | undefined

export interface Hostile {
  readonly name: string
  /** Files that are put in place of those of the report. */
  readonly files?: Readonly<Record<string, Content>>
  /** What is typed behind `octavo build <report>`; or the whole command line, where it begins with a command. */
  readonly args?: readonly string[]
  /** 0: harmless; 1: refused, with a rule and a place; 2: nothing that can be typed; 3: the machine's. */
  readonly status: 0 | 1 | 2 | 3
  /** One error has this rule. */
  readonly rule?: string
  /** One error stands in this file: with a line where it is a text that was read, unless the place ends with `?`. */
  readonly at?: string
  /** What the page of north says, and does not say. */
  readonly says?: string
  readonly saysNot?: string | RegExp
}

/** A change of a file of the report, which must change it. */
export function changed(path: string, from: string | RegExp, to: string): Readonly<Record<string, string>> {
  const before = REPORT[path]!
  const after = before.replace(from, () => to)
  if (after === before) throw new Error(`The change of ${path} changes nothing`)
  return {[path]: after}
}

/** The chapter with something at its end. */
export function chapter(more: string): Readonly<Record<string, string>> {
  return {'chapters/en/overview.md': `${REPORT['chapters/en/overview.md']!}\n${more}\n`}
}

/** Names that every object has. */
export const PROTOTYPES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  'isPrototypeOf'
] as const

/** Text that acts on a terminal, or hides from the eye. */
export const ESCAPES = {
  'a colour': '\u001b[31mred',
  'a title of the window': '\u001b]0;title\u0007',
  'C1 controls': '\u009b2Jx',
  'a turn of direction': 'a\u202eb',
  'an isolate': 'a\u2066b',
  'no width': 'a\u200bb'
} as const
