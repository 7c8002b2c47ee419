/** Why editions change, as a person reads it: from what was edited to the editions, each cause once. */
import {editionsInWords} from '../compare/editions.ts'
import type {Edition} from '../types.ts'
import type {Cause, Causes, Way} from '../run/why/causes.ts'
import type {CellChange} from '../run/why/cells.ts'

/** More than these are counted: cells of a file or a query, queries of a cause. */
const MOST_CELLS = 3
const MOST_WAYS = 4
/** Characters of a cell that are shown. */
const LONGEST = 40

/** How much is told. */
export interface Telling {
  /** All editions of the report. */
  readonly all: readonly Edition[]
  /** Every query on the way. */
  readonly isWhole?: boolean
}

/** Lines that tell causes. */
export function causeLines({causes, unknown}: Causes, {all, isWhole = false}: Telling): readonly string[] {
  const told = editionsTold(all)
  const lines = causes.flatMap((cause) => [
    ...linesOf(cause, isWhole ? Infinity : MOST_WAYS),
    `  -> ${cause.editions.length === 0 ? 'no edition' : told(cause.editions)}`
  ])
  return [...lines, ...(unknown.length > 0 ? ['not built here before, as far as is known', `  -> ${told(unknown)}`] : [])]
}

/** How many editions these are, by their ids, and which. */
export function editionsTold(all: readonly Edition[]): (ids: readonly string[]) => string {
  const axesOf = new Map(all.map(({id, axes}) => [id, axes]))
  const inWords = editionsInWords(all.map(({axes}) => axes))
  return (ids) => `${counted(ids.length, 'edition')}: ${inWords(ids.map((id) => axesOf.get(id)!))}`
}

function linesOf({what, how, cells, via}: Cause, most: number): readonly string[] {
  const ways = via.slice(0, most).map((way) => `  -> ${wayInWords(way)}`)
  const more = via.length - ways.length
  return [
    cells.length === 0 ? `${what} ${how}` : `${what}: ${cellsInWords(cells)}`,
    ...ways,
    ...(more > 0
      ? [
          `  -> and ${more} more: ${via
            .slice(most)
            .map(({name}) => name.replace('query ', ''))
            .join(', ')}`
        ]
      : [])
  ]
}

function wayInWords({name, cells}: Way): string {
  return cells.length === 0 ? name : `${name}: ${cellsInWords(cells)}`
}

function cellsInWords(cells: readonly CellChange[]): string {
  const told = cells.slice(0, MOST_CELLS).map(cellInWords).join('; ')
  return cells.length > MOST_CELLS ? `${told}; and ${counted(cells.length - MOST_CELLS, 'more cell')}` : told
}

function cellInWords({row, column, before, after}: CellChange): string {
  if (column === '') return `${shortened(row, LONGEST)} ${before === undefined ? 'is new' : 'is gone'}`
  const name = row === '' ? column : `${shortened(row, LONGEST)}.${column}`
  return `${name} ${shortened(before ?? '', LONGEST)} -> ${shortened(after ?? '', LONGEST)}`
}

/** A text in one line of so many characters at most. */
export function shortened(text: string, longest: number): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
