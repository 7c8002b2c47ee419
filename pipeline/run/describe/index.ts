/** The bytes of a data file -> a first contract of it, for its author to correct, and what is not sure about that. */
import {connectors} from '../../connectors/index.ts'
import type {RawTable} from '../../connectors/connector.ts'
import {ReportError, throwErrors, type Message} from '../../messages.ts'
import {toResource, type FieldDefinition, type ResourceDefinition} from '../../schema/definition.ts'
import {checkContracts, readTable} from '../../stages/table/index.ts'
import type {Resource} from '../../types.ts'
import {readColumn, type Reading} from './columns.ts'
import type {Column, Doubt, Guess, Stated} from './guess.ts'
import {guessHeader} from './header.ts'
import {heldBy} from './keys.ts'
import {missingIn, without} from './missing.ts'
import {noteRows} from './notes.ts'
import {namesFor, renamed} from './names.ts'
import {likeOthers, sure, unsureNumbers} from './numbers.ts'
import {referring, type KeyedTable} from './references.ts'
import {guessText} from './text.ts'
import {wideTable} from './wide.ts'

export {keyedTables} from './references.ts'
export {headerOf, listedYears, unpivoted, yearColumns} from './wide.ts'
export {printJson, withResource, type ListPlace} from './print.ts'

/** A data file, and what is known of it: its name, its path, which part of it is the table. */
export interface DescribeInput {
  /** A resource without columns. */
  readonly draft: Omit<ResourceDefinition, 'schema'>
  readonly bytes: Uint8Array
  /** The least and the greatest value of each column become constraints. */
  readonly limits: boolean
  /** Tables that the report has already. */
  readonly known?: readonly KeyedTable[]
  /** What stands for nothing in it, as its author says. */
  readonly gaps?: readonly string[]
}

/** A contract that its file keeps, and what its author should look at. */
export interface Description {
  readonly resource: ResourceDefinition
  readonly messages: readonly Message[]
}

/** Draft a contract. Throws a ReportError where the file cannot be read as a table, or no contract could hold its columns. */
export async function describe({draft, bytes, limits, known = [], gaps = []}: DescribeInput): Promise<Description> {
  const bare = {...draft, schema: {fields: []}}
  const {format} = toResource(bare)
  const text = TEXTS.includes(format) ? await guessText(bytes, bare, format === 'csv') : {doubts: []}
  const {doubts: textDoubts, ...written} = text
  const {doubts: headerDoubts, ...header} = await guessHeader(bytes, {...bare, ...written})
  const start: ResourceDefinition = {...bare, ...written, ...header}
  const {names, raw} = await readRaw(start, bytes)
  const columns = names.map((name) => columnOf(name, raw, format))
  const headers = namesFor(names)
  const missing = missingIn(columns, gaps)
  const guesses = guessAll(columns.map((column) => without(column, missing.values))).map((guess, at) =>
    renamed(guess, headers[at]!)
  )
  const {schema, doubts} = await contractOf({start, bytes, limits, known, missing: missing.values}, guesses)
  const resource = {...start, schema}
  const told = [
    ...textDoubts,
    ...headerDoubts,
    ...noteRows(names, raw),
    ...wideTable(resource),
    ...missing.doubts,
    ...guesses.flatMap((guess) => guess.doubts),
    ...doubts
  ]
  return {resource, messages: [...raw.messages, ...told.map((doubt) => messageOf(doubt, resource, raw))]}
}

const TEXTS: readonly Resource['format'][] = ['csv', 'json', 'jsonl', 'yaml']
/** Kinds of data whose numbers, days and moments are such to the program that keeps them. */
const TYPED: readonly Resource['format'][] = ['xlsx', 'ods', 'parquet', 'json', 'jsonl', 'yaml']

interface Raw {
  readonly names: readonly string[]
  readonly raw: RawTable
}

