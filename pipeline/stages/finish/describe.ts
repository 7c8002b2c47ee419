/** Puts into a PDF what readers' programs show of it: title, author, date, language, labels of the pages. */
import type {PageMap, PdfMetadata} from '../../types.ts'
import {addEntries, addObject, objectAt, type PdfFile} from '../../pdf/parse.ts'
import {textString} from '../../pdf/text.ts'
import {xmp} from './xmp.ts'

/** Information dictionary, XMP, document language, title bar and page labels. */
export function describe(file: PdfFile, metadata: PdfMetadata, {firstPage}: PageMap): void {
  const info = objectAt(file, file.info)
  const producer = /\/Producer \(([^()\\]*)\)/.exec(info.text)?.[1] ?? ''
  info.text = information(metadata, producer)
  const packet = Buffer.from(xmp(metadata, producer))
  // Not compressed: programs that know no PDF look for it too.
  const number = addObject(file, {text: `<</Type /Metadata /Subtype /XML /Length ${packet.length}>>`, stream: packet})
  const catalog = objectAt(file, file.root)
  catalog.text = catalog.text.replace(/\s*\/Lang \([^)]*\)/, '').replace(/\s*\/ViewerPreferences <<[^<>]*>>/, '')
  const entries = [
    `/Lang (${metadata.language})`,
    '/ViewerPreferences <</DisplayDocTitle true>>',
    `/Metadata ${number} 0 R`,
    `/PageLabels <</Nums [${pageLabels(firstPage)}]>>`
  ]
  addEntries(catalog, `\n${entries.join('\n')}`)
}

function information({title, author, subject, keywords, tool, date}: PdfMetadata, producer: string): string {
  const stamp = `(D:${date.replaceAll('-', '')}000000Z)`
  const entries = {
    Title: textString(title),
    Author: textString(author),
    Subject: textString(subject),
    Keywords: textString(keywords.join(', ')),
    Creator: textString(tool),
    Producer: textString(producer),
    CreationDate: stamp,
    ModDate: stamp
  }
  return `<<${Object.entries(entries)
    .map(([key, value]) => `/${key} ${value}`)
    .join('\n')}>>`
}

// Page indices count from 0: roman up to the first page, arabic from there.
function pageLabels(firstPage: number): string {
  return firstPage > 1 ? `0 <</S /r>> ${firstPage - 1} <</S /D>>` : '0 <</S /D>>'
}
