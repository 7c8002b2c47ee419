/** The years of the tables that a query reads -> those of which no other query of the report reads the latest. */
import type {Artifact} from '../cache/memo.ts'
import type {UnreadYears} from '../stages/query/index.ts'
import type {Field, Source, Table} from '../types.ts'

/** A query, the tables that it and its views read, and the texts of the others. */
export interface YearsRead {
  readonly sql: string
  readonly tables: Readonly<Record<string, Artifact<Table>>>
  readonly others: readonly Source[]
}

/** Columns of years whose latest is named nowhere, where every query that reads their table holds them to years that it names. */
export async function unreadYears({sql, tables, others}: YearsRead): Promise<readonly UnreadYears[]> {
  const own = codeOf(sql)
  if (!YEAR.test(own)) return []
  const texts = others.map(({text}) => codeOf(text))
  const found = await Promise.all(
    Object.entries(tables)
      .filter(([name]) => wordIn(name).test(own))
      .map(async ([name, table]) =>
        unreadIn(await table.value(), {own, readers: texts.filter((text) => wordIn(name).test(text))})
      )
  )
  return found.flat()
}

const YEAR = /(?<![\p{L}\p{N}_.])\d{4}(?![\p{L}\p{N}_])/u

interface Readers {
  readonly own: string
  /** Of the other queries, the texts of those that read the table. */
  readonly readers: readonly string[]
}

function unreadIn({name: table, fields, rows}: Table, {own, readers}: Readers): readonly UnreadYears[] {
  return fields.filter(isYear).flatMap(({name: column}): readonly UnreadYears[] => {
    const years = [...new Set(rows.map((row) => row[column]))].filter((year) => typeof year === 'string').toSorted()
    const latest = years.at(-1)
    const texts = [own, ...readers]
    if (latest === undefined || !wordIn(column).test(own) || texts.some((text) => wordIn(latest).test(text))) return []
    if (!readers.every((text) => isHeld(text, column))) return []
    const named = years.findLast((year) => texts.some((text) => wordIn(year).test(text)))
    if (named === undefined) return []
    return [
      {
        table,
        column,
        named,
        later: years.slice(years.indexOf(named) + 1),
        isUntil: texts.some((text) => boundBy(column, '<=?').test(text))
      }
    ]
  })
}

function isYear({name, type}: Field): boolean {
  return type === 'year' || type === 'yearmonth' || (type === 'integer' && /^(?:year|年份|年度|年)$/iu.test(name))
}

// Where it asks for the latest besides, it is read.
function isHeld(text: string, column: string): boolean {
  const isLatest = new RegExp(`\\bmax\\s*\\(\\s*(?:\\w+\\s*\\.\\s*)?"?${escaped(column)}"?`, 'iu').test(text)
  return !isLatest && boundBy(column, '=|<=?|in\\s*\\(|between\\s+\\S+\\s+and').test(text)
}

function boundBy(column: string, signs: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])"?${escaped(column)}"?\\s*(?:${signs})\\s*'?\\d{4}`, 'iu')
}

function wordIn(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, 'iu')
}

function escaped(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

// A year in a comment is read by nobody.
function codeOf(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[^]*?\*\//g, ' ')
}
