/** A data file and its contract -> a table that keeps it: exact values, one spelling for each, rows in one order. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {Places, RawRow} from '../../connectors/connector.ts'
import {byColumns} from '../../values/decimal.ts'
import {gathering, throwErrors, type Message} from '../../messages.ts'
import {casts, castCell, tooLong} from './cast.ts'
import {checksOf} from './constraints.ts'
import {checkKeys, type PlacedRow, type PlacedTable} from './keys.ts'
import {codePoint, inPlace, placeOf, rowName, shown} from './say.ts'
import type {Cell, Field, Resource, Row} from '../../types.ts'

export {checkContracts} from './contract.ts'
export {checkForeignKeys, type PlacedTable} from './keys.ts'

/** A data file and its contract. */
export interface TableInput {
  readonly resource: Resource
  /** The bytes of the file at `resource.path`. */
  readonly file: Artifact<Uint8Array>
}

/** Reads one data file. `lines` lies apart from the table: a moved row leaves the table as it was. */
export function tableStage(code: Digest): Stage<TableInput, PlacedTable> {
  return {
    name: 'table',
    code,
    subject: ({resource}) => resource.path,
    async run({resource, file}, say) {
      const {messages, ...placed} = await readTable(resource, await file.bytes())
      throwErrors(messages)
      messages.forEach(say)
      return placed
    }
  }
}

/** The table in a file, and everything in the file that breaks its contract. */
export async function readTable(
  resource: Resource,
  bytes: Uint8Array
): Promise<PlacedTable & {readonly messages: readonly Message[]}> {
  // Parsers are not loaded by a build that recalls its tables.
  const {connectors} = await import('../../connectors/index.ts')
  const raw = await connectors.find(({format}) => format === resource.format)!.read(bytes, resource)
  const columns = await Promise.all(resource.fields.map(async (field) => ({field, checks: await checksOf(field)})))
  const {add: gather, messages} = gathering()
  const add = (found: readonly Message[]) =>
    gather(raw.places === undefined ? found : found.map((each) => inPlace(each, raw.places!)))
  gather(raw.messages)
  const rows = raw.rows.map((rawRow): PlacedRow => {
    const row = castRow(rawRow, resource)
    add(checkRow({rawRow, row, places: raw.places}, columns, resource))
    const broken = resource.primaryKey.filter((name) => row[name] === null && (rawRow.cells[name] ?? '') !== '')
    return {row, line: rawRow.line, ...(broken.length > 0 && {broken})}
  })
  add(checkKeys(rows, resource, raw.places))
  const order = orderOf(resource)
  const sorted = rows.toSorted((a, b) => order(a.row, b.row))
  const table = {name: resource.name, fields: resource.fields, primaryKey: resource.primaryKey, rows: sorted.map(({row}) => row)}
  return {table, lines: sorted.map(({line}) => line), ...(raw.places && {places: raw.places}), messages}
}

function castRow({cells}: RawRow, {fields}: Resource): Row {
  return Object.fromEntries(fields.map((field) => [field.name, castCell(cells[field.name] ?? null, field) ?? null]))
}

// By primary key, and by all columns where there is none: a reordered file is the same table.
function orderOf({fields, primaryKey}: Resource): (a: Row, b: Row) => number {
  const key = primaryKey.flatMap((name) => fields.filter((field) => field.name === name))
  return byColumns([...key, ...fields])
}

interface Column {
  readonly field: Field
  readonly checks: Awaited<ReturnType<typeof checksOf>>
}

/** A row as the file has it, and as its contract reads it. */
interface BothRows {
  readonly rawRow: RawRow
  readonly row: Row
  readonly places: Places | undefined
}

function checkRow({rawRow, row, places}: BothRows, columns: readonly Column[], {path, primaryKey}: Resource): Message[] {
  const {cells, line} = rawRow
  return columns.flatMap((column) => {
    const {field} = column
    const raw = cells[field.name] ?? null
    return checkCell(raw, row[field.name]!, column).map(({rule, expected, note, found}): Message => {
      const reason = `Unexpected ${found ?? shown(raw)} in \`${field.name}\` of ${rowName(row, primaryKey)}, expected ${expected}`
      return {severity: 'error', rule, path, line, reason, note, ...(places && {place: placeOf(places, line, field.name)})}
    })
  })
}

interface Fault {
  readonly rule: string
  readonly expected: string
  readonly found?: string
  readonly note?: string
}

// Half of a pair, no character, for private use, or of control: what a wrong encoding leaves behind, or what no page can show.
const DAMAGE = /[\p{Cs}\uFFFD\p{Co}]|(?![\n\r\t])\p{Cc}/u

function checkCell(raw: string | boolean | null, value: Cell, {field, checks}: Column): Fault[] {
  const damage = typeof raw === 'string' ? DAMAGE.exec(raw)?.[0] : undefined
  if (damage !== undefined) {
    const note = 'The text was read or saved in a wrong encoding; take the value from its source again.'
    return [{rule: 'text-is-undamaged', found: `character ${codePoint(damage)}`, expected: 'text that a reader can read', note}]
  }
  if (value === null && typeof raw === 'string' && raw !== '') {
    const long = tooLong(raw, field)
    return [long === undefined ? {rule: 'cell-matches-type', ...wordsOf(field)} : {rule: 'cell-fits-its-scale', ...long}]
  }
  if (value === null && raw !== null && raw !== '') return [{rule: 'cell-matches-type', ...wordsOf(field)}]
  return checks.map((check) => check(value)).filter((breach) => breach !== undefined)
}

function wordsOf({type}: Field): Pick<Fault, 'expected' | 'note'> {
  const {expected, note} = casts[type]
  return {expected, note}
}
