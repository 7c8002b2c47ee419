/** From a PDF as Chromium writes it to the page of each link target. */
import type {PageMap} from '../types.ts'
import {dictionaryIn, nameIn, referenceIn, unexpectedPdf, type PdfValue} from './objects.ts'
import {boxIn} from './pages.ts'
import type {PdfReader} from './parse.ts'

/**
 * The name that Chromium gives the place of an id: that of the address which leads there. The print page writes
 * every address in one way.
 */
export function nameOfTarget(id: string): string {
  return encodeURIComponent(id)
}

/** The id of a place, from its name. */
export function idOfTarget(name: string): string {
  return decodeURIComponent(name)
}

/** Throws where the file has another shape. Targets are in the order of their ids. */
export function readPageMap(reader: PdfReader): Omit<PageMap, 'firstPage'> {
  const catalog = reader.dictionary(reader.root)
  const pages = leaves(reader, catalog.get('Pages'))
  const numbers = new Map(pages.map((page, index) => [page, index + 1]))
  const places = [...targets(reader, catalog.get('Dests'))].map(([name, target]) => {
    const page = numbers.get(referenceIn(Array.isArray(target) ? target[0] : undefined) ?? 0)
    return [idOfTarget(name), page ?? unexpectedPdf(`no page of the target ${name}`)] as const
  })
  places.sort(([a], [b]) => (a < b ? -1 : 1))
  return {pages: pages.length, destinations: Object.fromEntries(places)}
}

/** The pages, counted from 1, that lie on their side beside a paper. */
export function sidewaysPages(reader: PdfReader, paper: {readonly width: number; readonly height: number}): readonly number[] {
  const pages = leaves(reader, reader.dictionary(reader.root).get('Pages'))
  return pages.flatMap((page, index) => {
    const box = boxIn(reader.dictionary(page).get('MediaBox')) ?? unexpectedPdf('a page without a size')
    return box[2] - box[0] > box[3] - box[1] === paper.width > paper.height ? [] : [index + 1]
  })
}

function leaves(reader: PdfReader, page: PdfValue | undefined): readonly number[] {
  const number = referenceIn(page) ?? unexpectedPdf('no reference to a page')
  const dictionary = reader.dictionary(number)
  if (nameIn(dictionary.get('Type')) !== 'Pages') return [number]
  const kids = dictionary.get('Kids')
  return Array.isArray(kids) ? kids.flatMap((kid) => leaves(reader, kid)) : unexpectedPdf('no pages')
}

function targets(reader: PdfReader, value: PdfValue | undefined): ReadonlyMap<string, PdfValue> {
  if (value === undefined) return new Map()
  const number = referenceIn(value)
  return number === undefined ? dictionaryIn(value, '/Dests') : reader.dictionary(number)
}
