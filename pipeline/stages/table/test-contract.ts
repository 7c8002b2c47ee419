/** Whether the tests of a table can be made: of one kind each, of columns that there are and that hold what is asked of them. */
import {suggestion, type Message} from '../../messages.ts'
import type {FieldType, Resource, TableTest} from '../../types.ts'
import {TIME_TYPES} from '../../values/order.ts'

type Problem = Pick<Message, 'rule' | 'reason' | 'note'>

const KINDS = ['sum', 'freshness', 'rows', 'change'] as const
const NUMBERS: readonly FieldType[] = ['integer', 'number']

/** What is wrong with a test, before any file is read. */
export function checkTest(test: TableTest, resource: Resource, resources: readonly Resource[]): readonly Problem[] {
  const kinds = KINDS.filter((kind) => test[kind] !== undefined)
  if (kinds.length !== 1) {
    const found =
      kinds.length === 0 ? 'test that asks nothing' : `test of two kinds, ${kinds.map((kind) => `\`${kind}\``).join(' and ')}`
    return [
      {rule: 'test-is-of-one-kind', reason: `Unexpected ${found}, expected one of \`sum\`, \`freshness\`, \`rows\`, \`change\``}
    ]
  }
  const {sum, total, freshness, change} = test
  return [
    ...[...(sum ?? []), total, change].flatMap((name) => (name === undefined ? [] : columnProblem(name, NUMBERS, resource))),
    ...(freshness === undefined ? [] : columnProblem(freshness, TIME_TYPES, resource)),
    ...(test.since === undefined ? [] : earlierProblem(test, resource, resources))
  ]
}

function columnProblem(name: string, types: readonly FieldType[], {name: table, fields}: Resource): readonly Problem[] {
  const field = fields.find((field) => field.name === name)
  if (field === undefined) {
    const known = fields.map((field) => field.name)
    return [
      {rule: 'column-is-known', reason: `Unexpected column \`${name}\` in a test of \`${table}\``, note: suggestion(name, known)}
    ]
  }
  if (types.includes(field.type)) return []
  return [
    {
      rule: 'test-fits-its-column',
      reason: `Unexpected \`${name}\` in a test of \`${table}\`, a column of type ${field.type}, expected ${types.join(' or ')}`
    }
  ]
}

// Rows are paired by the key that both tables have.
function earlierProblem(
  {since = '', change = ''}: TableTest,
  resource: Resource,
  resources: readonly Resource[]
): readonly Problem[] {
  const earlier = resources.find(({name}) => name === since)
  if (earlier === undefined) {
    const known = resources.map(({name}) => name)
    return [
      {
        rule: 'table-is-known',
        reason: `Unexpected table \`${since}\` in a test of \`${resource.name}\``,
        note: suggestion(since, known)
      }
    ]
  }
  const columns = [...resource.primaryKey, change].filter((name) => !earlier.fields.some((field) => field.name === name))
  if (resource.primaryKey.length === 0)
    return [
      {
        rule: 'test-fits-its-column',
        reason: `Unexpected \`change\` of \`${resource.name}\`, expected it for a table with a primary key`
      }
    ]
  return columns.map((name) => ({
    rule: 'column-is-known',
    reason: `Unexpected table \`${since}\` in a test of \`${resource.name}\`, expected one with the column \`${name}\``
  }))
}
