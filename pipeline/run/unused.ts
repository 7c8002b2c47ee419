/** What lies in a report and reaches no reader: queries and charts that nothing names. Chapters that are not listed are told with the chapters. */
import type {Message} from '../messages.ts'
import type {Prepared} from './prepare.ts'

/** A warning for each file that nothing reads. A query that a test or another query in use reads is in use. */
export function findUnused({report, chapters, asked, tested}: Prepared): readonly Message[] {
  const read = [...asked.values(), ...tested].flatMap(({query, input}) => [query.path, ...input.views.map(({path}) => path)])
  const charts = chapters.flatMap(({uses}) => uses.charts.map(({name}) => `charts/${name}.vl.json`))
  return [
    ...unread(report.queries, new Set(read)).map((path) =>
      unused(path, 'query', 'a chapter, a test or another query that reads it')
    ),
    ...unread(report.charts, new Set(charts)).map((path) => unused(path, 'chart', 'a `::figure` that draws it'))
  ]
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
