/**
 * Puts the rows behind each chart and each table into the PDF, as a file that belongs to it, and beside them where the values that it shows
 * come from (ISO 32000-2, 14.13; PDF/A-3). The rows are for readers, who find them in the list of attached files; the rest for programs.
 */
import {createHash} from 'node:crypto'
import {deflateSync} from 'node:zlib'
import {namesBehind, type Provenance} from '../../pdf/provenance.ts'
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

/** What is attached. `date` is an ISO date. */
export interface Attached {
  readonly files: readonly DataFile[]
  readonly provenance: Provenance
  readonly date: string
}

/** Attach each file to the element that shows it; one whose element is not found belongs to the document alone. */
export function attach(file: PdfFile, tree: StructureTree, {files, provenance, date}: Attached): void {
  if (files.length === 0) return
  const elements = [...walk(tree.elements)]
  const figures = elements.filter(({type}) => type === 'Figure')
  const tables = elements.filter(({type}) => type === 'Table')
  const isAllTables = tables.length === files.filter((each) => 'table' in each).length
  const named = files.map((each, index): Named => {
    const name =
      files.findIndex(({name}) => name === each.name) === index ? each.name : each.name.replace('.csv', `-${index}.csv`)
    const description = 'alt' in each ? plainLine(each.alt) : undefined
    const rows: Inner = {name, content: each.csv, type: 'text/csv', relation: 'Data', description}
    const reference = addFile(file, rows, date)
    const element = 'table' in each ? (isAllTables ? tables[each.table] : undefined) : takeFigure(figures, each.alt)
    const origins = element && originsOf(each, provenance)
    const belonging = [reference, ...(origins ? [addFile(file, origins, date)] : [])]
    element?.dictionary.set('AF', belonging.map(pdfReference))
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

/** A file inside the PDF. */
interface Inner {
  readonly name: string
  readonly content: string
  readonly type: string
  /** What it is to what it belongs to, as ISO 32000-2 names it. */
  readonly relation: string
  readonly description: string | undefined
}

// Nothing where it shows no value of the data.
function originsOf({name}: DataFile, {edition, values, sources}: Provenance): Inner | undefined {
  const id = name.replace(/\.csv$/, '')
  const own = values.filter(({near}) => near === id)
  if (own.length === 0) return undefined
  const names = namesBehind(own).filter((each) => Object.hasOwn(sources, each))
  const behind = Object.fromEntries(names.map((each) => [each, sources[each]]))
  const content = JSON.stringify({edition, values: own, sources: behind})
  return {name: `${id}.json`, content, type: 'application/json', relation: 'Supplement', description: undefined}
}

function addFile(file: PdfFile, {name, content, type, relation, description}: Inner, date: string): number {
  const data = Buffer.from(content)
  const stream = deflateSync(data, {level: 6})
  const about = pdfDictionary({
    Type: pdfName('EmbeddedFile'),
    Subtype: pdfName(type),
    Filter: pdfName('FlateDecode'),
    Length: stream.length,
    Params: pdfDictionary({
      Size: data.length,
      CheckSum: pdfString(createHash('md5').update(data).digest().toString('latin1')),
      ModDate: textString(`D:${date.replaceAll('-', '')}000000Z`)
    })
  })
  const embedded = pdfReference(addObject(file, {value: about, stream}))
  return addObject(file, {
    value: pdfDictionary({
      Type: pdfName('Filespec'),
      F: pdfString(name),
      UF: textString(name),
      Desc: description === undefined ? undefined : textString(description),
      AFRelationship: pdfName(relation),
      EF: pdfDictionary({F: embedded, UF: embedded})
    })
  })
}
