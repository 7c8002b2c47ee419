/** What a check of a page is. Its rule is named for what should hold. */
import type {Message} from '../messages.ts'
import type {PrintPage, SetPage} from '../types.ts'

/** Looks at a page before or after it is printed, and gives what is wrong with it. */
export type Check = PageCheck | PrintCheck

/** A check of a page that is to be printed. */
export interface PageCheck {
  readonly of: 'page'
  readonly rule: string
  look(page: PrintPage): Promise<readonly Message[]>
}

/** A page as it came to be set and printed. */
export interface PrintedPage {
  readonly page: PrintPage
  readonly set: SetPage
  /** Names of the fonts that its PDF holds, in PostScript; `Type3` stands for one of drawings. */
  readonly fonts: readonly string[]
  /** Pages of the file, from 1, that hold nothing but a running head and a number. */
  readonly blank: readonly number[]
  /** Pages that its report or its layout allows. */
  readonly mostPages: number | undefined
  /** Size of the PDF in bytes. */
  readonly bytes: number
}

/** A check of a print. */
export interface PrintCheck {
  readonly of: 'print'
  readonly rule: string
  look(printed: PrintedPage): readonly Message[]
}

/** A warning about what stands on a page, told once for all editions in which it is met. */
export function warningAt(rule: string, anchor: string, words: Pick<Message, 'reason' | 'note'>): Message {
  return {severity: 'warning', rule, ...words, ...(anchor && {anchor}), once: `${rule} ${anchor}`}
}

/** What stands at an anchor as its author calls it: `#fig-a` for `standing#fig-a`. */
export function idAt(anchor: string): string {
  return `#${anchor.split('#').at(-1)}`
}

/** A page as its reader counts it. */
export function pageCalled(page: number, {set}: PrintedPage): string {
  return `page ${set.labels[page - 1] || page}`
}
