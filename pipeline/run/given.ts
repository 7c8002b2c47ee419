/** What an edition's chapters may name besides queries: its axes and the report itself, each a dataset of one row. */
import type {Axis, Dataset, Edition, Row} from '../types.ts'
import type {Tile} from '../stages/page/index.ts'
import type {Prepared} from './prepare.ts'

/** By name. Each axis is a dataset of one row, so that a value of an axis reads as a value of a query does. `release` is an ISO date. */
export function givenTo(edition: Edition, {axes, tables, report}: Prepared, release: string): Readonly<Record<string, Dataset>> {
  const given: Record<string, Dataset> = {}
  for (const {name, values} of axes) {
    const definition = report.definition.axes[name]!
    const row: Row = values.find(({id}) => id === edition.axes[name])?.params ?? {id: edition.axes[name]!}
    const fields = 'from' in definition ? tables.contents.get(definition.from)!.fields : [{name: 'id', type: 'string'} as const]
    given[name] = {query: name, columns: fields, key: ['from' in definition ? definition.key : 'id'], rows: [row]}
  }
  const {definition} = report
  const row: Row = {
    id: definition.id,
    title: definition.title[edition.language] ?? '',
    subtitle: definition.subtitle?.[edition.language] ?? null,
    release
  }
  const columns = [
    {name: 'id', type: 'string'},
    {name: 'title', type: 'string'},
    {name: 'subtitle', type: 'string'},
    {name: 'release', type: 'date'}
  ] as const
  return {...given, report: {query: 'report', columns, key: [], rows: [row]}}
}

/** Where the edition lies on the tile map of its axes; nothing where no axis has one. */
export function tilesOf(edition: Edition, axes: readonly Axis[]): readonly Tile[] {
  const tiles = axes.flatMap(({name, values}) =>
    values.flatMap(({id, params}): Tile[] => {
      const {tile_row: row, tile_col: col} = params
      return typeof row === 'string' && typeof col === 'string'
        ? [{row: Number(row), col: Number(col), own: edition.axes[name] === id}]
        : []
    })
  )
  // A value without a tile of its own, such as the nation, is all of them.
  return tiles.some(({own}) => own) ? tiles : tiles.map((tile) => ({...tile, own: true}))
}
