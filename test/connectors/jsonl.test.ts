import {expect, test} from 'vitest'
import {jsonl} from '../../pipeline/connectors/jsonl.ts'
import type {Resource} from '../../pipeline/types.ts'

const resource: Resource = {
  name: 'sites',
  path: 'data/sites.jsonl',
  format: 'jsonl',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'value', type: 'number'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const read = (text: string) => jsonl.read(Buffer.from(text), resource)

test('each line is a row, numbers as written, blank lines nothing', () => {
  expect(read('\uFEFF{"id": "a", "value": 1.50}\r\n\r\n{"id": "b", "value": 9007199254740993}\n{"id": "c"}')).toEqual({
    rows: [
      {line: 1, cells: {id: 'a', value: '1.50'}},
      {line: 3, cells: {id: 'b', value: '9007199254740993'}},
      {line: 4, cells: {id: 'c', value: null}}
    ],
    messages: []
  })
})

test('broken lines are told with line and column, the others are read', () => {
  const {rows, messages} = read('{"id": "a"}\n{"id": }\n{"id": "b"}\n{"id": "c"\n3\n')
  expect(rows.map(({line}) => line)).toEqual([1, 3])
  expect(messages.map(({rule, line, column, reason}) => [rule, line, column, reason])).toEqual([
    ['file-is-wellformed', 2, 8, 'Unexpected `}`, expected one JSON object on each line'],
    ['file-is-wellformed', 4, 11, 'Unexpected end of the line, expected one JSON object on each line'],
    ['file-is-wellformed', 5, undefined, 'Unexpected value in the list, expected an object for each row']
  ])
})

test('a list of objects is told to be JSON', () => {
  expect(read('[\n{"id": "a"}\n]\n').messages[0]).toMatchObject({
    rule: 'file-is-wellformed',
    line: 1,
    note: 'A list of objects is of the format `json`.'
  })
})

test('unknown keys, keys given twice and lists in a cell are errors of their line', () => {
  const {messages} = read('{"id": "a", "valeu": 1}\n{"id": "b", "id": "c"}\n{"id": ["d"]}\n')
  expect(messages.map(({rule, line, reason}) => [rule, line, reason])).toEqual([
    ['header-matches-contract', 1, 'Unexpected column `valeu`, expected one of the data package'],
    ['header-matches-contract', 2, 'Unexpected second `id` in a row, expected each column once'],
    ['cell-is-simple', 3, 'Unexpected list or map in `id`, expected one text, number, true, false or null']
  ])
})

test('a line 1,000,000 deep is a message, not the end of the stack', () => {
  expect(read(`{"id": "a"}\n{"id":${'['.repeat(1_000_000)}`)).toMatchObject({
    rows: [{line: 1}],
    messages: [{rule: 'file-is-of-a-size', line: 2}]
  })
})
