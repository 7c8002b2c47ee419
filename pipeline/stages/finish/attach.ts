/** Puts the rows behind each chart and each table into the PDF, as a file that belongs to it (ISO 32000-2, 14.13; PDF/A-3). */
import {createHash} from 'node:crypto'
import {deflateSync} from 'node:zlib'
import {bytesIn, pdfDictionary, pdfName, pdfReference, pdfString} from '../../pdf/objects.ts'
import {addObject, dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {walk, type StructureElement, type StructureTree} from '../../pdf/structure-tree.ts'
import {plainLine, textString} from '../../pdf/text.ts'
import type {DataFile} from '../../types.ts'

/** Files are named once; the second of a name has its number in it. */
interface Named {
  readonly name: string
  readonly reference: number
}

/** Attach each file to the element that shows it; one whose element is not found belongs to the document alone. `date` is an ISO date. */
export function attach(file: PdfFile, tree: StructureTree, {files, date}: {files: readonly DataFile[]; date: string}): void {
  if (files.length === 0) return
  const elements = [...walk(tree.elements)]
  const figures = elements.filter(({type}) => type === 'Figure')
  const tables = elements.filter(({type}) => type === 'Table')
  const isAllTables = tables.length === files.filter((each) => 'table' in each).length
  const named = files.map((each, index): Named => {
    const name =
      files.findIndex(({name}) => name === each.name) === index ? each.name : each.name.replace('.csv', `-${index}.csv`)
    const reference = addFile(file, {...each, name}, date)
    const element = 'table' in each ? (isAllTables ? tables[each.table] : undefined) : takeFigure(figures, each.alt)
    element?.dictionary.set('AF', [pdfReference(reference)])
    return {name, reference}
  })
  const catalog = dictionaryAt(file, file.root)
  const sorted = named.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const names = sorted.flatMap(({name, reference}) => [pdfString(name), pdfReference(reference)])
  catalog.set(
    'AF',
    named.map(({reference}) => pdfReference(reference))
  )
  catalog.set('Names', pdfDictionary({EmbeddedFiles: pdfDictionary({Names: names})}))
}

// Each figure once: two charts may be described alike.
function takeFigure(figures: StructureElement[], alt: string): StructureElement | undefined {
  const wanted = plainBytes(textString(plainLine(alt)).bytes)
  const at = figures.findIndex(({dictionary}) => plainBytes(bytesIn(dictionary.get('Alt')) ?? '') === wanted)
  return at === -1 ? undefined : figures.splice(at, 1)[0]
}

// The mark of the byte order is there or not, as a text has signs beyond ASCII.
function plainBytes(bytes: string): string {
  return bytes.startsWith('\u00FE\u00FF') ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le') : bytes
}

function addFile(file: PdfFile, {name, csv, ...rest}: DataFile, date: string): number {
  const data = Buffer.from(csv)
  const stream = deflateSync(data, {level: 6})
  const about = pdfDictionary({
    Type: pdfName('EmbeddedFile'),
    Subtype: pdfName('text/csv'),
    Filter: pdfName('FlateDecode'),
    Length: stream.length,
    Params: pdfDictionary({
      Size: data.length,
      CheckSum: pdfString(createHash('md5').update(data).digest().toString('latin1')),
      ModDate: textString(`D:${date.replaceAll('-', '')}000000Z`)
    })
  })
  const content = pdfReference(addObject(file, {value: about, stream}))
  return addObject(file, {
    value: pdfDictionary({
      Type: pdfName('Filespec'),
      F: pdfString(name),
      UF: textString(name),
      Desc: 'alt' in rest ? textString(plainLine(rest.alt)) : undefined,
      AFRelationship: pdfName('Data'),
      EF: pdfDictionary({F: content, UF: content})
    })
  })
}
