/** Numbers that are written out where readers see them, outside of the text of chapters. */
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {chartWords} from '../pipeline/stages/chart/index.ts'
import {checkOf, placed} from './checking.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const store = await untilTheEnd(afterAll)

async function told(path: string, change: (text: string) => string): Promise<readonly string[]> {
  const folder = await reportCopy('markets')
  await edit(folder, path, change)
  return (await checkOf(folder, join(store, 'store'))).map(placed)
}

const reason = (number: string, around: string) =>
  `number-is-bound: Unexpected quantity \`${number}\` in \`${around}\`, expected a value of the data`

test('a number in the title of a report is told', async () => {
  expect(await told('report.yaml', (text) => text.replace('en: Stalls and visitors', 'en: "The 3,025 stalls"'))).toEqual([
    `report.yaml:3:12 ${reason('3,025', 'The 3,025 stalls')}`
  ])
  expect(await told('report.yaml', (text) => text.replace('摊位与客流', '3025个摊位'))).toEqual([
    `report.yaml:3:37 ${reason('3025个', '3025个摊位')}`
  ])
})

test('one in the title of a chapter is, and none that a value gives', async () => {
  const path = 'chapters/en/overview.md'
  const titled = (title: string) => (text: string) => text.replace(/^title: .*$/m, `title: "${title}"`)
  expect(await told(path, titled('All 3,025 stalls'))).toEqual([`${path}:3:1 ${reason('3,025', 'All 3,025 stalls')}`])
  expect(await told(path, titled('All {{num latest.stalls}} stalls'))).toEqual([])
})

test('one in a chart is', async () => {
  const path = 'charts/bars.vl.json'
  const titled = (text: string) => text.replace('"title": null}', '"title": "Stalls, 870 to 1,450"}')
  expect((await told(path, titled)).map((line) => line.replace(/:\d+:\d+ /, ' '))).toEqual([
    `${path} ${reason('1,450', 'lls, 870 to 1,450')}`
  ])
  expect(await told(path, (text) => text.replace('"title": null}', '"title": "Stalls in 2023"}'))).toEqual([])
})

test('words that report.yaml accounts for are not told, wherever they stand', async () => {
  const unbound = 'unbound: {The 3 halls: By law there are as many.}\n'
  const change = (text: string) => text.replace('en: Stalls and visitors', 'en: The 3 halls') + unbound
  expect(await told('report.yaml', change)).toEqual([])
  expect(await told('report.yaml', (text) => text + unbound)).toMatchObject([expect.stringContaining('mark-is-needed')])
})

test.each<[string, object, readonly string[]]>([
  ['a title in lines', {title: {text: ['One', 'two'], subtitle: 'three'}}, ['three', 'One two']],
  ['an axis and a legend', {encoding: {x: {title: 'across'}, color: {legend: {title: 'hue'}}}}, ['across', 'hue']],
  ['a mark of text', {mark: {type: 'text', text: 'here'}, encoding: {text: {value: 'there'}}}, ['here', 'there']],
  ['words of an expression', {title: {text: {expr: "edition.x === 'en' ? 'Half of it' : '一半'"}}}, ['Half of it', '一半']],
  ['a description, which nobody sees', {description: 'Bars.'}, []],
  ['rows', {data: {values: [{title: 'no', text: 'no'}]}}, []]
])('words of %s', (_, spec, words) => {
  expect(
    chartWords(JSON.stringify(spec))
      .map(({text}) => text)
      .toSorted()
  ).toEqual(words.toSorted())
})

test('of what is no spec there are none', () => expect(chartWords('[')).toEqual([]))
