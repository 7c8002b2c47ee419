/** Numbers that keep their contract and are hardly meant: a slip of a unit, a code for nothing, more than all of it. */
import {expect, test} from 'vitest'
import {checkSizes, readTable} from '../pipeline/stages/table/index.ts'
import type {Field, Resource} from '../pipeline/types.ts'

const waits = (field: Partial<Field>): Resource => ({
  name: 'waits',
  path: 'data/waits.csv',
  format: 'csv',
  fields: [
    {name: 'country', type: 'string'},
    {name: 'year', type: 'year'},
    {name: 'wait', type: 'number', ...field}
  ],
  primaryKey: ['country', 'year'],
  foreignKeys: []
})

/** What is told of columns of numbers, one series each, from 2015. */
async function told(series: readonly (readonly string[])[], field: Partial<Field> = {}): Promise<readonly string[]> {
  const rows = series.flatMap((values, at) => values.map((value, year) => `${'abc'[at]},${2015 + year},${value}`))
  const placed = await readTable(waits(field), Buffer.from(`country,year,wait\n${rows.join('\n')}\n`))
  expect(placed.messages).toEqual([])
  return checkSizes([placed], [waits(field)]).map(({severity, line, rule, reason}) => `${severity} ${line} ${rule}: ${reason}`)
}

const percent = {unit: {en: '%', 'zh-Hans': '%'}}
const beside = (value: string, times: number) =>
  `expected a number of the size of \`${value}\`, which stands beside it: one is ${times} times the other`

test('a value in another unit than those of its series is told, in any year', async () => {
  const calm = ['30', '31.5', '29', '28', '33']
  expect(await told([calm, ['30', '31', '0.29', '28', '33']])).toEqual([
    `warning 9 value-keeps-its-size: Unexpected \`0.29\` in \`wait\` of row \`b\`, \`2017\`, ${beside('31', 107)}`
  ])
  expect(await told([calm, ['30', '31', '29', '28', '0.33']])).toHaveLength(1)
  expect(await told([['31000', '31', '29', '28', '33']])).toEqual([
    `warning 2 value-keeps-its-size: Unexpected \`31000\` in \`wait\` of row \`a\`, \`2015\`, ${beside('31', 1000)}`
  ])
  // From some year on.
  expect(await told([['1118', '1143', '1.155', '1.192']])).toEqual([
    `warning 4 value-keeps-its-size: Unexpected \`1.155\` in \`wait\` of row \`a\`, \`2017\`, ${beside('1143', 990)}`
  ])
})

test('what rises, begins with nothing, or leaps by its nature is not', async () => {
  expect(await told([['1', '8', '60', '420', '900']])).toEqual([])
  expect(await told([['0', '0', '900', '950', '0']])).toEqual([])
  expect(await told([['2', '900', '3', '700', '1', '800']])).toEqual([])
  expect(await told([['30', '31', '0.29', '28']], {leaps: true})).toEqual([])
  // Countries differ by more than that.
  expect(
    await told([
      ['3', '3.1', '3', '3'],
      ['90000', '91000', '90500', '88000']
    ])
  ).toEqual([])
})

test('a slip of ten in a series that is smooth besides is told, at its line', async () => {
  expect(await told([['6292', '6677', '6956', '7303', '766']])).toEqual([
    `warning 6 value-keeps-its-size: Unexpected \`766\` in \`wait\` of row \`a\`, \`2019\`, ${beside('7303', 10)}`
  ])
  expect(await told([['7.89', '7.85', '77.0', '7.75', '7.7']])).toHaveLength(1)
  expect(await told([['7.89', '7.85', '0.78', '7.75', '7.7']])).toHaveLength(1)
  expect(await told([['75', '72', '70', '0', '74', '77']])).toEqual([
    'warning 5 value-keeps-its-size: Unexpected `0` in `wait` of row `a`, `2018`, expected a number of the size of `70`, which stands beside it: where none is 0'
  ])
})

test.each([
  ['growth', ['100', '140', '200', '290', '420', '600']],
  ['a series that begins small', ['600', '6292', '6677', '6956', '7303', '7400']],
  ['a level that changes', ['6292', '6677', '6956', '766', '780', '790']],
  ['a fall to a seventh that is less', ['6292', '6677', '6956', '7303', '1100']],
  ['small counts', ['8', '9', '8', '8', '1', '9']],
  ['noughts among small counts', ['3', '3', '2', '0', '3', '2']],
  ['values near zero', ['0.4', '0.5', '0.4', '0', '0.4', '0.5']],
  ['values of both signs', ['25', '30', '25', '-2', '25', '30']],
  ['a series that moves', ['6292', '3100', '6956', '7303', '766', '7000']],
  ['few values', ['6292', '6677', '766', '6956']]
])('no slip of ten is seen in %s', async (_, values) => expect(await told([values])).toEqual([]))

