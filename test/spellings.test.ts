/** Texts of data that say something else than their author meant: saved in a wrong encoding, or written in two ways. */
import {copyFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {garbledIn} from '../pipeline/values/garbled.ts'
import {checkOf} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const store = await untilTheEnd(afterAll)
const STALLS = 'data/stalls.csv'

const readAs = (text: string, encoding: string) => new TextDecoder(encoding).decode(Buffer.from(text))

test.each([
  ['Québec', 'Ã©', 'é'],
  ['Österreich', 'Ã–', 'Ö'],
  ['Łódź', 'Å\u0081Ã³', 'Łó'],
  ['Côte d’Ivoire', 'Ã´', 'ô'],
  ['北京', 'åŒ—äº¬', '北京']
])('%s that was read as Western text is found out', (text, found, meant) => {
  expect(garbledIn(readAs(text, 'windows-1252'))).toEqual({found, meant})
})

test.each([
  ['北京', '鍖椾含', '北京'],
  ['前进', '鍓嶈繘', '前进'],
  ['中国（上海）', '涓\ue15e浗锛堜笂娴凤級', '中国（上海）']
])('%s that was read as Chinese text is found out', (text, found, meant) => {
  expect(garbledIn(readAs(text, 'gbk'))).toEqual({found, meant})
})

test.each([
  'Québec',
  '«CAFÉ»',
  'MÉXICÓ”',
  '«IRMÃ»',
  'ISLÉ’S',
  '“«café»”',
  '5 Å',
  'ÀÉÎ',
  '联通',
  '银行',
  '小米',
  '广东省',
  '° C',
  ''
])('%s is meant as it is', (text) => expect(garbledIn(text)).toBeUndefined())

async function told(change: (text: string) => string): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  await edit(folder, STALLS, change)
  return (await checkOf(folder, join(store, 'store')))
    .filter(({path}) => path === STALLS)
    .map(({line, rule, reason}) => `${line} ${rule}: ${reason}`)
}

test('a cell that was saved in a wrong encoding is an error at its line', async () => {
  expect(await told((text) => text.replace('counted twice', 'comptÃ©'))).toEqual([
    `3 text-is-undamaged: Unexpected \`comptÃ©\` in \`note\` of row \`north\`, \`2023\`, expected text that a reader can read`
  ])
})

const noted = (notes: readonly string[]) => (text: string) =>
  text
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : line.replace(/[^,]*$/, notes[index - 1]!)))
    .join('\n')
const rare = (line: number, value: string, common: string) =>
  `${line} value-has-one-spelling: Unexpected \`${value}\` in \`note\`, expected \`${common}\` as in other rows`

test('a name that is written in two ways is told at the rarer one, in a report without an error', async () => {
  expect(await told(noted(['Harbour', 'Harbour', 'harbour', 'Harbour ', 'Ｈarbour', 'Har\u00adbour']))).toEqual([
    rare(4, 'harbour', 'Harbour'),
    rare(5, 'Harbour ', 'Harbour'),
    rare(6, 'Ｈarbour', 'Harbour'),
    rare(7, 'Har\u00adbour', 'Harbour')
  ])
  expect(await told(noted(['Old port ', 'Old port', 'Mill', 'Mill', '', '']))).toEqual([rare(2, 'Old port ', 'Old port')])
})

test.each([
  ['signs that capitals tell apart', ['mW', 'mW', 'MW', 'MW', 'kW', 'kW']],
  ['names that differ', ['North', 'North', 'Norths', 'Norths', '', '']],
  ['remarks, of which none recurs', ['counted twice', 'Counted twice', 'late', 'early', 'never', 'once']]
])('nothing is told of %s', async (_, notes) => expect(await told(noted(notes))).toEqual([]))

test('nor of a column that lists both', async () => {
  const folder = await reportCopy('markets')
  await edit(folder, STALLS, noted(['Port', 'port', 'Port', 'port', 'Port', 'Port']))
  const check = () => checkOf(folder, join(store, 'store'))
  expect((await check()).map(({rule}) => rule)).toEqual(['value-has-one-spelling'])
  await edit(folder, 'datapackage.json', (text) =>
    text.replace(
      '{"name": "note", "type": "string"}',
      '{"name": "note", "type": "string", "constraints": {"enum": ["Port", "port"]}}'
    )
  )
  expect(await check()).toEqual([])
})

test('what is hidden in a workbook is told in a report without an error', async () => {
  const folder = await reportCopy('markets')
  const fields = 'id string, name string, people integer, share number, since date, open boolean'.split(', ').map((field) => {
    const [name, type] = field.split(' ')
    return {name, type}
  })
  const resource = {name: 'towns', path: 'data/towns.xlsx', schema: {fields, primaryKey: 'id'}}
  await copyFile(new URL('fixtures/connectors/hidden.xlsx', import.meta.url), join(folder, resource.path))
  await edit(folder, 'datapackage.json', (text) => {
    const read = JSON.parse(text) as {readonly resources: readonly object[]}
    return JSON.stringify({...read, resources: [...read.resources, resource]})
  })
  const messages = await checkOf(folder, join(store, 'store'))
  expect(messages.map(({severity, rule, reason}) => [severity, rule, reason])).toEqual([
    ['warning', 'data-are-in-sight', 'Unexpected hidden sheet `Old`, not read'],
    ['warning', 'data-are-in-sight', 'Unexpected hidden rows 3, 4, read all the same']
  ])
})
