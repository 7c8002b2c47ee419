/** What holds between rows: unique columns, primary keys, and keys that point into other tables. */
import type {Places} from '../../connectors/connector.ts'
import {gathering, type Message} from '../../messages.ts'
import type {ForeignKey, Resource, Row, Table} from '../../types.ts'
import {isCalledWhole, totalsIn} from '../../values/totals.ts'
import {firstAt, inPlace, rowName, shown} from './say.ts'

/** A row and the line of the file where it starts. */
export interface PlacedRow {
  readonly row: Row
  readonly line: number
  /** Columns whose cells are not empty and yet no value: told of already. */
  readonly broken?: readonly string[]
}

/** A table and, for each of its rows, the line in its file. */
export interface PlacedTable {
  readonly table: Table
  readonly lines: readonly number[]
  /** How these are told, where they are no lines. */
  readonly places?: Places
}

/** Values that may stand once and stand twice, and keys with a part that is not stated. */
export function checkKeys(
  rows: readonly PlacedRow[],
  {path, primaryKey, fields, uniqueKeys = []}: Resource,
  places?: Places
): Message[] {
  const unique = fields.filter((field) => field.constraints?.unique).map((field) => field.name)
  return [
    ...unique.flatMap((name) =>
      repeated(rows, [name]).map(({line, row, first}) =>
        error({
          rule: 'cell-is-unique',
          line,
          reason: `Unexpected second ${shown(row[name])} in \`${name}\`, expected each value once`,
          note: firstAt(first, places)
        })
      )
    ),
    ...uniqueKeys.flatMap((key) =>
      repeated(rows, key).map(({line, row, first}) =>
        error({
          rule: 'unique-key-is-unique',
          line,
          reason: `Unexpected second ${rowName(row, key)}, expected ${key.map((name) => `\`${name}\``).join(', ')} once together`,
          note: `The first is on line ${first}.`
        })
      )
    ),
    ...(primaryKey.length === 0
      ? []
      : [
          ...rows.flatMap(emptyKey),
          ...repeated(rows, primaryKey).map(({line, row, first}) =>
            error({
              rule: 'primary-key-is-unique',
              line,
              reason: `Unexpected second ${rowName(row, primaryKey)}, expected each key once (${primaryKey.join(', ')})`,
              note: firstAt(first, places)
            })
          )
        ])
  ]

  function emptyKey({row, line, broken = []}: PlacedRow): Message[] {
    const empty = primaryKey.filter((name) => row[name] === null && !broken.includes(name))
    return empty.map((name) =>
      error({
        rule: 'primary-key-is-present',
        line,
        reason: `Unexpected empty \`${name}\`, expected a value: it is part of the primary key`
      })
    )
  }

  function error({rule, line, reason, note}: Pick<Message, 'rule' | 'line' | 'reason' | 'note'>): Message {
    return {severity: 'error', rule, path, line, reason, note}
  }
}

/** Rows that point to a row that is in no table. */
export function checkForeignKeys(tables: readonly PlacedTable[], resources: readonly Resource[]): Message[] {
  const byName = new Map(tables.map((placed) => [placed.table.name, placed]))
  const {add, messages} = gathering()
  for (const resource of resources) {
    const from = byName.get(resource.name)
    if (from === undefined) continue
    for (const key of resource.foreignKeys) {
      const target = byName.get(key.reference.resource || resource.name)
      add(strays(key, {from, target}, resource))
    }
  }
  return messages
}

/** The table that a key stands in, and the one that it points into. */
interface Ends {
  readonly from: PlacedTable
  readonly target: PlacedTable | undefined
}

function strays({fields, reference}: ForeignKey, {from, target}: Ends, {path}: Resource): Message[] {
  if (target === undefined) return []
  const {table, lines, places} = from
  const known = new Set(target.table.rows.map((row) => keyOf(row, reference.fields)))
  const isStray = (row: Row) => !fields.some((name) => row[name] === null) && !known.has(keyOf(row, fields))
  const total = totalAmong(table.rows.filter(isStray), {fields, table})
  return table.rows.flatMap((row, index): Message[] => {
    if (!isStray(row)) return []
    const value = fields.map((name) => shown(row[name])).join(', ')
    const found = `${value} in \`${fields.join(', ')}\` of ${rowName(row, table.primaryKey)}`
    const reason = `Unexpected ${found}, expected a \`${reference.fields.join(', ')}\` of the table \`${target.table.name}\``
    const note = row === total ? totalNote(fields[0]!, row) : 'Mend the value, or add the row that it names.'
    return [inPlace({severity: 'error', rule: 'foreign-key-exists', path, line: lines[index], reason, note}, places)]
  })
}

// Told once: the other rows of a total are mended with the first.
function totalAmong(
  strays: readonly Row[],
  {fields, table}: {readonly fields: readonly string[]; readonly table: Table}
): Row | undefined {
  if (strays.length === 0 || fields.length > 1) return undefined
  const [column] = fields as [string]
  const totals = totalsIn(table).filter((total) => total.column === column)
  // A total of men and women is no place: what else the key names is not asked.
  const others = table.primaryKey.filter((name) => name !== column)
  const named = (row: Row) => Object.fromEntries(Object.entries(row).filter(([name]) => !others.includes(name)))
  return strays.find((row) => isCalledWhole([named(row)]) || totals.some(({value}) => value === row[column]))
}

function totalNote(column: string, row: Row): string {
  return `Where it is a total of the others, the file may stay as it is: take this foreign key out of the contract, and the total out of queries, as in \`where ${column} <> '${String(row[column]).replaceAll("'", "''")}'\`. Else mend the value, or add the row that it names.`
}

function repeated(rows: readonly PlacedRow[], names: readonly string[]): (PlacedRow & {readonly first: number})[] {
  const seen = new Map<string, number>()
  return rows.flatMap(({row, line}) => {
    if (names.some((name) => row[name] === null)) return []
    const key = keyOf(row, names)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, line)
    return first === undefined ? [] : [{row, line, first}]
  })
}

function keyOf(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name] ?? null))
}