test('a column that leaps by its nature has no slips', async () => {
  expect(await told([['6292', '6677', '6956', '7303', '766']], {leaps: true})).toEqual([])
})

test('a number that stands for nothing is told', async () => {
  const code = (line: number, value: string, row: string) =>
    `warning ${line} value-is-no-code: Unexpected \`${value}\` in \`wait\` of row ${row}, expected a number, and no code for one that is not stated`
  expect(await told([['30', '-99', '29', '28']])).toEqual([code(3, '-99', '`a`, `2016`')])
  expect(await told([['30', '31', '999', '28']])).toEqual([code(4, '999', '`a`, `2017`')])
  expect(await told([['-120', '-99', '40', '28']])).toEqual([])
  expect(await told([['900', '950', '999', '880']])).toEqual([])
})

test('per cent are at most 100, unless their contract says how far they go', async () => {
  const over = ['30', '139', '129', '28']
  expect(await told([over], percent)).toEqual([
    'warning 3 percentage-is-within-bounds: Unexpected `139` in `wait` of row `a`, `2016`, expected at most 100 where the unit is `%`'
  ])
  expect(await told([over], {...percent, constraints: {maximum: 400}})).toEqual([])
  expect(await told([over])).toEqual([])
  expect(await told([['30', '100', '29']], percent)).toEqual([])
})

/** Places a, b, c …, the last perhaps under another name, with a value for each year. */
async function toldOfPlaces(
  places: readonly (readonly string[])[],
  {last, ...field}: Partial<Field> & {readonly last?: string} = {}
): Promise<readonly string[]> {
  const nameOf = (at: number) => (at === places.length - 1 ? last : undefined) ?? 'abcdefgh'[at]
  const rows = places.flatMap((values, at) => values.map((value, year) => `${nameOf(at)},${2015 + year},${value}`))
  const placed = await readTable(waits(field), Buffer.from(`country,year,wait\n${rows.join('\n')}\n`))
  return checkSizes([placed], [waits(field)]).map(({line, rule, reason}) => `${line} ${rule}: ${reason}`)
}

const others = [
  ['310', '320'],
  ['480', '490'],
  ['1200', '1300'],
  ['900', '880'],
  ['2100', '2200']
]

test('a place that is in another unit than all others is told by its first row', async () => {
  const among = (times: number) =>
    `expected a number of the size of those of the others, \`310\` to \`2200\`: about ${times} times lie between them in each of 2 rows of \`f\``
  expect(await toldOfPlaces([...others, ['750000', '760000']])).toEqual([
    `12 value-keeps-its-size: Unexpected \`750000\` in \`wait\` of row \`f\`, \`2015\`, ${among(1000)}`
  ])
  expect(await toldOfPlaces([...others, ['0.75', '0.76']])).toEqual([
    `12 value-keeps-its-size: Unexpected \`0.75\` in \`wait\` of row \`f\`, \`2015\`, ${among(1000)}`
  ])
  expect(await toldOfPlaces([...others, ['15000000', '16000000']])).toHaveLength(1)
  expect(await toldOfPlaces([...others, ['0.75']])).toHaveLength(1)
})

test('a total of them and of others is not, unless it is too small', async () => {
  expect(await toldOfPlaces([...others, ['750000', '760000']], {last: 'World'})).toEqual([])
  expect(await toldOfPlaces([...others, ['0.75', '0.76']], {last: 'World'})).toHaveLength(1)
})

test('places that differ by nature are not', async () => {
  // A large one, a small one, one that is large in one year, and a field as wide as the step.
  expect(await toldOfPlaces([...others, ['90000', '91000']])).toEqual([])
  expect(await toldOfPlaces([...others, ['3', '4']])).toEqual([])
  expect(await toldOfPlaces([...others, ['750000', '900']])).toEqual([])
  expect(await toldOfPlaces([...others, ['12', '12'], ['40000', '41000']])).toEqual([])
  expect(await toldOfPlaces([...others, ['0', '0']])).toEqual([])
  expect(await toldOfPlaces([...others.slice(1), ['750000', '760000']])).toEqual([])
  expect(await toldOfPlaces([...others, ['750000', '760000']], {leaps: true})).toEqual([])
})
