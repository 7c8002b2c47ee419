/** What is guessed of a column, what is not sure about it, and how a guess is held against the cells. */
import type {RawCell} from '../../connectors/connector.ts'
import {toResource, type FieldDefinition} from '../../schema/definition.ts'
import {cellReader} from '../../stages/table/index.ts'
import type {Cell} from '../../types.ts'

/** A cell that has something in it. */
export type Stated = Exclude<RawCell, null>

/** A column of a file, without the cells that hold nothing. */
export interface Column {
  readonly name: string
  readonly cells: readonly Stated[]
  /** Of each cell. */
  readonly lines: readonly number[]
  /** Numbers, days and moments are written as Octavo writes them: they come from a program, not from a text. */
  readonly isTyped: boolean
}

/** Something that the author of a draft should look at. */
export interface Doubt {
  /** Named for what should hold. */
  readonly rule: string
  readonly reason: string
  readonly note?: string
  readonly line?: number
}

/** A column as it is drafted: its type, and how its cells are written. */
export interface Guess {
  readonly field: FieldDefinition
  readonly doubts: readonly Doubt[]
}

/** The values of all cells, by a field; nothing where one is none of its type. */
export function valuesBy(field: FieldDefinition, cells: readonly RawCell[]): readonly Cell[] | undefined {
  const read = cellReader(toResource({name: 'draft', path: '', schema: {fields: [field]}}), cells)
  const values: Cell[] = []
  for (const cell of cells) {
    const value = read(cell)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

/** One of several ways to read a column. */
export interface Way {
  readonly field: FieldDefinition
  readonly values: readonly Cell[]
}

/** The ways that read all cells, those that give other values than an earlier one alone: of more than one none is sure. */
export function waysToRead(fields: readonly FieldDefinition[], cells: readonly RawCell[]): readonly Way[] {
  const ways: Way[] = []
  for (const field of fields) {
    const values = valuesBy(field, cells)
    if (values !== undefined && !ways.some((other) => values.every((value, at) => value === other.values[at])))
      ways.push({field, values})
  }
  return ways
}

/** A cell for a message. */
export function quoted(cell: RawCell): string {
  const text = String(cell)
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``
}
