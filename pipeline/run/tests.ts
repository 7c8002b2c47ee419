/** The tests of a report: SELECTs in `tests/` of rows that there should not be, asked together with its queries. */
import {gathering, type Message} from '../messages.ts'
import {isTest, proseOf, queryName} from '../stages/query/index.ts'
import type {Query, Row} from '../types.ts'
import {askQueries, type Asked, type Asking} from './data.ts'
import type {Session} from './session.ts'

/** What queries gave, and what tests did. */
export interface AllAsked {
  readonly asked: ReadonlyMap<string, Asked>
  readonly tested: readonly Asked[]
}

/** Ask queries, and every test. Throws a ReportError with every mistake in them. */
export async function askAll({names, report, ...asking}: Asking, session: Session): Promise<AllAsked> {
  const queries = [...report.queries, ...report.tests]
  const tests = report.tests.map(({path}) => queryName(path))
  const all = await askQueries({...asking, names: new Set([...names, ...tests]), report: {...report, queries}}, session)
  const [tested, asked] = [[...all.values()].filter(({query}) => isTest(query)), [...all].filter(([, {query}]) => !isTest(query))]
  return {asked: new Map(asked), tested}
}

/** A message for each row that there should not be. */
export async function failuresOf(tested: readonly Asked[]): Promise<readonly Message[]> {
  const {add, messages} = gathering()
  for (const {query, datasets} of tested) {
    const {rows} = await datasets['all']!.value()
    add(rows.map((row) => failure(query, row)))
  }
  return messages
}

function failure({path, sql, severity = 'error'}: Query, row: Row): Message {
  const note = proseOf(sql)
  return {
    severity,
    rule: 'test-finds-nothing',
    path,
    line: 1,
    column: 1,
    reason: `Unexpected row: ${cellsOf(row)}`,
    ...(note !== undefined && {note})
  }
}

function cellsOf(row: Row): string {
  return Object.entries(row)
    .map(([name, cell]) => `${name} ${cell === null ? 'not stated' : `\`${String(cell).slice(0, 60)}\``}`)
    .join(', ')
}