// As lists, columns take whatever is in a cell.
async function readRaw(start: ResourceDefinition, bytes: Uint8Array): Promise<Raw> {
  const resource = toResource(start)
  const connector = connectors.find(({format}) => format === resource.format)!
  const names = await connector.columns(bytes, resource)
  const raw = await connector.read(bytes, {...resource, fields: names.map((name) => ({name, type: 'list'}))})
  throwErrors(raw.messages.filter(({rule}) => names.length > 0 || rule !== 'header-matches-contract'))
  if (names.length === 0) throw new ReportError([noTable(resource)])
  return {names, raw}
}

function noTable({path}: Resource): Message {
  return {
    severity: 'error',
    rule: 'file-is-wellformed',
    path,
    line: 1,
    reason: 'Unexpected file without a column, expected a table with a header'
  }
}

function columnOf(name: string, {rows}: RawTable, format: Resource['format']): Column {
  const stated = rows.flatMap(({cells, line}): {cell: Stated; line: number}[] => {
    const cell = cells[name] ?? null
    return cell === null || cell === '' ? [] : [{cell, line}]
  })
  return {name, cells: stated.map(({cell}) => cell), lines: stated.map(({line}) => line), isTyped: TYPED.includes(format)}
}

// What can be read in two ways is read as the others of the file are, or not at all.
function guessAll(columns: readonly Column[]): readonly Guess[] {
  const readings = columns.map(readColumn)
  const known = readings.flatMap((reading) => ('guess' in reading ? [reading.guess.field] : []))
  return readings.map((reading, at) => settle(reading, columns[at]!, known))
}

function settle(reading: Reading, column: Column, known: readonly FieldDefinition[]): Guess {
  if ('guess' in reading) return reading.guess
  const way = likeOthers(reading.ways, known)
  return way === undefined ? unsureNumbers(column, reading.ways) : sure(way.field, column.cells.map(String))
}

interface Drafting {
  readonly start: ResourceDefinition
  readonly bytes: Uint8Array
  readonly limits: boolean
  readonly known: readonly KeyedTable[]
  readonly missing: readonly string[]
}

interface Contract {
  readonly schema: ResourceDefinition['schema']
  readonly doubts: readonly Doubt[]
}

// The draft is read as a build reads it: one that its own file does not keep is none.
async function contractOf({start, bytes, limits, known, missing}: Drafting, guesses: readonly Guess[]): Promise<Contract> {
  const missingValues = missing.length > 0 ? {missingValues: missing} : {}
  const bare = {fields: guesses.map(({field}) => field), ...missingValues}
  const first = await readTable(toResource({...start, schema: bare}), bytes)
  throwErrors(first.messages)
  const {foreignKeys, doubts: unsure} = referring(first.table.rows, bare.fields, known)
  const named = foreignKeys.map((key) => key.fields)
  const {fields, primaryKey, doubts} = heldBy(first.table.rows, bare.fields, {limits, named})
  const schema = {
    fields,
    ...(primaryKey.length > 0 && {primaryKey: primaryKey.length === 1 ? primaryKey[0]! : primaryKey}),
    ...missingValues
  }
  const resource = toResource({...start, schema})
  const contracts = await checkContracts([resource], {path: resource.path, place: () => ({line: 1, column: 1})})
  throwErrors([...contracts.flat(), ...(await readTable(resource, bytes)).messages])
  // Those name tables that are not at hand here; what they ask for was looked at.
  return {schema: {...schema, ...(foreignKeys.length > 0 && {foreignKeys})}, doubts: [...doubts, ...unsure]}
}

function messageOf({rule, reason, note, line}: Doubt, {path = ''}: ResourceDefinition, {places}: RawTable): Message {
  const place =
    line === undefined
      ? {}
      : places === undefined
        ? {line}
        : places.table === undefined
          ? {place: placeIn(places.sheet, line)}
          : {}
  return {severity: 'warning', rule, path, ...place, reason, ...(note !== undefined && {note})}
}

function placeIn(sheet: string | undefined, line: number): string {
  return sheet === undefined ? `row ${line}` : `${sheet}!${line}`
}
