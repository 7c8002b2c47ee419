import {expect, test} from 'vitest'
import {yaml} from '../../pipeline/connectors/yaml.ts'
import type {Resource} from '../../pipeline/types.ts'

const resource: Resource = {
  name: 'sites',
  path: 'data/sites.yaml',
  format: 'yaml',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'value', type: 'number'},
    {name: 'open', type: 'boolean'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}

const read = (text: string) => yaml.read(Buffer.from(text), resource)

test('numbers and codes keep the digits that they are written with', () => {
  expect(read('- {id: 01001, value: 1.50, open: true}\n- id: no\n  value: 9007199254740993\n')).toEqual({
    rows: [
      {line: 1, cells: {id: '01001', value: '1.50', open: true}},
      {line: 2, cells: {id: 'no', value: '9007199254740993', open: null}}
    ],
    messages: []
  })
})

test('a key given twice, an unknown key and a list in a cell are errors with their places', () => {
  expect(read('- id: a\n  id: b\n').messages).toMatchObject([{rule: 'file-is-wellformed', line: 2, column: 3}])
  expect(read('- id: a\n  valeu: 1\n').messages).toMatchObject([{line: 2, column: 3, note: 'Did you mean `value`?'}])
  expect(read('- id: [a]\n').messages).toMatchObject([{rule: 'cell-is-simple', line: 1}])
})

test('what is no list of maps is an error', () => {
  expect(read('id: a\n').messages).toMatchObject([{rule: 'file-is-wellformed', line: 1}])
  expect(read('- {id: a}\n- b\n').messages).toMatchObject([{rule: 'file-is-wellformed', line: 2}])
  expect(read('- id: "a\n').messages).toMatchObject([{rule: 'file-is-wellformed'}])
})

test('an alias stands for its value', () => {
  expect(read('- {id: a, value: &v 1.20}\n- {id: b, value: *v}\n').rows[1]?.cells['value']).toBe('1.20')
})

test.each([
  ['flow', '['.repeat(20_000)],
  ['blocks', `${'- '.repeat(20_000)}a`],
  ['maps', '{a: '.repeat(20_000)]
])('E32 deep YAML of %s is a message, not the end of the stack', (_, text) => {
  const {rows, messages} = read(text)
  expect(rows).toEqual([])
  expect(messages.length).toBeGreaterThan(0)
})

test('E29 aliases of aliases stay what they are: no cell', () => {
  const {messages} = read('- &a {id: a}\n- &b {id: [*a, *a, *a]}\n- {id: [*b, *b, *b]}\n')
  expect(messages.map(({rule, line}) => [rule, line])).toEqual([
    ['cell-is-simple', 2],
    ['cell-is-simple', 3]
  ])
})
