/** All ways to break a file of which there is an example, and what veraPDF makes of them. */
import {broken, brokenBytes} from './breakage.ts'
import {ofFonts} from './of-fonts.ts'
import {bytes, ofTheDocument} from './of-the-document.ts'
import {ofTheText} from './of-the-text.ts'

/** A file to be broken: `of` gives its bytes, from those of the whole one. */
export interface Example {
  readonly name: string
  readonly rule: string
  of(whole: Uint8Array): Uint8Array
}

/** One for each way. */
export const examples: readonly Example[] = [
  ...[...ofTheDocument, ...ofFonts, ...ofTheText].map(([name, rule, change]) => ({
    name,
    rule,
    of: (whole: Uint8Array) => broken(whole, change)
  })),
  ...bytes.map(([name, rule, change]) => ({name, rule, of: (whole: Uint8Array) => brokenBytes(whole, change)}))
]
