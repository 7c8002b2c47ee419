/** The cells behind an origin such as `profile[region=gd].population`, as the report's data are now. */
import {digestOfBytes, type Digest} from '../cache/hash.ts'
import {load, type Report} from '../stages/load/index.ts'
import {queryName} from '../stages/query/index.ts'
import type {Cell, Row} from '../types.ts'
import {rowOrigin} from '../values/column.ts'
import {askQueries, openData, type Asked, type Tables} from './data.ts'
import {completeLanguages} from './languages.ts'
import {findPassed, type Passed} from './passing.ts'
import type {Session} from './session.ts'
import type {World} from '../world.ts'

/** A cell as it is now, and where it stands. */
export interface FoundOrigin {
  readonly origin: string
  /** What stands there now; nothing where there is no such row or column any more. */
  readonly now?: Cell
  /** The cell of a data file, where the query hands it on as it is: proven by changing it. */
  readonly cell?: {readonly path: string; readonly line: number; readonly column: string}
  /** Data files that it comes from, with their digests. */
  readonly files: readonly {readonly path: string; readonly sha256: Digest}[]
}

/** Finds origins in a report, in the edition of this id: a query may give each region rows of its own under the same keys. */
export type FindOrigin = (origin: string, edition?: string) => Promise<FoundOrigin>

/** Open a report to look for these origins in it. Throws a ReportError where its data or queries are wrong. */
export async function openOrigins(folder: string, origins: readonly string[], session: Session): Promise<FindOrigin> {
  const report = await completeLanguages(await load(folder, session), session)
  const {tables, axes} = await openData(report, session)
  const wanted = new Set(origins.flatMap((origin) => readOrigin(origin)?.name ?? []))
  const known = report.queries.map(({path}) => queryName(path))
  const names = new Set(known.filter((name) => wanted.has(name)))
  const asked = names.size === 0 ? new Map<string, Asked>() : await askQueries({names, report, tables, axes}, session)
  const digests = new Map<string, Promise<Digest>>()
  // Of a database, or of what was fetched, it is that of the table.
  const digestOf = (path: string) => {
    const read = async () =>
      report.paths.includes(path)
        ? digestOfBytes(await report.bytes(path))
        : tables.artifacts[report.resources.find((resource) => resource.path === path)!.name]!.digest
    const digest = digests.get(path) ?? read()
    digests.set(path, digest)
    return digest
  }
  return async (origin, edition = '') => {
    const found = await findOne(origin, {edition, report, tables, asked, world: session.world})
    const files = await Promise.all(found.paths.map(async (path) => ({path, sha256: await digestOf(path)})))
    return {origin, ...found.rest, files}
  }
}

interface Around {
  readonly edition: string
  readonly report: Report
  readonly tables: Tables
  readonly asked: ReadonlyMap<string, Asked>
  readonly world: World
}

interface Found {
  readonly paths: readonly string[]
  readonly rest: Pick<FoundOrigin, 'now' | 'cell'>
}

const NOTHING: Found = {paths: [], rest: {}}

async function findOne(origin: string, {edition, report, tables, asked, world}: Around): Promise<Found> {
  const read = readOrigin(origin)
  if (read === undefined) return NOTHING
  const {name, row, column} = read
  const axis = report.definition.axes[name]
  if (axis !== undefined && 'from' in axis) return axisCell({row, column}, axis.from, {report, tables})
  const query = asked.get(name)
  if (query === undefined) return NOTHING
  const paths = query.files
  const part = partOf(query, Object.keys(report.definition.axes), edition)
  const chosen = part === undefined ? Object.values(query.datasets) : [query.datasets[part]!]
  const parts = await Promise.all(chosen.map((dataset) => dataset.value()))
  // Without a key, a query of one row is all the same of that row, and of several as a whole.
  if (row === '' && parts.some(({rows, key}) => rows.length !== 1 || key.length > 0)) return {paths, rest: {}}
  const rows = parts.flatMap((dataset) => dataset.rows.filter((each) => rowOrigin(dataset, each) === `${name}${row}`))
  const now = rows[0]?.[column]
  // Of several regions, nobody can say which one's it is.
  if (now === undefined || rows.length > 1) return {paths, rest: {}}
  if (now === null) return {paths, rest: {now}}
  const passed = await findPassed(
    {input: query.input, part, row: `${name}${row}`, column, now, key: [...keyOf(row).values()]},
    world
  )
  return {paths, rest: {now, ...(passed && {cell: placeOf(passed, {report, tables})})}}
}

// The id of an edition is its values in the order of the axes.
function partOf({query, datasets}: Asked, axes: readonly string[], edition: string): string | undefined {
  const value = edition.split('.')[axes.indexOf(query.partition ?? '')] ?? ''
  return Object.hasOwn(datasets, value) ? value : undefined
}

function placeOf(
  {table, at, column}: Passed,
  {report, tables}: Pick<Around, 'report' | 'tables'>
): NonNullable<FoundOrigin['cell']> {
  const {path} = report.resources.find((resource) => resource.name === table)!
  return {path, line: tables.lines.get(table)![at]!, column}
}

interface Sought {
  /** As in `[id=gd]`. */
  readonly row: string
  readonly column: string
}

// A value of an axis is a row of its table.
function axisCell({row, column}: Sought, table: string, {report, tables}: Pick<Around, 'report' | 'tables'>): Found {
  const {path} = report.resources.find(({name}) => name === table)!
  const rows = tables.contents.get(table)?.rows ?? []
  const at = rows.findIndex((each) => hasKey(each, keyOf(row)))
  const now = rows[at]?.[column]
  return {paths: [path], rest: now === undefined ? {} : {now, cell: placeOf({table, at, column}, {report, tables})}}
}

function hasKey(row: Row, key: ReadonlyMap<string, string>): boolean {
  return key.size > 0 && [...key].every(([column, value]) => column in row && String(row[column]) === value)
}

function keyOf(row: string): ReadonlyMap<string, string> {
  const parts = row
    .replace(/^\[|\]$/g, '')
    .split(';')
    .filter((part) => part !== '')
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), decoded(part.slice(part.indexOf('=') + 1))]))
}

// Blanks in it are written as in an address.
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9A-F]{2})+/g, (bytes) => {
    try {
      const plain = decodeURIComponent(bytes)
      return /^\s+$/u.test(plain) ? plain : bytes
    } catch {
      return bytes
    }
  })
}

// `profile[region=gd].population` or `provinces.score`
function readOrigin(origin: string): {readonly name: string; readonly row: string; readonly column: string} | undefined {
  const [, name, row = '', column] = /^([^[.]+)(\[.*\])?\.([^.\]]+)$/.exec(origin) ?? []
  return name === undefined || column === undefined ? undefined : {name, row, column}
}
