/** The names in the first row of a table, held against its contract. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {unknownColumn} from './connector.ts'

/** What is wrong with a header: the columns of the contract, each once and in their order, are all there is. */
export function checkHeader(header: readonly string[], resource: Resource): readonly Message[] {
  const {path, fields, headerRow} = resource
  const expected = fields.map((field) => field.name)
  const wrong = (reason: string, note?: string): Message => ({
    severity: 'error',
    rule: 'header-matches-contract',
    path,
    line: 1,
    reason,
    note
  })
  const blankName = (index: number) =>
    wrong(
      `Unexpected column ${index + 1} without a name, expected ${listed(expected)}`,
      'Take out separators at the end of the line, or call the column by a `name` in the contract, with `"header": ""`.'
    )
  const nothing = headerRow === undefined ? 'empty file' : `row ${headerRow} without a header`
  if (header.length === 0) return [wrong(`Unexpected ${nothing}, expected the columns ${listed(expected)}`)]
  const messages = [
    ...header.flatMap((name, index) => (name.trim() === '' && !expected.includes(name) ? [blankName(index)] : [])),
    ...header
      .filter((name) => name.trim() !== '' && !expected.includes(name))
      .map((name) => unknownColumn(name, resource, {line: 1})),
    ...duplicates(header.filter((name) => name.trim() !== '' || expected.includes(name))).map((name) =>
      wrong(`Unexpected second column \`${name.slice(0, 60)}\`, expected each column once`)
    ),
    ...expected
      .filter((name) => !header.includes(name))
      .map((name) => wrong(`Unexpected header without \`${name}\`, expected every column of the data package`))
  ]
  const first = expected.findIndex((name, index) => header[index] !== name)
  if (messages.length > 0 || first === -1) return messages
  return [
    wrong(
      `Unexpected column \`${header[first]}\` at place ${first + 1}, expected \`${expected[first]}\``,
      `The contract has the order ${listed(expected)}.`
    )
  ]
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
