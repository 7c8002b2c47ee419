/** Rules for tables: rows of one width, and cells whose headers can be told. */
import {bytesIn, nameIn, type PdfValue} from '../objects.ts'
import type {StructureElement} from '../structure-tree.ts'
import {faultOf} from './elements.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap} from './look.ts'
import {elementsBy, typeIn} from './roles.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for tables. */
export const tableRules: readonly Rule[] = [
  {name: 'table-rows-are-of-one-width', clause: 'ISO 14289-1 7.2', faults: widths},
  {name: 'header-cell-has-a-scope', clause: 'ISO 14289-1 7.5', faults: scopes},
  {name: 'header-of-a-cell-is-there', clause: 'ISO 14289-1 7.5', faults: headers}
]

function attribute({file}: Examined, {dictionary}: StructureElement, key: string): PdfValue | undefined {
  const all = lookList(file, dictionary.get('A')).map((each) => lookMap(file, each))
  const own = all.find((each) => nameIn(look(file, each?.get('O'))) === 'Table' && each?.has(key))
  return look(file, own?.get(key))
}

function rowsOf(examined: Examined, table: StructureElement): readonly (readonly StructureElement[])[] {
  const typeOf = typeIn(examined)
  const elementsIn = ({kids}: StructureElement) => kids.filter((kid) => kid.at === 'element')
  const rows = elementsIn(table).flatMap((each) => (typeOf(each) === 'TR' ? [each] : elementsIn(each)))
  return rows.filter((each) => typeOf(each) === 'TR').map((row) => elementsIn(row).filter((cell) => /^T[HD]$/.test(typeOf(cell))))
}

function* widths(examined: Examined): Iterable<Fault> {
  for (const table of elementsBy(examined).get('Table') ?? []) {
    const found = widthsOf(examined, rowsOf(examined, table))
    const at = found.findIndex((width) => width !== found[0])
    if (at > 0)
      yield faultOf(
        examined,
        table,
        `Unexpected ${found[at]} cells in row ${at + 1} of a table, expected ${found[0]} as in the first`
      )
  }
}

const MOST_SPANNED = 10_000

// A cell that spans rows is counted in each of them.
function widthsOf(examined: Examined, rows: readonly (readonly StructureElement[])[]): readonly number[] {
  const from = rows.map(() => 0)
  const span = (cell: StructureElement, key: string) => {
    const value = attribute(examined, cell, key)
    return typeof value === 'number' && value > 0 && value < MOST_SPANNED ? value : 1
  }
  rows.forEach((cells, at) => {
    for (const cell of cells) {
      const end = Math.min(rows.length, at + span(cell, 'RowSpan'))
      for (let row = at; row < end; row++) from[row]! += span(cell, 'ColSpan')
    }
  })
  return from
}

function namedBy(examined: Examined, cell: StructureElement): readonly string[] {
  return lookList(examined.file, attribute(examined, cell, 'Headers')).flatMap((id) => bytesIn(id) ?? [])
}

function* scopes(examined: Examined): Iterable<Fault> {
  for (const table of elementsBy(examined).get('Table') ?? []) {
    const cells = rowsOf(examined, table).flat()
    const named = new Set(cells.flatMap((cell) => namedBy(examined, cell)))
    const typeOf = typeIn(examined)
    for (const cell of cells) {
      if (typeOf(cell) !== 'TH' || nameIn(attribute(examined, cell, 'Scope')) !== undefined) continue
      const id = bytesIn(look(examined.file, cell.dictionary.get('ID')))
      if (id === undefined || !named.has(id))
        yield faultOf(examined, cell, 'Unexpected TH without `Scope`, expected whether it heads a row or a column')
    }
  }
}

function* headers(examined: Examined): Iterable<Fault> {
  const {file, elements} = examined
  const ids = new Set(elements.map(({dictionary}) => bytesIn(look(file, dictionary.get('ID')))))
  for (const cell of elements) {
    const missing = namedBy(examined, cell).find((id) => !ids.has(id))
    if (missing !== undefined)
      yield faultOf(examined, cell, 'Unexpected name of a header in `Headers`, expected the `ID` of a cell')
  }
}
