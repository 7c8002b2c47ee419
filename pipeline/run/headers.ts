/** The first lines of queries, held against the axes of the report and its data package. */
import {suggestion, type Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import {queryName, readQuery} from '../stages/query/index.ts'
import type {Axis, Query} from '../types.ts'

/** All queries of a report, with what their first lines say; mistakes go to the messages. */
export function readHeaders(report: Report, axes: readonly Axis[], messages: Message[]): readonly Query[] {
  const queries = report.queries.map((source) => {
    const name = queryName(source.path)
    const fields = Object.hasOwn(report.queryFields, name) ? report.queryFields[name] : undefined
    const {query, messages: found} = readQuery(source, fields)
    for (const message of found) messages.push(message)
    messages.push(...unknownAxes(query, axes))
    return query
  })
  for (const name of Object.keys(report.queryFields)) {
    if (queries.some((query) => query.name === name)) continue
    messages.push({
      severity: 'error',
      rule: 'query-is-known',
      path: 'datapackage.json',
      ...report.packagePlace(['queries']),
      reason: `Unexpected query \`${name}\`, expected the name of a file in \`queries\``,
      note: suggestion(
        name,
        queries.map((query) => query.name)
      )
    })
  }
  return queries
}

function unknownAxes({path, partition, covers}: Query, axes: readonly Axis[]): readonly Message[] {
  const names = axes.map(({name}) => name)
  const place = {severity: 'error', path, line: 1, column: 1} as const
  const words = [
    ['partition', partition],
    ['covers', covers?.axis]
  ] as const
  const unknown = words.flatMap(([word, name]): Message[] => {
    if (name === undefined || names.includes(name)) return []
    const reason = `Unexpected axis \`${name}\` behind \`${word}\``
    return [{...place, rule: 'axis-is-known', reason, note: suggestion(name, names)}]
  })
  const values = axes.find(({name}) => name === covers?.axis)?.values.map(({id}) => id)
  const strays = values === undefined ? [] : covers!.except.filter((value) => !values.includes(value))
  return [
    ...unknown,
    ...strays.map((value): Message => {
      const reason = `Unexpected \`${value}\` behind \`except\`, expected a value of the axis \`${covers!.axis}\``
      return {...place, rule: 'axis-value-is-known', reason, note: suggestion(value, values!)}
    })
  ]
}
