/** A data file and its contract -> a table that keeps it: exact values, one spelling for each, rows in one order. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {Places, RawCell, RawRow, RawTable} from '../../connectors/connector.ts'
import {garbledIn} from '../../values/garbled.ts'
import {byColumns} from '../../values/order.ts'
import {gathering, throwErrors, type Message} from '../../messages.ts'
import {adviceFor} from './advice.ts'
import {casts, castCell, tooLong} from './cast.ts'
import {checksOf} from './constraints.ts'
import {checkKeys, type PlacedRow, type PlacedTable} from './keys.ts'
import {checkKinds} from './kinds.ts'
import {codePoint, inPlace, placeOf, rowName, shown, textOf} from './say.ts'
import {underNames} from './headers.ts'
import {checkSpellings} from './spellings.ts'
import {checkUnits} from './units.ts'
import {writingOf} from './written.ts'
import type {Writing} from './writing.ts'
import type {Cell, Field, Resource, Row} from '../../types.ts'

export {checkContracts} from './contract.ts'
export {checkForeignKeys, type PlacedTable} from './keys.ts'
export {checkPlaceNames} from './place-names.ts'
export {namedPlaces} from './places-named.ts'
export {checkReleased} from './released.ts'
export {checkSizes} from './sizes.ts'
export {checkTests} from './tests.ts'
export {affixedIn, affixOf, around, isSame} from './affix.ts'
export {NUMBER_WRITINGS} from './writing.ts'

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
  const raw = await underNames(resource, (inFile) =>
    connectors.find(({format}) => format === resource.format)!.read(bytes, inFile)
  )
  const columns = await Promise.all(
    resource.fields.map(async (field) => ({
      field,
      checks: await checksOf(field),
      writing: writingOf(field, resource, () => cellsOf(field, raw))
    }))
  )
  const {add: gather, messages} = gathering()
  const add = (found: readonly Message[]) =>
    gather(raw.places === undefined ? found : found.map((each) => inPlace(each, raw.places!)))
  gather(raw.messages)
  const rows = raw.rows.map((rawRow): PlacedRow => {
    const read = columns.map((column) => readCell(rawRow.cells[column.field.name] ?? null, column))
    const row = Object.fromEntries(columns.map(({field}, at) => [field.name, read[at]!.value]))
    add(checkRow({rawRow, row, read, places: raw.places}, columns, resource))
    const broken = columns
      .filter(({field: {name}}, at) => resource.primaryKey.includes(name) && read[at]!.isBroken)
      .map(({field}) => field.name)
    return {row, line: rawRow.line, ...(broken.length > 0 && {broken})}
  })
  add(checkUnits(raw, resource))
  add(checkKinds(rows, resource))
  add(checkSpellings(rows, resource, raw.places))
  add(checkKeys(rows, resource, raw.places))
  const order = orderOf(resource)
  const sorted = rows.toSorted((a, b) => order(a.row, b.row))
  const table = {name: resource.name, fields: resource.fields, primaryKey: resource.primaryKey, rows: sorted.map(({row}) => row)}
  return {table, lines: sorted.map(({line}) => line), ...(raw.places && {places: raw.places}), messages}
}

function* cellsOf({name}: Field, {rows}: RawTable): Iterable<RawCell> {
  for (const {cells} of rows) yield cells[name] ?? null
}

/** Reads cells as values of the first column of a contract; nothing for what is none. `cells` are all that the column has. */
export function cellReader(resource: Resource, cells: readonly RawCell[]): (raw: RawCell) => Cell | undefined {
  const field = resource.fields[0]!
  const column = {field, checks: [], writing: writingOf(field, resource, () => cells)}
  return (raw) => {
    const {value, isBroken} = readCell(raw, column)
    return isBroken ? undefined : value
  }
}

interface Read {
  /** As Octavo writes it; nothing where the file does not write it as its contract says. */
  readonly plain: RawCell | undefined
  readonly value: Cell
  /** Something stands there that is no value. */
  readonly isBroken: boolean
}

function readCell(raw: RawCell, {field, writing}: Column): Read {
  const plain = typeof raw === 'string' && raw !== '' ? writing.plain(raw) : raw
  const value = plain === undefined ? undefined : castCell(plain, field)
  return {plain, value: value ?? null, isBroken: value === undefined}
}

// By primary key, and by all columns where there is none: a reordered file is the same table.
function orderOf({fields, primaryKey}: Resource): (a: Row, b: Row) => number {
  const key = primaryKey.flatMap((name) => fields.filter((field) => field.name === name))
  return byColumns([...key, ...fields])
}

interface Column {
  readonly field: Field
  readonly checks: Awaited<ReturnType<typeof checksOf>>
  readonly writing: Writing
}

interface ColumnOf extends Column {
  readonly resource: Resource
}

/** A row as the file has it, and as its contract reads it. */
interface BothRows {
  readonly rawRow: RawRow
  readonly row: Row
  /** Of each column. */
  readonly read: readonly Read[]
  readonly places: Places | undefined
}

function checkRow({rawRow, row, read, places}: BothRows, columns: readonly Column[], resource: Resource): Message[] {
  const {cells, line} = rawRow
  const {path, primaryKey} = resource
  return columns.flatMap((column, at) => {
    const {field} = column
    const raw = cells[field.name] ?? null
    return checkCell(raw, read[at]!, {...column, resource}).map(({rule, expected, note, found}): Message => {
      const reason = `Unexpected ${found ?? shown(textOf(raw))} in \`${field.name}\` of ${rowName(row, primaryKey)}, expected ${expected}`
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

function checkCell(raw: RawCell, {plain, value, isBroken}: Read, column: ColumnOf): Fault[] {
  const {field, checks, writing, resource} = column
  const damage = DAMAGE.exec(String(textOf(raw)))?.[0]
  if (damage !== undefined) {
    const note = 'The text was read or saved in a wrong encoding; take the value from its source again.'
    return [{rule: 'text-is-undamaged', found: `character ${codePoint(damage)}`, expected: 'text that a reader can read', note}]
  }
  const garbled = typeof value === 'string' ? garbledIn(value) : undefined
  if (garbled !== undefined) {
    const note = `It was read in a wrong encoding and saved so: ${shown(garbled.found)} was ${shown(garbled.meant)}. Take the file from its source again.`
    return [{rule: 'text-is-undamaged', expected: 'text that a reader can read', note}]
  }
  if (isBroken) {
    const long = typeof plain === 'string' ? tooLong(plain, field) : undefined
    if (long !== undefined) return [{rule: 'cell-fits-its-scale', ...long}]
    const {expected = casts[field.type].expected} = writing
    const note = typeof raw === 'string' ? adviceFor(raw, field, resource) : casts[field.type].note
    return [{rule: 'cell-matches-type', expected, ...(note !== undefined && {note})}]
  }
  return checks.map((check) => check(value)).filter((breach) => breach !== undefined)
}
