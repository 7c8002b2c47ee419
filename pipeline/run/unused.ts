/** What lies in a report and reaches no reader: queries, columns and charts that nothing names. Chapters that are not listed are told with the chapters. */
import {languageSuffix} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Dataset} from '../types.ts'
import type {Asked} from './data.ts'
import type {Prepared} from './prepare.ts'

/** A warning for each file and column that nothing reads. A query that a test or another query in use reads is in use. */
export async function findUnused(prepared: Prepared): Promise<readonly Message[]> {
  const {report, chapters, asked, tested} = prepared
  const read = [...asked.values(), ...tested].flatMap(({query, input}) => [query.path, ...input.views.map(({path}) => path)])
  const charts = chapters.flatMap(({uses}) => uses.charts.map(({name}) => `charts/${name}.vl.json`))
  return [
    ...unread(report.queries, new Set(read)).map((path) =>
      unused(path, 'query', 'a chapter, a test or another query that reads it')
    ),
    ...unread(report.charts, new Set(charts)).map((path) => unused(path, 'chart', 'a `::figure` that draws it')),
    ...(await unusedColumns(prepared))
  ]
}

// A column is in use where its name stands in anything but its own query: rather one too few is told than one that is needed.
async function unusedColumns({report, asked}: Prepared): Promise<readonly Message[]> {
  const texts = [...report.chapters, ...report.charts, ...report.queries, ...report.tests]
  const words = texts.map(({path, text}) => ({path, words: new Set(text.match(WORD))}))
  const named = new Set(Object.values(report.queryFields).flatMap((fields) => fields.flatMap(namedBy)))
  const told = await Promise.all(
    [...asked.values()].map(async ({query, datasets}: Asked) => {
      const dataset = await Object.values(datasets)[0]?.value()
      const known = (name: string) => named.has(name) || words.some(({path, words}) => path !== query.path && words.has(name))
      const left = dataset === undefined ? [] : columnsOf(dataset, report).filter((names) => !names.some(known))
      return left.length === 0 ? [] : [unusedIn(query.path, left)]
    })
  )
  return told.flat()
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu

function namedBy({unitFrom, decimalsFrom}: {readonly unitFrom?: string; readonly decimalsFrom?: string}): readonly string[] {
  return [unitFrom, decimalsFrom].filter((name) => name !== undefined)
}

// `name_en` is also read as `name`.
function columnsOf({columns, key}: Dataset, {languages}: Report): readonly (readonly string[])[] {
  const endings = languages.map((language) => `_${languageSuffix(language)}`)
  return columns
    .map(({name}) => name)
    .filter((name) => !key.includes(name))
    .map((name) => [name, ...endings.filter((ending) => name.endsWith(ending)).map((ending) => name.slice(0, -ending.length))])
}

function unusedIn(path: string, columns: readonly (readonly string[])[]): Message {
  return {
    severity: 'warning',
    rule: 'column-is-used',
    path,
    line: 1,
    column: 1,
    reason: `Unexpected ${columns.length === 1 ? 'column' : 'columns'} ${columns.map(([name]) => `\`${name}\``).join(', ')} that nothing names, expected a chapter, a chart or another query that does`,
    note: 'Leave it out of the query where it is left over.'
  }
}

function unread(files: readonly {readonly path: string}[], read: ReadonlySet<string>): readonly string[] {
  return files.map(({path}) => path).filter((path) => !read.has(path))
}

function unused(path: string, kind: string, expected: string): Message {
  return {
    severity: 'warning',
    rule: 'file-is-used',
    path,
    line: 1,
    column: 1,
    reason: `Unexpected ${kind} that nothing uses, expected ${expected}`,
    note: 'Remove it where it is left over.'
  }
}
