/** What a style of references is: how its list is ordered, and how an entry of it reads. */
import type {Language} from '../types.ts'
import type {Written} from './work.ts'

/** A piece of an entry. */
export interface Piece {
  readonly text: string
  /** Set apart: a title of a book in English. */
  readonly isTitle?: true
  /** Where a link leads. */
  readonly address?: string
}

/** A source as the list of references writes it, piece by piece. */
export type Entry = readonly Piece[]

/** A style of references. */
export interface Style {
  readonly name: string
  /** A mark is the number of its entry; else it is a name and a year. */
  readonly isNumeric: boolean
  /** The order of the list, of sources in the order of their first citation. */
  order(works: readonly Written[], language: Language): readonly Written[]
  /** `letter` tells sources of one author and year apart. */
  entry(work: Written, letter: string): Entry
  /** Author and year, as a mark in the text has them. */
  mark?(work: Written, letter: string): string
}

/** A piece without anything to it. */
export function plain(text: string): Piece {
  return {text}
}

/** A link, with its own address as its words where none are given. */
export function address(url: string, text = url): Piece {
  return {text, address: url}
}

/** `2` -> `2nd`, of digits. */
export function ordinal(number: string): string {
  const isTeen = /1\d$/.test(number)
  return `${number}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][Number(number.at(-1))] ?? 'th')}`
}
