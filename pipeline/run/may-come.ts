/** The tables that a query reads -> values that it names and no row may have yet, though they may come: what a column refers to has them. */
import type {MayCome} from '../stages/query/index.ts'
import type {Axis, Resource, Table} from '../types.ts'

/** A query's text, the tables that it reads, and what they may refer to. */
export interface Referring {
  readonly sql: string
  readonly tables: readonly string[]
  readonly resources: readonly Resource[]
  readonly contents: ReadonlyMap<string, Table>
  readonly axes: readonly Axis[]
}

/** By the name of a column: values of its foreign key's table, and of the axis of its name, that stand in the text in quotes. */
export function valuesToCome({sql, tables, resources, contents, axes}: Referring): MayCome {
  const own = resources.filter(({name}) => tables.includes(name)).flatMap(({foreignKeys}) => foreignKeys)
  const referring = own.flatMap(({fields, reference}) =>
    fields.map((column, index) => ({column, values: valuesIn(contents.get(reference.resource), reference.fields[index]!)}))
  )
  const all = [...axes.map(({name, values}) => ({column: name, values: values.map(({id}) => id)})), ...referring]
  const found = Map.groupBy(
    all.flatMap(({column, values}) => values.filter((value) => isNamed(value, sql)).map((value) => ({column, value}))),
    ({column}) => column
  )
  return Object.fromEntries([...found].map(([column, named]) => [column, [...new Set(named.map(({value}) => value))].toSorted()]))
}

function isNamed(value: string, sql: string): boolean {
  return sql.includes(`'${value.replaceAll("'", "''")}'`)
}

function valuesIn(table: Table | undefined, column: string): readonly string[] {
  const cells = table?.rows.map((row) => row[column]) ?? []
  return [...new Set(cells.filter((cell) => typeof cell === 'string'))]
}
