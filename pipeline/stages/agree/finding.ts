/** What is found in a chapter, and what it is found by. */
import type {Language} from '../../types.ts'
import type {Place, Section} from './outline.ts'

/** Characters of one script of Chinese alone. */
export interface Characters {
  readonly simplified: string
  readonly traditional: string
}

/** Something to look at, in one of the chapters. */
export interface Finding {
  /** Of the chapter, in the order of the input. */
  readonly chapter: number
  readonly place: Place
  readonly rule: string
  readonly reason: string
  readonly note?: string
  /** Where the other half stands; it is told at the end of the note. */
  readonly other?: {readonly chapter: number; readonly place: Place}
}

/** A chapter in one language, read. */
export interface Outlined {
  readonly chapter: number
  readonly language: Language
  readonly sections: readonly Section[]
}
