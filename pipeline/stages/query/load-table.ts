/** A table of the report -> a table of the database, with explicit types and exact values. */
import type {DuckDBAppender, DuckDBConnection} from '@duckdb/node-api'
import {scaleOf, WHOLE_DIGITS} from '../../values/decimal.ts'
import type {Cell, Field, Table} from '../../types.ts'

/** Create and fill a table under this name. Its columns and rows are in the order of the contract. */
export async function loadTable(connection: DuckDBConnection, name: string, {fields, rows}: Table): Promise<void> {
  const columns = fields.map((field) => ({name: field.name, ...columnOf(field)}))
  await connection.run(
    `create table ${quoted(name)} (${columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`
  )
  const appender = await connection.createAppender(name)
  const {DuckDBDateValue, DuckDBDecimalValue} = await import('@duckdb/node-api')
  for (const row of rows) {
    for (const column of columns) append(appender, column, row[column.name] ?? null)
    appender.endRow()
  }
  appender.closeSync()

  function append(to: DuckDBAppender, {kind, scale}: Column, cell: Cell): void {
    if (cell === null) return to.appendNull()
    if (typeof cell === 'boolean') return to.appendBoolean(cell)
    if (kind === 'integer') return to.appendBigInt(BigInt(cell))
    if (kind === 'year') return to.appendInteger(Number(cell))
    if (kind === 'date') return to.appendDate(new DuckDBDateValue(Date.parse(`${cell}T00:00:00Z`) / DAY))
    if (kind === 'number') return to.appendDecimal(new DuckDBDecimalValue(scaled(cell, scale), WHOLE_DIGITS + scale, scale))
    return to.appendVarchar(cell)
  }
}

/** A name as SQL writes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

interface Column {
  readonly kind: Field['type']
  readonly type: string
  /** Digits after the point. */
  readonly scale: number
}

const DAY = 24 * 60 * 60 * 1000
const TYPES = {string: 'varchar', integer: 'bigint', boolean: 'boolean', date: 'date', year: 'integer'}

// By the contract alone, so that no cell changes what a query makes of the others. All numbers have as many digits before the
// point: where two columns meet, the database finds a type that holds both.
function columnOf(field: Field): Column {
  const {type: kind} = field
  if (kind !== 'number') return {kind, type: TYPES[kind], scale: 0}
  const scale = scaleOf(field)
  return {kind, type: `decimal(${WHOLE_DIGITS + scale}, ${scale})`, scale}
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
