/** Parquet by contract: decimals and whole numbers exact, days as ISO 8601, other numbers their shortest decimal. */
import {brotliDecompressSync, gunzipSync, zstdDecompressSync} from 'node:zlib'
import {parquetMetadataAsync, parquetReadObjects, type FileMetaData, type SchemaElement} from 'hyparquet'
import {gathering, type Gathering, type Message} from '../messages.ts'
import type {Field, FieldType, Resource} from '../types.ts'
import {compoundCell, MOST_ROWS, tooManyRows, type Connector, type RawCell, type RawTable} from './connector.ts'
import {checkBytes} from './first-bytes.ts'
import {durationOf, isInterval, isTime, momentOf, PARSERS, timeOf} from './parquet-times.ts'
import {checkColumns, shortest} from './rows.ts'

/** Parquet files. */
export const parquet: Connector = {
  format: 'parquet',
  columns: async (bytes) => {
    try {
      return [...columnsOf(await parquetMetadataAsync(new Uint8Array(bytes).buffer)).keys()]
    } catch {
      return []
    }
  },
  async read(bytes, resource) {
    const wrong = checkBytes(bytes, resource)
    if (wrong !== undefined) return {rows: [], messages: [wrong]}
    const file = new Uint8Array(bytes).buffer
    try {
      const metadata = await parquetMetadataAsync(file)
      if (metadata.num_rows > MOST_ROWS) return {rows: [], messages: [tooManyRows(Number(metadata.num_rows), resource)]}
      const columns = columnsOf(metadata)
      const messages = checkColumns([...columns.keys()], resource, 'file')
      if (messages.length > 0) return {rows: [], messages}
      const rows = await parquetReadObjects({
        file,
        metadata: asStored(metadata),
        compressors: COMPRESSORS,
        parsers: PARSERS,
        utf8: false
      })
      return toTable(rows, columns, resource)
    } catch (error) {
      return {rows: [], messages: [damaged(error, resource)]}
    }
  }
}

const limit = (length: number) => ({maxOutputLength: Math.max(1, length)})

const COMPRESSORS = {
  GZIP: (input: Uint8Array, length: number) => gunzipSync(input, limit(length)),
  BROTLI: (input: Uint8Array, length: number) => brotliDecompressSync(input, limit(length)),
  ZSTD: (input: Uint8Array, length: number) => zstdDecompressSync(input, limit(length))
}

/** What a column holds: the element of its values, or of the items of its lists. */
interface Column {
  readonly leaf: SchemaElement
  readonly isList: boolean
}

type Columns = ReadonlyMap<string, Column>

// The first element is the table itself; what lies inside a column is no column.
function columnsOf({schema}: FileMetaData): Columns {
  const columns = new Map<string, Column>()
  for (let at = 1; at < schema.length; at = after(schema, at)) {
    const element = schema[at]!
    const leaf = schema[after(schema, at) - 1]!
    columns.set(element.name, {leaf, isList: leaf !== element})
  }
  return columns
}

function after(schema: readonly SchemaElement[], at: number): number {
  let next = at + 1
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) next = after(schema, next)
  return next
}

// The library makes doubles of decimals, and bare numbers of times: these come as they are stored, and are reckoned here.
function asStored(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) =>
    isDecimal(element) || isTime(element) || isInterval(element)
      ? {...element, converted_type: undefined, logical_type: undefined}
      : element
  )
  return {...metadata, schema}
}

function isDecimal({converted_type: converted, logical_type: logical}: SchemaElement): boolean {
  return converted === 'DECIMAL' || logical?.type === 'DECIMAL'
}

function toTable(rows: readonly Readonly<Record<string, unknown>>[], columns: Columns, resource: Resource): RawTable {
  const {add, messages} = gathering()
  const cells = rows.map((row, index) => ({
    line: index + 1,
    cells: Object.fromEntries(
      resource.fields.map((field) => {
        const {name} = field
        return [name, cell(row[name], columns.get(name)!, {line: index + 1, field, add, resource})]
      })
    )
  }))
  return {rows: cells, messages, places: {}}
}

interface Reading {
  readonly line: number
  readonly field: Field
  readonly add: Gathering['add']
  readonly resource: Resource
}

function cell(value: unknown, column: Column, {line, field, add, resource}: Reading): RawCell {
  if (value === null || value === undefined) return null
  const {itemType = 'string'} = field
  if (field.type === 'list' && Array.isArray(value)) {
    const items = value.map((item: unknown) => simple(item, column.leaf, itemType))
    if (items.every((item) => item !== undefined)) return items
  }
  const text = column.isList ? undefined : simple(value, column.leaf, field.type)
  if (text !== undefined) return text
  add([{...compoundCell(field.name, line, resource), place: `row ${line}`}])
  return null
}

function simple(value: unknown, element: SchemaElement, type: FieldType): string | boolean | undefined {
  if (value instanceof Uint8Array && isInterval(element)) return durationOf(value)
  if (isDecimal(element)) return decimal(value as number | bigint | Uint8Array, element.scale ?? 0)
  if (isTime(element)) return timeOf(value as number | bigint, element)
  if (typeof value === 'string') return momentOf(value, element, type)
  if (typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return element.type === 'FLOAT' ? shortest(single(value)) : shortest(value)
  return undefined
}

// Two's complement, the highest byte first.
function decimal(value: number | bigint | Uint8Array, scale: number): string {
  const whole =
    value instanceof Uint8Array
      ? BigInt.asIntN(
          value.length * 8,
          value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
        )
      : BigInt(value)
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  const [before, places] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  return `${whole < 0n ? '-' : ''}${before}${scale > 0 ? `.${places}` : ''}`
}

// The shortest decimal that is the same number of 32 bits: nine digits always are.
function single(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

function damaged(error: unknown, {path}: Resource): Message {
  const message = error instanceof Error ? error.message : String(error)
  if (/unsupported compression/i.test(message))
    return {
      severity: 'error',
      rule: 'file-is-of-its-kind',
      path,
      reason: `Unexpected compression of the Parquet file (${message}), expected Snappy, Zstandard, GZIP, Brotli or none`,
      note: 'Write it again with Zstandard or Snappy.'
    }
  const note = 'It may still be being written, or was not copied to its end: take it from its source again.'
  return {
    severity: 'error',
    rule: 'file-is-whole',
    path,
    reason: 'Unexpected end or damage of the Parquet file, expected all of it',
    note
  }
}
