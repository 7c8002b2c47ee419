/** The rows of a file -> those that are hardly rows of its table: a source, a note or a heading in one cell. */
import type {RawTable} from '../../connectors/connector.ts'
import {quoted, type Doubt} from './guess.ts'

/** Of fewer columns a row with one value may well be whole. */
const FEW_COLUMNS = 3

/** Rows of which one cell alone says something, where most rows say more: they are told as one, by the first. */
export function noteRows(names: readonly string[], {rows}: RawTable): readonly Doubt[] {
  if (names.length < FEW_COLUMNS) return []
  const lone = rows.flatMap(({cells, line}) => {
    const [name, other] = names.filter((each) => (cells[each] ?? '') !== '')
    return name === undefined || other !== undefined ? [] : [{name, cell: cells[name]!, line}]
  })
  const [first] = lone
  if (first === undefined || lone.length > rows.length / 2) return []
  const more = lone.length === 1 ? '' : `, and in ${lone.length - 1} more such ${lone.length === 2 ? 'row' : 'rows'}`
  const reason = `Unexpected ${quoted(first.cell)} alone in its row${more}, expected a row of the table`
  const note = 'Take it out of the file where it is a source, a note or a heading: what it says has its place in the contract.'
  return [{rule: 'row-has-values', reason, note, line: first.line}]
}
