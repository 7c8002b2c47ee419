/** Rules for the files within a file: what they are, and what they belong to (ISO 19005-3, 6.8). */
import {bytesIn, nameIn, type PdfDictionary} from '../objects.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap} from './look.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for attached files. */
export const fileRules: readonly Rule[] = [
  {name: 'file-has-names', clause: 'ISO 19005-3 6.8', faults: eachFile(names)},
  {name: 'file-says-its-relation', clause: 'ISO 19005-3 6.8', faults: eachFile(relation)},
  {name: 'file-says-its-kind', clause: 'ISO 19005-3 6.8', faults: eachFile(kind)},
  {name: 'file-says-its-date', clause: 'ISO 19005-3 6.8', faults: eachFile(date)},
  {name: 'file-belongs-to-something', clause: 'ISO 19005-3 6.8', faults: owners}
]

type OfFile = (examined: Examined, specification: PdfDictionary) => string | undefined

function eachFile(reasonOf: OfFile): Rule['faults'] {
  return function* (examined): Iterable<Fault> {
    for (const [object, specification] of filesOf(examined)) {
      const reason = reasonOf(examined, specification)
      if (reason !== undefined) yield {object, reason}
    }
  }
}

// A dictionary with the bytes of a file in it specifies one, whatever its type says.
function filesOf({file}: Examined): readonly (readonly [number, PdfDictionary])[] {
  return [...file.objects.keys()].flatMap((number) => {
    const dictionary = lookMap(file, {kind: 'reference', number})
    return dictionary !== undefined && lookMap(file, dictionary.get('EF')) !== undefined ? [[number, dictionary] as const] : []
  })
}

function names({file}: Examined, specification: PdfDictionary): string | undefined {
  const isNamed = ['F', 'UF'].every((key) => (bytesIn(look(file, specification.get(key))) ?? '') !== '')
  return isNamed ? undefined : 'Unexpected file without a name in `F` or `UF`, expected it in both'
}

const RELATIONS: readonly string[] = ['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified']

function relation({file}: Examined, specification: PdfDictionary): string | undefined {
  const told = nameIn(look(file, specification.get('AFRelationship')))
  return RELATIONS.includes(told ?? '')
    ? undefined
    : 'Unexpected file without `AFRelationship`, expected what it is to the document'
}

function bytesOf({file}: Examined, specification: PdfDictionary): PdfDictionary | undefined {
  const bytes = lookMap(file, specification.get('EF'))
  return lookMap(file, bytes?.get('UF')) ?? lookMap(file, bytes?.get('F'))
}

function kind(examined: Examined, specification: PdfDictionary): string | undefined {
  const told = nameIn(look(examined.file, bytesOf(examined, specification)?.get('Subtype')))
  const isKind = /^[\w.+-]+\/[\w.+-]+$/.test(told ?? '')
  return isKind ? undefined : 'Unexpected file without a kind in `Subtype`, expected one as in `text/csv`'
}

function date(examined: Examined, specification: PdfDictionary): string | undefined {
  const {file} = examined
  const parameters = lookMap(file, bytesOf(examined, specification)?.get('Params'))
  const isDated = (bytesIn(look(file, parameters?.get('ModDate'))) ?? '').startsWith('D:')
  return isDated ? undefined : 'Unexpected file without a date, expected `ModDate` in its `Params`'
}

function* owners(examined: Examined): Iterable<Fault> {
  const {file, catalog, pages, elements, annotations} = examined
  const holders = [catalog, ...[...pages, ...elements, ...annotations].map(({dictionary}) => dictionary)]
  const owned = new Set(holders.flatMap((holder) => lookList(file, holder.get('AF')).map((each) => lookMap(file, each))))
  for (const [object, specification] of filesOf(examined))
    if (!owned.has(specification))
      yield {object, reason: 'Unexpected file that belongs to nothing, expected it in an `AF` of the document or of a part'}
}
