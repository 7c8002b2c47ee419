/** Years that are typed beside values of the data -> those that are the latest of their query: the next data will be of another. */
import type {Doubtful, TypedYear} from '../stages/lint/index.ts'
import type {Dataset, Field, Row, Table} from '../types.ts'
import type {Asked} from './data.ts'
import type {Prepared} from './prepare.ts'

/** Years of a chapter that are the latest that a query has. */
export async function outgrownYears(years: readonly TypedYear[], {asked}: Pick<Prepared, 'asked'>): Promise<readonly Doubtful[]> {
  const found = await Promise.all(
    years.map(async (typed) => {
      const latest = await Promise.all(typed.queries.map((query) => latestOf(asked.get(query), typed.year)))
      const at = latest.indexOf(typed.year)
      return at === -1 ? [] : [doubtful(typed, typed.queries[at]!)]
    })
  )
  return found.flat()
}

function doubtful({year, place}: TypedYear, query: string): Doubtful {
  return {
    rule: 'year-follows-the-data',
    reason: `Unexpected \`${year}\`, the latest year of \`${query}\`, beside a value of it, expected the year from the data`,
    note: `Write the column of the year, as in \`{{${query}.year}}\`: the next data bring another. Where this year is meant for good, say why: \`:unbound[${year}]{reason="..."}\`.`,
    place,
    text: year
  }
}

// A query that names the year itself gives no other when the data grow.
async function latestOf(asked: Asked | undefined, year: string): Promise<string | undefined> {
  if (asked === undefined) return undefined
  const {query, input, datasets} = asked
  const sql = [query, ...input.views].map((each) => each.sql).join('\n')
  if (sql.includes(year)) return undefined
  const parts = await Promise.all(Object.values(datasets).map((dataset) => dataset.value()))
  const own = latestIn(parts)
  if (own !== undefined || !/\bmax\s*\(|\bdesc\b/i.test(sql)) return own
  return latestIn(await Promise.all(Object.values(input.tables).map((table) => table.value())))
}

function latestIn(parts: readonly (Dataset | Table)[]): string | undefined {
  const years = parts.flatMap((part) => {
    const columns: readonly Field[] = 'columns' in part ? part.columns : part.fields
    const names = columns.filter(({type}) => type === 'year' || type === 'yearmonth').map(({name}) => name)
    return part.rows.flatMap((row: Row) => names.map((name) => String(row[name] ?? '').slice(0, 4)))
  })
  return years
    .filter((year) => year !== '')
    .toSorted()
    .at(-1)
}
