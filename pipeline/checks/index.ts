/** The checks of a page before it is printed. A new one is a file beside this and a line here. */
import type {Check} from './check.ts'
import {characterHasAGlyph} from './character-has-a-glyph.ts'

export const checks: readonly Check[] = [characterHasAGlyph]
