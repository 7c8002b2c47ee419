/** What an edition's chapters may name besides queries: its axes and the report itself, each a dataset of one row. */
import {share} from '../cache/hash.ts'
import type {Axis, AxisValue, Dataset, Edition, Field, Row} from '../types.ts'
import type {Tile, Tiles} from '../stages/page/index.ts'
import {valueOf} from './axis-value.ts'
import type {Tables} from './data.ts'
import type {Report} from '../stages/load/index.ts'

/** Where axes are defined. */
interface Definitions {
  readonly report: Pick<Report, 'definition' | 'resources'>
  readonly tables: Tables
}

interface GivenSources {
  readonly report: Pick<Report, 'definition'>
  readonly axes: readonly Axis[]
  /** By axis. */
  readonly columns: Readonly<Record<string, {readonly columns: readonly Field[]; readonly key: string}>>
}

/** By name. Each axis is a dataset of one row, so that a value of an axis reads as a value of a query does. `release` is an ISO date. */
export function givenTo(
  edition: Edition,
  {axes, columns: all, report}: GivenSources,
  release: string
): Readonly<Record<string, Dataset>> {
  const given: Record<string, Dataset> = {}
  for (const axis of axes) {
    const {name} = axis
    const {columns, key} = all[name]!
    const row: Row = valueOf(axis, edition.axes[name])?.params ?? {id: edition.axes[name]!}
    given[name] = {query: name, columns, key: [key], rows: [row]}
  }
  const {definition} = report
  const row: Row = {
    id: definition.id,
    title: definition.title[edition.language] ?? '',
    subtitle: definition.subtitle?.[edition.language] ?? null,
    release
  }
  return {...given, report: {query: 'report', columns: REPORT_COLUMNS, key: [], rows: [row]}}
}

/** What `report.` has. */
export const REPORT_COLUMNS = [
  {name: 'id', type: 'string'},
  {name: 'title', type: 'string'},
  {name: 'subtitle', type: 'string'},
  {name: 'release', type: 'date'}
] as const

/** What the name of an axis has: the columns of its table, or its id alone. */
export function columnsOfAxis(
  name: string,
  {tables, report}: Definitions
): {
  readonly columns: readonly Field[]
  readonly key: string
  readonly file?: string
} {
  const definition = report.definition.axes[name]!
  return 'from' in definition
    ? {columns: tables.contents.get(definition.from)!.fields, key: definition.key, ...fileOf(definition.from, report)}
    : {columns: [{name: 'id', type: 'string'}], key: 'id'}
}

function fileOf(table: string, {resources}: Pick<Report, 'resources'>): {readonly file?: string} {
  const path = resources.find(({name}) => name === table)?.path
  return path === undefined ? {} : {file: path}
}

/** The tile map of the axes, and where the edition lies on it; nothing where no axis has one. */
export function tilesOf(edition: Edition, axes: readonly Axis[]): Tiles {
  const own = axes.flatMap((axis) => tileOf(valueOf(axis, edition.axes[axis.name])))
  return {all: allTiles(axes), own}
}

const known = new WeakMap<readonly Axis[], readonly Tile[]>()

// One list for all editions. Values that lie at one place are one tile.
function allTiles(axes: readonly Axis[]): readonly Tile[] {
  let all = known.get(axes)
  if (all === undefined) known.set(axes, (all = share(distinctTiles(axes))))
  return all
}

function distinctTiles(axes: readonly Axis[]): readonly Tile[] {
  const tiles = axes.flatMap(({values}) => values.flatMap(tileOf))
  return [...new Map(tiles.map((tile) => [`${tile.row} ${tile.col}`, tile])).values()]
}

function tileOf(value: AxisValue | undefined): readonly Tile[] {
  const {tile_row: row, tile_col: col} = value?.params ?? {}
  return typeof row === 'string' && typeof col === 'string' ? [{row: Number(row), col: Number(col)}] : []
}
