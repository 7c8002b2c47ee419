/** Values that editions lack since their query has no row for them -> one message at the query, in place of one at every sentence. */
import {placeOfMatch} from '../stages/query/index.ts'
import {namesAndMore, type Message} from '../messages.ts'
import type {Edition} from '../types.ts'
import type {Asked} from './data.ts'
import {placeMessages, type Placed, type Told} from './locate.ts'

interface Known {
  readonly asked: ReadonlyMap<string, Asked>
  readonly chapters: readonly Placed[]
}

/** So many values of an axis, and files, are named in one message. */
const MOST_NAMED = 5

/** What was told, with the cause where a query has no row: for an edition's value of its axis, or at all. */
export function tellMissingRows(told: readonly Told[], known: Known): readonly Told[] {
  const isLacking = ({message: {query}}: Told) => query !== undefined && known.asked.has(query)
  const lacking = told.filter(isLacking)
  if (lacking.length === 0) return told
  const causes = [...Map.groupBy(lacking, ({message}) => message.query!)].flatMap(([name, group]) => {
    const message = causeOf(known.asked.get(name)!, group, known.chapters)
    return editionsOf(group).map((edition): Told => ({...(edition && {edition}), message}))
  })
  return [...told.filter((each) => !isLacking(each)), ...causes]
}

function causeOf({query, files}: Asked, group: readonly Told[], chapters: readonly Placed[]): Message {
  const {name, path, sql, partition} = query
  const whom = partition === undefined ? 'without any row' : `without a row for ${valuesOf(partition, editionsOf(group))}`
  const [first, ...others] = placeMessages(group, chapters)
  const where = first?.path === undefined ? '' : ` at ${first.path}:${first.line}`
  const more = others.length === 0 ? '' : ` and ${others.length} more place${others.length === 1 ? '' : 's'}`
  const read = files.length === 0 ? '' : ` It reads ${namesAndMore(files, MOST_NAMED)}: complete that.`
  return {
    severity: 'error',
    rule: 'query-has-rows',
    ...placeOfMatch({path, text: sql}, /partition:/i),
    reason: `Unexpected query \`${name}\` ${whom}, expected one: a value of it is written${where}${more}`,
    note: `${read.trim()} Where there is nothing to tell, say there what stands instead: \`or="..."\`, or \`:::only{if="${name} is not empty"}\` around the passage.`.trim()
  }
}

function valuesOf(axis: string, editions: readonly (Edition | undefined)[]): string {
  const values = [...new Set(editions.map((edition) => edition?.axes[axis] ?? ''))].sort()
  const names = values.map((value) => `\`${value}\``)
  return `${axis} ${namesAndMore(names, MOST_NAMED)}`
}

function editionsOf(group: readonly Told[]): readonly (Edition | undefined)[] {
  return [...new Map(group.map(({edition}) => [edition?.id, edition])).values()]
}
