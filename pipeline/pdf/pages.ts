/** The pages of a file: which they are, how large, and what the nodes above them say of them. */
import type {Box} from './matrix.ts'
import {nameIn, referenceIn, unexpectedPdf, type PdfDictionary, type PdfValue} from './objects.ts'
import {plainBytes} from './cross-references.ts'
import {dictionaryAt, objectAt, type PdfFile} from './parse.ts'
import {listOf, resolved} from './structure-tree.ts'

/** Numbers of the pages, in order. */
export function pagesOf(file: PdfFile): readonly number[] {
  const leaves = (number: number): readonly number[] => {
    const dictionary = dictionaryAt(file, number)
    if (nameIn(dictionary.get('Type')) === 'Page') return [number]
    return listOf(file, dictionary.get('Kids')).flatMap((kid) => leaves(referenceIn(kid) ?? unexpectedPdf('no page')))
  }
  return leaves(referenceIn(dictionaryAt(file, file.root).get('Pages')) ?? unexpectedPdf('no pages'))
}

/**
 * The pages, counted from 1, on which nothing is marked as content of the text, nor any form painted: running heads and page
 * numbers are no content. Throws where a file is packed as Chromium packs none.
 */
export function blankPagesOf(file: PdfFile): readonly number[] {
  return pagesOf(file).flatMap((number, index) => {
    const contents = listOf(file, dictionaryAt(file, number).get('Contents')).map((each) => textOfStream(file, each))
    return contents.some((text) => /\/MCID\b|\bDo\b/.test(text)) ? [] : [index + 1]
  })
}

function textOfStream(file: PdfFile, value: PdfValue): string {
  const number = referenceIn(value) ?? unexpectedPdf('a page whose contents are no stream')
  const {stream} = objectAt(file, number)
  return stream === undefined ? '' : Buffer.from(plainBytes(stream, dictionaryAt(file, number))).toString('latin1')
}

/** What a page leaves out stands in the nodes above it. */
export function inherited(file: PdfFile, dictionary: PdfDictionary, key: string): PdfValue | undefined {
  for (let at: PdfDictionary | undefined = dictionary; at !== undefined;) {
    if (at.has(key)) return resolved(file, at.get(key))
    const parent: PdfValue | undefined = resolved(file, at.get('Parent'))
    at = parent instanceof Map ? parent : undefined
  }
  return undefined
}

/** Width and height of a page, in points. */
export function sizeOf(file: PdfFile, page: number): {readonly width: number; readonly height: number} {
  const box = boxIn(inherited(file, dictionaryAt(file, page), 'MediaBox')) ?? unexpectedPdf('a page without a size')
  return {width: box[2] - box[0], height: box[3] - box[1]}
}

/** The numbers in a list; nothing where it is none. */
export function numbersIn(value: PdfValue | undefined): readonly number[] {
  if (!Array.isArray(value)) return []
  return value.map((each) =>
    typeof each === 'number' ? each : typeof each === 'object' && each !== null && 'text' in each ? Number(each.text) : NaN
  )
}

/** Four numbers as a box. */
export function boxIn(value: PdfValue | undefined): Box | undefined {
  const [left, bottom, right, top] = numbersIn(value)
  return left === undefined || bottom === undefined || right === undefined || top === undefined
    ? undefined
    : [left, bottom, right, top]
}
