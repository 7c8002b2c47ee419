/** Rows that are read -> what holds for them: columns without a blank, keys, few repeated texts, limits where they are asked for. */
import type {FieldDefinition} from '../../schema/definition.ts'
import {compareValues} from '../../values/order.ts'
import type {Cell, FieldType, Row} from '../../types.ts'
import type {Doubt} from './guess.ts'
import {isCounted} from './numbers.ts'

/** Columns that hold for the rows of a table. */
export interface Held {
  readonly fields: readonly FieldDefinition[]
  readonly primaryKey: readonly string[]
  readonly doubts: readonly Doubt[]
}

/** What is asked for, and what is known. */
export interface Holding {
  readonly limits: boolean
  /** Columns that name rows of other tables: what may stand there, those say. */
  readonly named?: readonly unknown[]
}

/** Fewer rows than this are told apart by anything. */
const FEW_ROWS = 4
/** Texts of a list, and how often each stands there at least, on the whole. */
const [MOST_LISTED, REPEATED, LONGEST] = [12, 4, 40]

const NAMES_A_ROW: readonly FieldType[] = ['string', 'date', 'year', 'yearmonth', 'datetime', 'time']
const IS_CODE = /(?:^|_)(?:id|code|key|iso\d?|nr|no|uuid|slug)$|(?:编号|代码|編號|代碼)$/i

/** What holds for every row. `limits`: the least and the greatest value too, though the next file may go beyond. */
export function heldBy(rows: readonly Row[], fields: readonly FieldDefinition[], {limits, named = []}: Holding): Held {
  const columns = fields.map((field) => ({field, cells: rows.map((row) => row[field.name] ?? null)}))
  const full = columns.filter(({cells}) => rows.length > 0 && !cells.includes(null))
  const primaryKey = rows.length === 0 ? [] : keyOf(full, columns)
  const held = columns.map((column) => {
    const {field, cells} = column
    const listed = named.includes(field.name) ? undefined : listedIn(column)
    const constraints = {
      ...(full.includes(column) && {required: true}),
      ...(full.includes(column) && !primaryKey.includes(field.name) && isUniqueCode(column) && {unique: true}),
      ...(listed && {enum: listed}),
      ...(limits && limitsOf(cells, field.type ?? 'string'))
    }
    return Object.keys(constraints).length === 0 ? field : {...field, constraints}
  })
  return {fields: held, primaryKey, doubts: [...listDoubts(held), ...keyDoubts(primaryKey, rows)]}
}

interface Column {
  readonly field: FieldDefinition
  readonly cells: readonly Cell[]
}

// One column if it can be, codes first; else the first two that name a row together.
function keyOf(full: readonly Column[], columns: readonly Column[]): readonly string[] {
  const able = full.filter((column) => isName(column, column === columns[0]))
  const ones = able.filter(({cells}) => isDistinct([cells]))
  const one = ones.find(({field}) => IS_CODE.test(field.name)) ?? ones[0]
  if (one !== undefined) return [one.field.name]
  for (const [at, first] of able.entries())
    for (const second of able.slice(at + 1))
      if (isDistinct([first.cells, second.cells])) return [first.field.name, second.field.name]
  return []
}

// Of counts all may differ, and name nothing: numbers are names where they stand first, or are called a code. So are texts that
// may be numbers; those that are numbers but for a sign, a note or a slip name nothing.
function isName({field: {name, header, type = 'string'}, cells}: Column, isFirst: boolean): boolean {
  if (type === 'string' && !IS_CODE.test(name) && isCounted(cells)) return false
  const isNumber = type === 'integer' || (type === 'string' && cells.every((cell) => /^[1-9]\d*$/.test(String(cell))))
  // A column that its file has no word for counts the rows.
  return isNumber ? (isFirst && header !== '') || IS_CODE.test(name) : NAMES_A_ROW.includes(type)
}

function isDistinct(columns: readonly (readonly Cell[])[]): boolean {
  const rows = columns[0]!.map((_, at) => JSON.stringify(columns.map((cells) => cells[at])))
  return new Set(rows).size === rows.length
}

function isUniqueCode({field, cells}: Column): boolean {
  return cells.length >= FEW_ROWS && IS_CODE.test(field.name) && isDistinct([cells])
}

function listedIn({field, cells}: Column): readonly string[] | undefined {
  const stated = cells.filter((cell) => typeof cell === 'string')
  const texts = [...new Set(stated)].toSorted((a, b) => compareValues(a, b, 'string'))
  if ((field.type ?? 'string') !== 'string' || texts.length < 2 || texts.length > MOST_LISTED) return undefined
  const isShort = texts.every((text) => text.length <= LONGEST && !text.includes('\n'))
  return isShort && stated.length >= texts.length * REPEATED ? texts : undefined
}

function listDoubts(fields: readonly FieldDefinition[]): readonly Doubt[] {
  const listed = fields.filter(({constraints}) => constraints?.enum !== undefined).map(({name}) => `\`${name}\``)
  if (listed.length === 0) return []
  const reason = `Unexpected texts in ${listed.join(', ')} that are few and stand there again and again, expected lists of them`
  return [{rule: 'list-is-whole', reason, note: 'They are drafted as `enum`; take it out, or add what may come.'}]
}

function keyDoubts(key: readonly string[], rows: readonly Row[]): readonly Doubt[] {
  const rule = 'key-is-sure'
  if (key.length === 0)
    return [
      {
        rule,
        reason:
          'Unexpected rows that no column alone and no two columns together tell apart, expected a key: columns whose values no two rows share',
        note: 'Where more columns do, write their names as `primaryKey`, as in `["place", "year", "kind"]`.'
      }
    ]
  // A column that is called a code is a key with few rows as with many.
  if (rows.length >= FEW_ROWS || (key.length === 1 && IS_CODE.test(key[0]!))) return []
  const reason = `Unexpected ${rows.length === 1 ? 'single row' : `${rows.length} rows`}, expected more to tell a key by`
  return [{rule, reason, note: `\`primaryKey\` is drafted as ${key.join(', ')}.`}]
}

const UNLIMITED: readonly FieldType[] = ['string', 'boolean', 'list']

function limitsOf(
  cells: readonly Cell[],
  type: FieldType
): {readonly minimum?: string | number; readonly maximum?: string | number} {
  const values = cells.filter((cell) => typeof cell === 'string').toSorted((a, b) => compareValues(a, b, type))
  const [least, greatest] = [values[0], values.at(-1)]
  return least === undefined || greatest === undefined || UNLIMITED.includes(type)
    ? {}
    : {minimum: limit(least), maximum: limit(greatest)}
}

// A number as JSON has it, where that is the same one.
function limit(value: string): string | number {
  return String(Number(value)) === value ? Number(value) : value
}
