import {expect, test} from 'vitest'
import {json} from '../../pipeline/connectors/json.ts'
import type {Resource} from '../../pipeline/types.ts'

const resource: Resource = {
  name: 'sites',
  path: 'data/sites.json',
  format: 'json',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'value', type: 'number'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const read = (text: string) => json.read(Buffer.from(text), resource)

test('numbers keep the digits that they are written with', () => {
  expect(
    read('[{"id": "a", "value": 1.10}, {"id": "b", "value": 9007199254740993}]').rows.map(({cells}) => cells['value'])
  ).toEqual(['1.10', '9007199254740993'])
})

test('rows know their lines, whatever is in their texts', () => {
  const {rows} = read('[\n\t{"id": "a{\\"[", "value": 1},\n\n\t{\n\t"id"\n:"b", "value": null}, {"id": "c"}\n]')
  expect(rows).toEqual([
    {line: 2, cells: {id: 'a{"[', value: '1'}},
    {line: 4, cells: {id: 'b', value: null}},
    {line: 6, cells: {id: 'c', value: null}}
  ])
})

test('what is no list of objects is an error', () => {
  expect(read('{"id": 1}').messages).toMatchObject([{rule: 'file-is-wellformed', line: 1}])
  expect(read('[{"id": "a"},\n3]').messages).toMatchObject([{rule: 'file-is-wellformed', line: 2}])
})

test('broken JSON is an error with its place', () => {
  expect(read('[{"id": "a"},\n {"id": }]').messages).toMatchObject([{rule: 'file-is-wellformed', line: 2, column: 9}])
  expect(read('[{"id": "a"},\n {"id" "b"}]').messages).toMatchObject([{line: 2, column: 8}])
  expect(read('[{"id": "a"').messages).toMatchObject([{rule: 'file-is-wellformed', line: 1}])
})

test('unknown keys, keys given twice and lists in a cell are errors', () => {
  const {messages} = read('[{"id": "a", "valeu": 1},\n{"id": "b", "id": "c"},\n{"id": ["d"]}]')
  expect(messages.map(({rule, line, reason}) => [rule, line, reason])).toEqual([
    ['header-matches-contract', 1, 'Unexpected column `valeu`, expected one of the data package'],
    ['header-matches-contract', 2, 'Unexpected second `id` in a row, expected each column once'],
    ['cell-is-simple', 3, 'Unexpected list or map in `id`, expected one text, number, true, false or null']
  ])
})

test.each([101, 1_000_000])('E32 JSON %d deep is a message, not the end of the stack', (depth) => {
  const {rows, messages} = read(`[{"id":\n${'['.repeat(depth)}1${']'.repeat(depth)}}]`)
  expect(rows).toEqual([])
  expect(messages).toMatchObject([
    {rule: 'file-is-of-a-size', line: 2, reason: 'Unexpected list or map more than 100 deep, expected rows of simple cells'}
  ])
})

test('E32 a text of many letters is read without the stack', () => {
  const text = '\\n'.repeat(5_000_000)
  const {rows, messages} = read(`[{"id": "${text}"}]`)
  expect(messages).toEqual([])
  expect(String(rows[0]?.cells['id'])).toHaveLength(5_000_000)
})

test('E30 a key that the object has from its prototype is not stated', () => {
  const {rows, messages} = json.read(Buffer.from('[{}]'), {...resource, fields: [{name: 'constructor', type: 'string'}]})
  expect([rows, messages]).toEqual([[{line: 1, cells: {constructor: null}}], []])
})

test('keys given twice are errors, also where values come between', () => {
  const {messages} = read('[{"id": "a", "value": [1, {"id": 2}], "id": "b"}]')
  expect(messages.map(({reason}) => reason)).toContain('Unexpected second `id` in a row, expected each column once')
})
