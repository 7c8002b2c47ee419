/** Puts into a PDF what readers' programs show of it: title, author, date, language, labels of the pages. */
import type {PageMap} from '../types.ts'
import type {PdfMetadata} from './metadata.ts'
import {bytesIn, pdfDictionary, pdfName, pdfReference, type PdfDictionary, type PdfValue} from './objects.ts'
import {addObject, dictionaryAt, type PdfFile} from './parse.ts'
import {plainLine, textString} from './text.ts'
import {xmp, type Claims} from './xmp.ts'

/** What is said of a file: of its content, of its pages, and the standards that it keeps. */
export interface Said {
  readonly metadata: PdfMetadata
  readonly map: Pick<PageMap, 'firstPage'>
  readonly claims: Claims
}

/** Information dictionary, XMP, document language, title bar and page labels. */
export function describe(file: PdfFile, {metadata: given, map: {firstPage}, claims}: Said): void {
  const metadata = inPlainLines(given)
  const producer = plainLine(bytesIn(dictionaryAt(file, file.info).get('Producer')) ?? '')
  file.objects[file.info] = {value: information(metadata, producer)}
  const packet = Buffer.from(xmp(metadata, producer, claims))
  // Not compressed: programs that know no PDF look for it too.
  const value = pdfDictionary({Type: pdfName('Metadata'), Subtype: pdfName('XML'), Length: packet.length})
  const number = addObject(file, {value, stream: packet})
  const catalog = dictionaryAt(file, file.root)
  catalog.set('Lang', textString(metadata.language))
  catalog.set('ViewerPreferences', pdfDictionary({DisplayDocTitle: true}))
  catalog.set('Metadata', pdfReference(number))
  catalog.set('PageLabels', pdfDictionary({Nums: pageLabels(firstPage)}))
}

function inPlainLines({title, author, subject, keywords, language, date, tool}: PdfMetadata): PdfMetadata {
  return {
    title: plainLine(title),
    author: plainLine(author),
    subject: plainLine(subject),
    keywords: keywords.map(plainLine),
    language: plainLine(language),
    date,
    tool: plainLine(tool)
  }
}

function information({title, author, subject, keywords, tool, date}: PdfMetadata, producer: string): PdfDictionary {
  const stamp = textString(`D:${date.replaceAll('-', '')}000000Z`)
  return pdfDictionary({
    Title: textString(title),
    Author: textString(author),
    Subject: textString(subject),
    Keywords: textString(keywords.join(', ')),
    Creator: textString(tool),
    Producer: textString(producer),
    CreationDate: stamp,
    ModDate: stamp
  })
}

// Page indices count from 0: roman up to the first page, arabic from there.
function pageLabels(firstPage: number): PdfValue[] {
  const style = (name: string) => pdfDictionary({S: pdfName(name)})
  return firstPage > 1 ? [0, style('r'), firstPage - 1, style('D')] : [0, style('D')]
}
