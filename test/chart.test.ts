import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {createMemo} from '../pipeline/cache/memo.ts'
import type {Store} from '../pipeline/cache/store.ts'
import {digest, toBytes} from '../pipeline/cache/hash.ts'
import {axesUsed, chartStage, dataUsed, drawChart, type DrawRequest} from '../pipeline/stages/chart/index.ts'
import {shortNumber} from '../pipeline/values/number.ts'
import {ReportError, type Message} from '../pipeline/messages.ts'
import type {Dataset, Drawing} from '../pipeline/types.ts'
import {messagesOf} from './building.ts'
import {measure, theme} from './charting.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const datasets: Readonly<Record<string, Dataset>> = {regions: read('regions.json'), trend: read('trend.json')}
const days: Dataset = {
  query: 'days',
  key: ['day'],
  columns: [
    {name: 'day', type: 'date', label: {en: 'Day', 'zh-Hans': '日期', 'zh-Hant': '日期'}},
    {name: 'kind', type: 'string', label: {en: 'Kind', 'zh-Hans': '种类', 'zh-Hant': '種類'}},
    {name: 'v', type: 'number', label: {en: 'Value', 'zh-Hans': '数值', 'zh-Hant': '數值'}}
  ],
  rows: [
    ['2020-01-05', 'a', '1'],
    ['2020-06-01', 'b', '3'],
    ['2021-02-03', 'a', '7'],
    ['2021-09-09', 'b', '20']
  ].map(([day, kind, v]) => ({day: day!, kind: kind!, v: v!}))
}
const languages = ['en', 'zh-Hans', 'zh-Hant']
const cases = ['bar', 'labelled', 'line', 'tile-map']

test.each(cases)('alternative text and table: %s', async (name) => {
  const drawn = await Promise.all(languages.map(async (language) => [language, await draw(fixture(name, {language}))] as const))
  const told = Object.fromEntries(
    drawn.map(([language, {alt, table}]) => [language, {alt, heads: table.heads, rows: table.rows}])
  )
  await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot(`fixtures/chart/${name}/expected.json`)
})

test('a chart of one frame can have another height, and shows the same', async () => {
  const plain = await draw(fixture('bar'))
  expect(plain.frame).toEqual({height: 5 * 18, least: 0.7, most: 1.25})
  const low = await draw(fixture('bar', {stretch: 0.8}))
  expect(low.frame?.height).toBeCloseTo(5 * 18 * 0.8)
  expect(textsOf(low.svg)).toEqual(textsOf(plain.svg))
  expect({...low, svg: '', frame: 0, marks: 0}).toEqual({...plain, svg: '', frame: 0, marks: 0})
  expect((await draw(fixture('line'))).frame?.least).toBe(0.78)
})

test('one that cannot be read at another height keeps its own, and says nothing', async () => {
  expect(await draw(fixture('bar', {stretch: 0.3}))).toEqual(await draw(fixture('bar')))
})

describe('where the rows of the table stand in the picture', () => {
  test('a bar for each row with a value, as long as that', async () => {
    const {marks, table, svg} = await draw(fixture('bar'))
    expect(marks?.map(([row]) => row)).toEqual([0, 1, 2, 3])
    expect(table.values[4]?.at(-1)).toBeNull()
    const values = table.values.map((cells) => Number(cells.at(-1)))
    const scales = marks!.map(([row, , , width]) => width / values[row]!)
    expect(Math.max(...scales) / Math.min(...scales)).toBeLessThan(1.25)
    expect(marks!.map(([, , y]) => y)).toEqual(marks!.map(([, , y]) => y).toSorted((a, b) => a - b))
    const [, x, y] = marks![0]!
    expect([x > 40, y > 10, Number(/ width="(\d+)"/.exec(svg)?.[1]) > x]).toEqual([true, true, true])
  })

  test('a point of a line, where a line is all that shows the row', async () => {
    const {marks, table} = await draw(fixture('line'))
    expect(marks).toHaveLength(table.rows.length)
    expect(new Set(marks!.map(([row]) => row)).size).toBe(table.rows.length)
  })

  test('of a layer of words alone none', async () => {
    const spec = JSON.stringify({
      data: {name: 'regions'},
      mark: 'text',
      encoding: {y: {field: 'short', type: 'nominal', title: null}, text: {field: 'sites'}}
    })
    expect((await draw(fixture('bar', {spec}))).marks).toEqual([])
  })
})

describe('for a phone', () => {
  const narrow = (name: string, changes: Partial<DrawRequest> = {}) => draw(fixture(name, {...changes, narrow: true}))

  test('a chart is drawn anew in 340 px, says the same and shows every name', async () => {
    const wide = await draw(fixture('bar'))
    const drawn = await narrow('bar')
    expect(widthOf(wide)).toBe(460)
    expect([widthOf(drawn), drawn.tooWide]).toEqual([340, undefined])
    expect(drawn.alt).toBe(wide.alt)
    expect(drawn.table).toEqual(wide.table)
    expect(textsOf(drawn.svg)).toEqual(expect.arrayContaining(['Inner Mongolia', 'Shaanxi', 'Guangdong', 'Beijing', 'Hebei']))
  })

  test('numbers of columns that were chosen for a page are let go', async () => {
    const panel = {width: 180, mark: 'point', encoding: {x: {field: 'sites', type: 'quantitative', title: 'Websites'}}}
    const spec = JSON.stringify({data: {name: 'regions'}, hconcat: [panel, panel, panel]})
    const drawn = await narrow('bar', {spec, width: 700})
    expect(widthOf(drawn)).toBeLessThanOrEqual(400)
    expect(heightOf(drawn)).toBeGreaterThan(1.5 * heightOf(await draw(fixture('bar', {spec, width: 700}))))
  })

  test('one that cannot be read so narrow keeps the width of the page, and says so', async () => {
    const encoding = {
      x: {field: 'short', type: 'nominal', axis: {labelAngle: 0}},
      y: {field: 'sites', type: 'quantitative', title: 'Websites'},
      color: {field: 'short', type: 'nominal', title: 'Region', legend: {orient: 'right', labelFontSize: 24}}
    }
    const spec = JSON.stringify({data: {name: 'regions'}, mark: 'bar', encoding})
    const drawn = await narrow('bar', {spec, width: 900})
    expect(drawn.tooWide).toBe(true)
    expect(widthOf(drawn)).toBe(900)
  })
})

test('panels have the heights that their author gave them', async () => {
  const spec =
    '{"data": {"name": "regions"}, "vconcat": [{"height": 60, "mark": "point", "encoding": {"x": {"field": "sites", "type": "quantitative", "title": "Websites"}}}]}'
  expect((await draw(fixture('bar', {spec}))).frame).toBeUndefined()
})

test('bars are sorted and the own region is marked', async () => {
  const {svg} = await draw(fixture('bar'))
  const names = ['Inner Mongolia', 'Shaanxi', 'Guangdong', 'Beijing', 'Hebei']
  expect(textsOf(svg)).toEqual(['0', '5', '10', '15', '20', '25', 'Websites (per million)', ...names, 'Region'])
  expect(svg.match(/fill="#a3282f"/g)).toHaveLength(1)
  expect(svg.match(/fill="#b9c0c8"/g)).toHaveLength(3)
})

test('another edition or theme changes the colours of the same compiled chart', async () => {
  const {svg} = await draw(fixture('bar', {axes: {region: 'sn'}, theme: {...theme, accent: '#00ff00'}}))
  expect(svg.match(/fill="#00ff00"/g)).toHaveLength(1)
  expect(svg).not.toContain('#a3282f')
})

test('A1 half a character in the picture is refused', async () => {
  const spec = JSON.stringify({
    data: {name: 'regions'},
    mark: 'text',
    encoding: {text: {value: {expr: "slice('😀', 0, 1)"}}}
  })
  await expect(draw(fixture('bar', {spec}))).rejects.toMatchObject({messages: [{rule: 'text-is-undamaged'}]})
})

test('the drawing is one labelled picture', async () => {
  const {svg} = await draw(fixture('bar', {alt: 'A < "B" & C'}))
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" aria-label="A &lt; &quot;B&quot; &amp; C" width="460" height="\d+" viewBox="0 0 460 \d+" /
  )
  expect(svg).toContain(`font-family="'Source Sans 3', 'Noto Sans SC', sans-serif" style="text-autospace:no-autospace"`)
  expect(svg.match(/aria-|role=/g)).toHaveLength(2)
  expect(svg.match(/font-family/g)).toHaveLength(1)
})

test('labels get the room that the measure says', async () => {
  const wide = await draw(fixture('bar'), (text, size) => text.length * size)
  const true_ = await draw(fixture('bar'))
  const more = 'Inner Mongolia'.length * 11 - measure('Inner Mongolia', 11, false)
  expect(Math.abs(plotStart(wide.svg) - plotStart(true_.svg) - more)).toBeLessThan(1)
})

test('labels beside bars stay inside the frame', async () => {
  const {svg} = await draw(fixture('labelled'))
  const label = /<text text-anchor="start" transform="translate\(([\d.]+),[\d.]+\)"[^>]*>Inner Mongolia</.exec(svg)
  const end = plotStart(svg) + Number(label?.[1]) + measure('Inner Mongolia', 11, true)
  expect(end).toBeLessThanOrEqual(460)
  expect(end).toBeGreaterThan(450)
})

test('the measure adds the advances of the font', () => {
  expect(measure('0123', 10, false)).toBeCloseTo(4 * 4.97, 6)
  expect(measure('Digital 1,234', 11, false)).toBeCloseTo(11 * 5.145, 6)
  expect(measure('Digital 1,234', 11, true)).toBeCloseTo(11 * 5.529, 6)
  expect(measure('新疆维吾尔𠮷', 10, true)).toBe(60)
  expect(measure('新a', 10, false)).toBe(10 + measure('a', 10, false))
})

test('languages have their own names, numbers and dates', async () => {
  const drawn = await Promise.all(languages.map((language) => draw(fixture('line', {language}))))
  expect(textsOf(drawn[0]!.svg)).toEqual(expect.arrayContaining(['January', 'July', '20M', '100M']))
  expect(textsOf(drawn[1]!.svg)).toEqual(expect.arrayContaining(['1月', '7月', '2,000万', '1亿']))
  expect(textsOf(drawn[2]!.svg)).toEqual(expect.arrayContaining(['1月', '7月', '2,000萬', '1億']))
  expect(drawn[2]!.svg).toContain("'Noto Sans TC'")
})

test('compact numbers', () => {
  expect(['en', 'zh-Hans', 'zh-Hant'].map((language) => shortNumber(1_250_000_000, language))).toEqual([
    '1.3bn',
    '12.5亿',
    '12.5億'
  ])
  expect([0, 0.25, 999, 1500, -2_000_000].map((value) => shortNumber(value, 'en'))).toEqual(['0', '0.25', '999', '1.5K', '−2M'])
  expect([9999, 10_000, 2.5e12].map((value) => shortNumber(value, 'zh-Hans'))).toEqual(['9,999', '1万', '2.5万亿'])
})

test('what is drawn at the same time makes no difference', async () => {
  const gradient = {
    gradient: 'linear',
    stops: [
      {offset: 0, color: '#fff'},
      {offset: 1, color: '#a33'}
    ]
  }
  const clipped = {
    ...fixture('bar'),
    id: 'fig-x',
    spec: JSON.stringify({
      data: {name: 'regions'},
      mark: {type: 'bar', clip: true, color: gradient},
      encoding: {x: {field: 'short'}, y: {field: 'sites', type: 'quantitative'}}
    })
  }
  const requests = [clipped, ...cases.flatMap((name) => languages.map((language) => fixture(name, {language}))), clipped]
  const together = await Promise.all(requests.map((request) => draw(request)))
  const alone: Drawing[] = []
  for (const request of requests.toReversed()) alone.unshift(await draw(request))
  expect(together).toEqual(alone)
  expect([...together[0]!.svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id).sort()).toEqual(idsAskedFor(together[0]!.svg))
  expect(idsAskedFor(together[0]!.svg)).toEqual(['fig-x-1', 'fig-x-2', 'fig-x-3', 'fig-x-4', 'fig-x-5'])
})

test('rows may lie in the spec', async () => {
  const values = [
    {kind: 'a', share: 40},
    {kind: 'b', share: 60.5}
  ]
  const spec = JSON.stringify({
    data: {values},
    mark: 'bar',
    encoding: {x: {field: 'kind', title: 'Kind'}, y: {field: 'share', type: 'quantitative', title: 'Share'}}
  })
  const {alt, table} = await draw({...fixture('bar'), spec, datasets: []})
  expect(alt).toBe('Websites. Column chart of 2 columns: b is highest at 60.5, a lowest at 40.0.')
  expect(table).toEqual({
    heads: [
      {text: 'Kind', numeric: false},
      {text: 'Share', numeric: true}
    ],
    rows: [
      ['a', '40.0'],
      ['b', '60.5']
    ],
    values: [
      [null, '40'],
      [null, '60.5']
    ],
    origins: ['', '']
  })
})

test('each row says where it comes from: a row of the query, or the query where the chart reckons', async () => {
  const rows = [
    {region: 'gd', model: 'a', sites: '3'},
    {region: 'zj', model: 'a', sites: '4.5'},
    {region: 'bj', model: 'b', sites: null}
  ]
  const types = {region: 'string', model: 'string', sites: 'number'} as const
  const columns = Object.entries(types).map(([name, type]) => ({name, type}))
  const datasets = [{query: 'peers', columns, key: ['region'], rows}]
  const table = async (encoding: object) => {
    const spec = JSON.stringify({data: {name: 'peers'}, mark: 'bar', encoding})
    return (await draw({...fixture('bar'), spec, datasets})).table
  }
  const plain = await table({y: {field: 'region'}, x: {field: 'sites', type: 'quantitative'}})
  expect(Object.fromEntries(plain.rows.map(([region], at) => [region, plain.origins[at]]))).toEqual({
    gd: 'peers[region=gd]',
    zj: 'peers[region=zj]',
    bj: 'peers[region=bj]'
  })
  const sums = await table({y: {field: 'model'}, x: {aggregate: 'sum', field: 'sites', type: 'quantitative'}})
  expect([sums.origins[0], sums.heads.map(({column}) => column)]).toEqual(['peers', ['model', undefined]])
})

test('a course over time, and counts', async () => {
  const columns = [
    {name: 'year', type: 'year', label: {'zh-Hans': '年份'}},
    {name: 'value', type: 'number', unit: {en: '%', 'zh-Hans': '%'}, label: {'zh-Hans': '比重'}}
  ] as const
  const rows = [
    ['2018', '3.5'],
    ['2019', '9'],
    ['2020', '2'],
    ['2021', '4.25']
  ].map(([year, value]) => ({year: year!, value: value!}))
  const data: Dataset = {query: 'years', key: ['year'], columns, rows}
  const line = JSON.stringify({
    data: {name: 'years'},
    mark: 'line',
    encoding: {x: {field: 'year', type: 'ordinal'}, y: {field: 'value', type: 'quantitative'}}
  })
  expect((await draw({...fixture('bar'), spec: line, datasets: [data]})).alt).toBe(
    'Websites. Line chart of 4 values: up from 3.50% (2018) to 4.25% (2021), with a peak of 9.00% (2019) and a low of 2.00% (2020).'
  )
  expect((await draw({...fixture('bar'), spec: line, datasets: [data], language: 'zh-Hans'})).alt).toBe(
    'Websites。折线图，共4个数值：由3.50%（2018年）升至4.25%（2021年），最高为9.00%（2019年），最低为2.00%（2020年）。'
  )
  const counts = JSON.stringify({data: {name: 'regions'}, mark: 'bar', encoding: {y: {field: 'model'}, x: {aggregate: 'count'}}})
  expect((await draw({...fixture('bar'), spec: counts})).table.heads).toEqual([
    {text: 'Model', numeric: false, column: 'model_en'},
    {text: 'Number', numeric: true}
  ])
})

test('points in time, and points with a line through them', async () => {
  const dots = JSON.stringify({
    data: {name: 'trend'},
    transform: [{filter: 'datum.users > 2e7'}],
    mark: 'circle',
    encoding: {x: {field: 'month', type: 'temporal'}, y: {field: 'short'}}
  })
  expect((await draw({...fixture('line'), spec: dots, axes: {region: 'sn'}})).alt).toBe(
    'Websites. Dot plot of 3 points: the earliest is Guangdong (January 2020), the latest Shaanxi (July 2020).'
  )
  const layers = ['point', 'line'].map((mark) => ({mark}))
  const scatter = JSON.stringify({
    data: {name: 'regions'},
    encoding: {x: {field: 'col', type: 'quantitative'}, y: {field: 'sites', type: 'quantitative'}, detail: {field: 'short'}},
    layer: layers
  })
  expect((await draw({...fixture('bar'), spec: scatter})).alt).toBe(
    'Websites. Scatter plot of 4 points: Websites against col; Guangdong stands at 6.2 per million and 2.'
  )
})

test('what a spec asks for', () => {
  const spec =
    '{"a": "datum.x === edition.region", "b": "edition[\'audience\'] + edition.language + edition.region", "data": {"name": "q"}, "layer": [{"data": {"values": []}}]}'
  expect(axesUsed(spec)).toEqual(['audience', 'region'])
  expect(axesUsed(text('bar/spec.vl.json'))).toEqual(['region'])
  expect(dataUsed(spec)).toEqual(['q'])
  expect(dataUsed('{')).toEqual([])
})

test('the stage reads its rows from the store', async () => {
  const {datasets: given, ...request} = fixture('bar')
  const memo = createMemo({store: storeInMemory(), heard: () => undefined})
  const regions = await memo.keep(given[0]!)
  const {drawing} = await memo(chartStage('code', {measure}), {...request, fonts: 'fonts', data: {regions}})
  expect(await drawing.value()).toEqual(await draw(fixture('bar')))
})

test.each<[string, string, readonly [string, number, number], string]>([
  [
    'JSON ends early',
    '{"mark": "bar",\n "data": {',
    ['chart-spec-is-valid', 2, 11],
    'Unexpected JSON, expected a Vega-Lite spec: '
  ],
  [
    'a bare word',
    '{"mark": bar}',
    ['chart-spec-is-valid', 1, 10],
    'Unexpected JSON, expected a Vega-Lite spec: Unexpected token'
  ],
  ['a list', '[]', ['chart-spec-is-valid', 1, 1], 'Unexpected value, expected a Vega-Lite spec in braces'],
  ['unknown key', bar('"encodng": {}'), ['chart-spec-is-valid', 3, 12], 'Unexpected `encodng`'],
  ['unknown mark', bar('"mark": "bra"'), ['chart-spec-is-valid', 3, 9], 'Unexpected `bra`, expected a word'],
  [
    'unknown type',
    bar('"mark": "bar", "encoding": {"x": {"field": "sites", "type": "numeric"}}'),
    ['chart-spec-is-valid', 3, 61],
    'Unexpected `numeric`, expected a word'
  ],
  [
    'a broken expression',
    bar('"mark": "bar", "transform": [{"filter": "datum.sites >"}]'),
    ['chart-spec-is-valid', 1, 1],
    'Unexpected spec, Vega-Lite says: '
  ],
  ['a file', '{"data": {"url": "x.csv"}, "mark": "bar"}', ['chart-reads-no-files', 1, 18], 'Unexpected `url`'],
  ['an image', bar('"mark": {"type": "image"}'), ['chart-reads-no-files', 3, 9], 'Unexpected mark `image`'],
  [
    'a link',
    bar('"mark": "bar", "encoding": {"href": {"field": "short"}}'),
    ['chart-reads-no-files', 3, 37],
    'Unexpected `href`'
  ],
  ['unknown data', '{"data": {"name": "region"}, "mark": "bar"}', ['chart-data-is-known', 1, 19], 'Unexpected data `region`'],
  [
    'unknown field',
    bar('"mark": "bar", "encoding": {"x": {"field": "sits"}}'),
    ['chart-field-is-known', 3, 44],
    'Unexpected field `sits`'
  ],
  [
    'unknown field in an expression',
    bar('"mark": "bar", "transform": [{"filter": "datum.regoin == 1"}]'),
    ['chart-field-is-known', 3, 41],
    'Unexpected field `regoin`'
  ],
  [
    'unknown axis',
    bar('"mark": "bar", "transform": [{"filter": "datum.region == edition.regoin"}]'),
    ['chart-axis-is-known', 1, 1],
    'Unexpected `edition.regoin`'
  ]
])('refused: %s', async (_, spec, [rule, line, column], reason) => {
  const [message] = await refusal({...fixture('bar'), spec})
  expect(message).toMatchObject({severity: 'error', rule, line, column, path: 'charts/bar.vl.json'})
  expect(message?.reason).toContain(reason)
})

test('an axis that there is not is told with all that there are', async () => {
  const root = await temporaryFolder()
  const places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
  await edit(places.folder, 'charts/bars.vl.json', (text) => text.replace('=== edition.region', '=== edition.place'))
  const told = await messagesOf(places, {formats: ['html'], only: {language: ['en']}})
  expect(told.find(({rule}) => rule === 'chart-axis-is-known')).toMatchObject({
    reason: 'Unexpected `edition.place`, expected an axis of the report',
    note: 'Known: `region`, `audience`, `language`'
  })
})

test('refused: no rows', async () => {
  const [message] = await refusal({...fixture('bar'), datasets: [{...datasets['regions']!, rows: []}]})
  expect(message).toMatchObject({rule: 'chart-has-rows', line: 6, note: expect.stringContaining(':::only')})
})

test('the nearest known name is offered', async () => {
  const spec = bar('"mark": "bar", "encoding": {"x": {"field": "sits"}, "y": {"field": "shrot"}}')
  expect((await refusal({...fixture('bar'), spec})).map(({note}) => note)).toEqual([
    'Did you mean `sites`?',
    'Did you mean `short`?'
  ])
})

test('what Vega-Lite remarks is a warning, each time', async () => {
  const spec = bar('"mark": "bar", "encoding": {"x": {"field": "short"}, "shape": {"field": "sites"}}')
  for (const _ of [1, 2]) {
    const said: Message[] = []
    await drawChart({...fixture('bar'), spec}, {measure, say: (message) => said.push(message)})
    expect(said).toMatchObject([
      {severity: 'warning', rule: 'chart-spec-is-valid', reason: expect.stringContaining('shape dropped')}
    ])
  }
})

describe('dates and rows as plain Vega-Lite has them', () => {
  const monthly = JSON.stringify({
    data: {name: 'days'},
    mark: 'bar',
    encoding: {x: {field: 'day', type: 'ordinal', timeUnit: 'yearmonth'}, y: {field: 'v', type: 'quantitative'}}
  })

  test('A7 C14 months stand where the data have them, and the process reckons in UTC', async () => {
    const {svg} = await draw(onDays(monthly))
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Jan 2020', 'Jun 2020', 'Feb 2021', 'Sep 2021']))
    const cli = readFileSync(new URL('../pipeline/cli.js', import.meta.url), 'utf8')
    expect(cli.indexOf("process.env['TZ'] = 'UTC'")).toBeGreaterThan(0)
    expect(cli.indexOf("process.env['TZ'] = 'UTC'")).toBeLessThan(cli.indexOf('await import'))
    const environment = {...process.env, TZ: 'Asia/Shanghai'}
    const asked = `process.env['TZ'] = 'UTC'; console.log(new Date(2023, 0, 1).toISOString(), new Date('Jan 1, 2020').getTime())`
    expect(execFileSync(process.execPath, ['-e', asked], {env: environment, encoding: 'utf8'})).toBe(
      '2023-01-01T00:00:00.000Z 1577836800000\n'
    )
  })

  test('C14 ISO days in a domain, in the values of an axis, in a filter', async () => {
    const point = (x: object, rest: object = {}) =>
      onDays(
        JSON.stringify({
          data: {name: 'days'},
          ...rest,
          mark: 'point',
          encoding: {x: {field: 'day', type: 'temporal', ...x}, y: {field: 'v', type: 'quantitative'}}
        })
      )
    const axis = await draw(point({axis: {values: ['2020-01-01', '2021-01-01'], format: '%Y'}}))
    expect(textsOf(axis.svg)).toContain('2021')
    const domain = await draw(point({scale: {domain: ['2020-01-01', '2022-01-01']}}))
    expect(pointsOf(domain.svg)).toHaveLength(4)
    expect(pointsOf(domain.svg)[0]?.[0]).toBeCloseTo((4 / 731) * plotWidth(domain.svg), 0)
    const filtered = await draw(point({}, {transform: [{filter: "datum.day > datetime('2020-05-01')"}]}))
    expect(filtered.table.rows).toHaveLength(3)
  })

  test('C14 a column of years is no time in milliseconds', async () => {
    const years: Dataset = {
      query: 'days',
      key: [],
      columns: [
        {name: 'year', type: 'year'},
        {name: 'v', type: 'number'}
      ],
      rows: [
        {year: '2019', v: '1'},
        {year: '2021', v: '3'}
      ]
    }
    const spec = JSON.stringify({
      data: {name: 'days'},
      mark: 'point',
      encoding: {x: {field: 'year', type: 'temporal'}, y: {field: 'v', type: 'quantitative'}}
    })
    expect(textsOf((await draw(onDays(spec, [years]))).svg)).toEqual(expect.arrayContaining(['2019', '2020', '2021']))
  })

  test('C15 lists, objects, features and the text of a table lie in a spec', async () => {
    const lists = {data: {values: [{n: 'a', r: [1, 2]}]}, transform: [{flatten: ['r']}], mark: 'point'}
    const drawn = await draw(
      onDays(JSON.stringify({...lists, encoding: {x: {field: 'n'}, y: {field: 'r', type: 'quantitative'}}}), [])
    )
    expect(drawn.table.rows).toEqual([
      ['a', '1'],
      ['a', '2']
    ])
    const square = {type: 'Polygon', coordinates: [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]]} // prettier-ignore
    const features = {type: 'FeatureCollection', features: [{type: 'Feature', properties: {name: 'A'}, geometry: square}]}
    const map = {
      data: {values: features, format: {property: 'features'}},
      mark: 'geoshape',
      projection: {type: 'equirectangular'}
    }
    expect((await draw(onDays(JSON.stringify(map), []))).svg).toMatch(/ d="M78,300L78,0L228,-1.123L378,0L378,300Z"/)
    const table = {data: {values: 'a,b\nx,1\ny,2', format: {type: 'csv'}}, mark: 'bar'}
    const bars = await draw(
      onDays(JSON.stringify({...table, encoding: {x: {field: 'a'}, y: {field: 'b', type: 'quantitative'}}}), [])
    )
    expect(bars.table.rows).toEqual([
      ['x', '1'],
      ['y', '2']
    ])
  })

  test('C15 values that cannot be read are refused', async () => {
    const spec = JSON.stringify({data: {values: 'a\tb', format: {type: 'parquet'}}, mark: 'bar'})
    expect(await refusal(onDays(spec, []))).toMatchObject([{rule: 'chart-data-is-read', line: 1, column: 9}])
  })

  test.each(['', 'Z'])('moments are told as the data have them, local or in UTC: %j', async (zone) => {
    const moments: Dataset = {
      query: 'days',
      key: [],
      columns: [
        {name: 'at', type: 'datetime'},
        {name: 'v', type: 'number'},
        {name: 'tags', type: 'list'}
      ],
      rows: [
        {at: `2024-04-15T00:00:00${zone}`, v: '1', tags: '["a","b"]'},
        {at: `2024-04-15T14:30:00${zone}`, v: '3', tags: '["b"]'}
      ]
    }
    const encoding = {x: {field: 'at', type: 'temporal'}, y: {field: 'v', type: 'quantitative'}}
    const told = zone === '' ? '15 April 2024, 14:30' : '15 April 2024, 14:30 UTC'
    const plain = await draw(onDays(JSON.stringify({data: {name: 'days'}, mark: 'line', encoding}), [moments]))
    expect(plain.table.rows.map(([at]) => at)).toContain(told)
    expect(plain.table.values[1]?.[0]).toBe(`2024-04-15T14:30:00${zone}`)
    const flat = {
      data: {name: 'days'},
      transform: [{flatten: ['tags']}],
      mark: 'point',
      encoding: {...encoding, color: {field: 'tags'}}
    }
    const flattened = await draw(onDays(JSON.stringify(flat), [moments]))
    expect(flattened.table.rows).toHaveLength(3)
    expect(flattened.table.values[2]?.[0]).toBe(`2024-04-15T14:30:00${zone}`)
  })

  test('C20 no word of a title is rewritten', async () => {
    const spec = JSON.stringify({
      data: {name: 'days'},
      title: {text: {expr: "'On the date(2019), year(2020)'"}},
      mark: 'point',
      encoding: {x: {field: 'day', type: 'temporal'}, y: {field: 'v', type: 'quantitative'}}
    })
    expect(textsOf((await draw(onDays(spec))).svg)).toContain('On the date(2019), year(2020)')
  })
})

describe('A7 E29 what is not repeatable, or too much, is refused at its place', () => {
  const point = (rest: string) => `{"data": {"name": "days"},\n"mark": "point", ${rest}}`
  const x = '"encoding": {"x": {"field": "v", "type": "quantitative"}}'
  const twice = 'chart-is-repeatable'
  const size = 'chart-is-of-sensible-size'

  test.each<[string, string, readonly [string, string], string]>([
    [
      'random',
      point(`"transform": [{"calculate": "random()", "as": "j"}], ${x}`),
      [twice, '"random()"'],
      'Unexpected `random()`'
    ],
    ['now', point(`"transform": [{"filter": "datum.day < now ( )"}], ${x}`), [twice, '"datum.day < now'], 'Unexpected `now()`'],
    [
      'sampleNormal',
      point(`"transform": [{"calculate": "1 + sampleNormal(0, 1)", "as": "j"}], ${x}`),
      [twice, '"1 + sampleNormal'],
      'sampleNormal'
    ],
    [
      'sampleUniform in a parameter',
      point(`"params": [{"name": "p", "expr": "sampleUniform()"}], ${x}`),
      [twice, '"sampleUniform()"'],
      'sampleUniform'
    ],
    [
      'random in a label',
      point('"encoding": {"x": {"field": "v", "type": "quantitative", "axis": {"labelExpr": "datum.label + random()"}}}'),
      [twice, '"datum.label + random()"'],
      'random'
    ],
    [
      'random in a mark',
      '{"data": {"name": "days"}, "mark": {"type": "point", "dx": {"expr": "random()"}}}',
      [twice, '"random()"'],
      'random'
    ],
    [
      'random in a nested view',
      `{"data": {"name": "days"}, "hconcat": [{"mark": "point", "transform": [{"filter": "random() > 0.5"}], ${x}}]}`,
      [twice, '"random() > 0.5"'],
      'random'
    ],
    [
      'timezoneoffset',
      point(`"transform": [{"calculate": "timezoneoffset(datum.day)", "as": "j"}], ${x}`),
      [twice, '"timezoneoffset'],
      'timezoneoffset'
    ],
    [
      'datetime without a date',
      point(`"transform": [{"calculate": "datetime()", "as": "j"}], ${x}`),
      [twice, '"datetime()"'],
      'datetime'
    ],
    ['a sample', point(`"transform": [{"sample": 2}], ${x}`), [twice, '2}]'], 'Unexpected `sample`'],
    [
      'a bootstrapped interval',
      `{"data": {"name": "days"}, "mark": {"type": "errorbar", "extent": "ci"}, ${x}}`,
      [twice, '"ci"'],
      'extent `ci`'
    ],
    ['a bootstrapped end', point('"encoding": {"x": {"field": "v", "aggregate": "ci0"}}'), [twice, '"ci0"'], '`ci0`'],
    [
      'a long sequence',
      '{"data": {"sequence": {"start": 0, "stop": 1000000000}}, "mark": "point"}',
      [size, '{"start"'],
      'a sequence of 1000000000'
    ],
    [
      'a long sequence in an expression',
      point(`"transform": [{"calculate": "length(sequence(0, 1e9))", "as": "n"}], ${x}`),
      ['chart-spec-is-valid', '"length('],
      'a list or text of 1000000000'
    ],
    [
      'a long text in an expression',
      point(`"transform": [{"calculate": "pad('x', 2000000000)", "as": "n"}], ${x}`),
      ['chart-spec-is-valid', '"pad('],
      'a list or text of 2000000000'
    ],
    ['many bins', point('"encoding": {"x": {"field": "v", "bin": {"maxbins": 1e9}}}'), [size, '1e9}'], '`maxbins` of 1000000000'],
    [
      'many repeats',
      `{"data": {"name": "days"}, "repeat": {"row": [${Array(20).fill('"v"')}], "column": [${Array(20).fill('"v"')}]}, "spec": {"mark": "point"}}`,
      [size, '{"data"'],
      '400 views'
    ],
    [
      'a deep spec',
      `{"data": {"name": "days"}, "mark": "point", "usermeta": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      [size, '{"data"'],
      'levels deep'
    ],
    [
      'a wide format',
      point('"encoding": {"x": {"field": "v", "type": "quantitative", "axis": {"format": "999999999d"}}}'),
      [size, '"999999999d"'],
      'a format with 999999999'
    ],
    [
      'look-behind',
      point(`"transform": [{"filter": "test(regexp('(?<=a)b'), datum.kind)"}], ${x}`),
      ['chart-spec-is-valid', '"test('],
      'error parsing regexp'
    ]
  ])('%s', async (_, spec, [rule, text], reason) => {
    const [message] = await refusal(onDays(spec))
    expect(message).toMatchObject({severity: 'error', rule, path: 'charts/bar.vl.json'})
    expect(textAt(spec, message).slice(0, text.length)).toBe(text)
    expect(message?.reason).toContain(reason)
  })

  test('patterns take linear time and read as those of JavaScript', async () => {
    const spec = JSON.stringify({
      data: {values: [{t: `${'a'.repeat(40_000)}!`}, {t: 'Bob'}]},
      transform: [
        {calculate: "test(/^(a+)+b$/, datum.t) || test('^(a|a)*b$', datum.t)", as: 'slow'},
        {
          calculate:
            "replace(slice(datum.t, 0, 3), regexp('B|b', 'g'), 'x') + replace('a.b', '.', '-') + split('1, 2', /,\\s*/)[1]",
          as: 'n'
        }
      ],
      mark: 'point',
      encoding: {x: {field: 'n', type: 'nominal'}, y: {field: 'slow', type: 'nominal'}}
    })
    const {svg} = await draw(onDays(spec, []))
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['aaaa-b2', 'xoxa-b2', 'false']))
  })
})

describe('C16 words that Vega-Lite would pass over', () => {
  test.each<[string, string, string, string]>([
    ['a property of a mark', '"mark": {"type": "bar", "colr": "red"}', '"red"', 'Did you mean `color`?'],
    ['a channel', '"mark": "bar", "encoding": {"colour": {"field": "v"}}', '{"field"', 'Did you mean `color`?'],
    [
      'a property of a channel',
      '"mark": "bar", "encoding": {"x": {"field": "v", "agregate": "mean"}}',
      '"mean"',
      'Did you mean `aggregate`?'
    ],
    [
      'a property of a scale',
      '"mark": "bar", "encoding": {"x": {"field": "v", "scale": {"typ": "log"}}}',
      '"log"',
      'Did you mean `type`?'
    ],
    [
      'an operation',
      '"mark": "bar", "encoding": {"x": {"field": "v", "aggregate": "mediam"}}',
      '"mediam"',
      'Did you mean `median`?'
    ],
    ['a transform', '"mark": "bar", "transform": [{"calulate": "1", "as": "b"}]', '"1"', 'Did you mean `calculate`?']
  ])('%s', async (_, rest, text, note) => {
    const spec = `{"data": {"name": "days"},\n${rest}}`
    const [message] = await refusal(onDays(spec))
    expect(message).toMatchObject({rule: 'chart-spec-is-valid', line: 2, note})
    expect(textAt(spec, message).slice(0, text.length)).toBe(text)
  })

  test('C18 the end of a bin and the columns of a repeat are known', async () => {
    const binned = {
      data: {name: 'days'},
      transform: [{bin: true, field: 'v', as: 'b'}],
      mark: 'bar',
      encoding: {x: {field: 'b', bin: {binned: true}}, x2: {field: 'b_end'}, y: {aggregate: 'count'}}
    }
    expect(
      (await draw(onDays(JSON.stringify(binned)))).svg.match(/aria-roledescription|<path d="M[\d.]+,[\d.]+h/g)
    ).not.toBeNull()
    const repeat = (columns: readonly string[]) =>
      JSON.stringify({
        data: {name: 'days'},
        repeat: columns,
        columns: 2,
        spec: {mark: 'bar', encoding: {x: {field: {repeat: 'repeat'}}, y: {aggregate: 'count'}}}
      })
    expect(textsOf((await draw(onDays(repeat(['v', 'kind'])))).svg)).toEqual(expect.arrayContaining(['a', 'b', '20']))
    expect(await refusal(onDays(repeat(['v', 'kin'])))).toMatchObject([
      {rule: 'chart-field-is-known', line: 1, column: 39, note: 'Did you mean `kind`?'}
    ])
  })
})

describe('C16 what draws nothing is an error at its place', () => {
  const rows = (values: readonly object[], rest: object) => JSON.stringify({data: {values}, ...rest})
  const xy = (x: object, y: object) => ({x, y})
  const k = {field: 'k', type: 'nominal'}
  const v = {field: 'v', type: 'quantitative'}
  const pair = [
    {k: 'a', v: 2},
    {k: 'b', v: 10}
  ]

  test.each<[string, string, string, string]>([
    [
      'bars on a logarithmic scale',
      rows(pair, {mark: 'bar', encoding: xy(k, {...v, scale: {type: 'log'}})}),
      'chart-shows-every-value',
      'on a logarithmic scale'
    ],
    [
      'zero on a logarithmic scale',
      rows([...pair, {k: 'c', v: 0}], {mark: 'point', encoding: xy(k, {...v, scale: {type: 'log'}})}),
      'chart-shows-every-value',
      'on a logarithmic scale'
    ],
    [
      'a line of one point',
      rows([{k: '2020', v: 3}], {mark: 'line', encoding: xy(k, v)}),
      'chart-shows-every-value',
      'line of one point'
    ],
    ['only nulls', rows([{k: 'a', v: null}], {mark: 'point', encoding: xy(k, v)}), 'chart-draws-something', 'no row is left'],
    [
      'a filter that leaves nothing',
      rows(pair, {transform: [{filter: 'datum.v > 99'}], mark: 'bar', encoding: xy(k, v)}),
      'chart-draws-something',
      'no row is left'
    ],
    ['bars of zero', rows([{k: 'a', v: 0}], {mark: 'bar', encoding: xy(k, v)}), 'chart-draws-something', 'no size'],
    ['no rows', rows([], {mark: 'bar', encoding: xy(k, v)}), 'chart-has-rows', 'empty data'],
    ['features that are none', rows([{type: 'Feature', geometry: null}], {mark: 'geoshape'}), 'chart-draws-something', 'no size'],
    [
      'one empty panel of two',
      rows(pair, {
        hconcat: [
          {mark: 'bar', encoding: xy(k, v)},
          {transform: [{filter: 'datum.v > 99'}], mark: 'bar', encoding: xy(k, v)}
        ]
      }),
      'chart-draws-something',
      'no row is left'
    ],
    [
      'points outside of the domain',
      rows(pair, {mark: 'point', encoding: xy({...v, scale: {domain: [0, 5]}}, k)}),
      'chart-shows-every-value',
      '`10` outside of the domain of `x`'
    ],
    [
      'a name that the domain lacks',
      rows(pair, {mark: 'bar', encoding: xy({...k, scale: {domain: ['a']}}, v)}),
      'chart-shows-every-value',
      '`b` on `x`'
    ]
  ])('%s', async (_, spec, rule, reason) => {
    const [message] = await refusal(onDays(spec, []))
    expect(message).toMatchObject({severity: 'error', rule, path: 'charts/bar.vl.json', line: 1})
    expect(message?.reason).toContain(reason)
  })

  test('a colour that the theme has not', async () => {
    const spec = rows(pair, {mark: {type: 'bar', color: {expr: 'theme.acent'}}, encoding: xy(k, v)})
    expect(await refusal(onDays(spec, []))).toMatchObject([
      {
        severity: 'error',
        rule: 'chart-colour-is-known',
        reason: 'Unexpected `theme.acent`, expected a colour of the theme',
        note: 'Did you mean `accent`?'
      }
    ])
  })

  test('a line of one point beside lines that are seen is told', async () => {
    const values = [...pair.map((row) => ({...row, g: 'p'})), {k: 'a', v: 4, g: 'q'}]
    const spec = rows(values, {mark: 'line', encoding: {...xy(k, v), color: {field: 'g'}}})
    const said: Message[] = []
    await drawChart(onDays(spec, []), {measure, say: (message) => said.push(message)})
    expect(said).toMatchObject([{severity: 'warning', rule: 'chart-shows-every-value'}])
    expect(said[0]?.reason).toContain('line of one point')
  })

  describe('a row without a value is told', () => {
    const three = [{k: 'a', v: 1, g: 'p'}, {k: 'b', v: null, g: 'q'}, {k: 'c', v: 3, g: 'q'}] // prettier-ignore
    const bars = {mark: 'bar', encoding: xy(k, v)}
    const label = {...v, type: 'nominal'}
    const remarks = async (values: readonly object[], view: object) => {
      const said: Message[] = []
      await drawChart(onDays(rows(values, view), []), {measure, say: (message) => said.push(message)})
      const ours = said.filter(({rule}) => rule === 'chart-shows-every-value')
      return ours.map(({severity, rule, reason}) => `${severity} ${rule} ${reason}`)
    }
    const leftOut = (which: string) =>
      `warning chart-shows-every-value Unexpected ${which} that the chart leaves out, expected a mark for every row`

    test.each<[string, readonly object[], object]>([
      ['as a bar', three, bars],
      ['as a point', three, {mark: 'point', encoding: xy(v, k)}],
      ['as a tile by its colour', three, {mark: 'rect', encoding: {x: k, color: v}}],
      ['once for two layers', three, {encoding: xy(k, v), layer: [{mark: 'bar'}, {mark: 'text', encoding: {text: v}}]}],
      ['in a facet', three, {...bars, encoding: {...bars.encoding, row: {field: 'g'}}}]
    ])('%s', async (_, values, view) => {
      expect(await remarks(values, view)).toEqual([
        expect.stringMatching(/^warning chart-shows-every-value Unexpected row without `v` \(`[bq ]+`\)/)
      ])
    })

    test('names of three, and how many more', async () => {
      const many = ['d', 'e', 'f', 'g', 'h'].map((name) => ({k: name, v: null, g: 'p'}))
      expect(await remarks([...three.slice(0, 1), ...many], bars)).toEqual([
        leftOut('5 rows without `v` (`d`, `e`, `f` and 2 more)')
      ])
    })

    test('as a line of which nothing is seen', async () => {
      const lines = [{k: 'a', v: 1, g: 'p'}, {k: 'b', v: 2, g: 'p'}, {k: 'a', v: null, g: 'q'}, {k: 'b', v: null, g: 'q'}] // prettier-ignore
      const view = {mark: 'line', encoding: {...xy(k, v), color: {field: 'g'}}}
      expect(await remarks(lines, view)).toEqual([leftOut('2 rows without `v` (`a q`, `b q`)')])
      expect(await remarks([...lines.slice(0, 3), {k: 'b', v: 4, g: 'q'}, {k: 'c', v: 4, g: 'q'}], view)).toEqual([])
    })

    test('as a part of a sum', async () => {
      const view = {mark: 'bar', encoding: {x: {field: 'g'}, y: {...v, aggregate: 'sum'}}}
      expect(await remarks(three, view)).toEqual([
        'warning chart-shows-every-value Unexpected sum over a row without `v` (`q`), expected every part of it'
      ])
    })

    test('not where another mark shows it by its name, or its author filters it', async () => {
      const words = {mark: {type: 'text', x: 4}, encoding: {y: k, text: {value: 'not stated'}}}
      expect(await remarks(three, {layer: [{mark: 'bar', encoding: xy(v, k)}, words]})).toEqual([])
      for (const filter of ['isValid(datum.v)', 'isValid(datum["v"]) && isFinite(+datum["v"])', 'datum.v !== null'])
        expect(await remarks(three, {transform: [{filter}], ...bars})).toEqual([])
      expect(await remarks(three, {mark: 'text', encoding: {x: k, y: {field: 'g'}, text: label}})).toEqual([])
    })
  })

  test('unless the author says that empty is meant', async () => {
    const spec = rows([], {mark: 'bar', encoding: xy(k, v), usermeta: {octavo: {mayBeEmpty: true}}})
    expect((await draw(onDays(spec, []))).table.rows).toEqual([])
  })

  test('a line of one point that has a point is drawn', async () => {
    const spec = rows([{k: '2020', v: 3}], {mark: {type: 'line', point: true}, encoding: xy(k, v)})
    expect(pointsOf((await draw(onDays(spec, []))).svg)).toHaveLength(1)
  })
})

describe('C17 all that is written can be read on paper', () => {
  const names = Array.from({length: 14}, (_, index) => `Department of administration and services number ${index}`)
  const byName = (values: readonly object[], rest: object) =>
    JSON.stringify({
      data: {values},
      mark: 'bar',
      encoding: {x: {field: 'k', type: 'nominal'}, y: {field: 'v', type: 'quantitative'}},
      ...rest
    })

  test('long names below bars are turned upright, each whole and its own', async () => {
    const spec = byName(
      names.map((k, index) => ({k, v: index + 1})),
      {}
    )
    const {svg} = await draw({...onDays(spec, []), width: 623})
    expect(
      textsOf(svg)
        .filter((text) => text.startsWith('Department'))
        .sort()
    ).toEqual([...names].sort())
    expect(svg).toContain('rotate(-90)')
  })

  test('names that fit in two lines are broken, not turned', async () => {
    const spec = byName(
      ['North western district', 'South eastern district', 'Old town and harbour', 'Lake side'].map((k) => ({k, v: 1})),
      {}
    )
    const {svg} = await draw({...onDays(spec, []), width: 300})
    expect(svg).toContain('<tspan')
    expect(svg).not.toContain('rotate')
  })

  test('a legend of 31 entries flows in columns and leaves the chart its width', async () => {
    const values = Array.from({length: 31}, (_, index) =>
      [2020, 2021].map((t) => ({t, p: `Province ${index}`, v: index + t}))
    ).flat()
    const spec = JSON.stringify({
      data: {values},
      mark: 'line',
      encoding: {x: {field: 't', type: 'ordinal'}, y: {field: 'v', type: 'quantitative'}, color: {field: 'p'}}
    })
    const said: Message[] = []
    const {svg} = await drawChart({...onDays(spec, []), width: 623}, {measure, say: (message) => said.push(message)})
    expect(sizeOf(svg)[0]).toBeLessThanOrEqual(640)
    expect(textsOf(svg).filter((text) => text.startsWith('Province'))).toHaveLength(31)
    expect(said).toMatchObject([
      {rule: 'chart-is-true', reason: 'Unexpected 31 entries of a legend in 5 looks, expected one for each'}
    ])
  })

  test.each<[string, object]>([
    ['facets', {encoding: {facet: {field: 'g', columns: 4}, x: {field: 'k'}, y: {field: 'v', type: 'quantitative'}}}],
    [
      'charts side by side',
      {
        hconcat: [400, 400, 400].map((width) => ({
          width,
          mark: 'bar',
          encoding: {y: {field: 'k'}, x: {field: 'v', type: 'quantitative'}}
        }))
      }
    ]
  ])('%s share the width', async (_, rest) => {
    const values = Array.from({length: 7}, (_, g) => ['a', 'b', 'c'].map((k) => ({g: `group ${g}`, k, v: g + 1}))).flat()
    const spec = JSON.stringify({
      data: {values: 'hconcat' in rest ? values.slice(0, 3) : values},
      ...('hconcat' in rest ? {} : {mark: 'bar'}),
      ...rest
    })
    const {svg} = await draw({...onDays(spec, []), width: 623})
    expect(sizeOf(svg)[0]).toBeLessThanOrEqual(636)
    expect(sizeOf(svg)[0]).toBeGreaterThan(600)
    for (const size of svg.matchAll(/font-size="([\d.]+)px"/g))
      expect((Number(size[1]) * 0.75 * 623) / Math.max(623, sizeOf(svg)[0])).toBeGreaterThanOrEqual(6.5)
  })

  test.each<[string, string, string]>([
    ['small letters', byName([{k: 'a', v: 1}], {config: {axis: {labelFontSize: 8}}}), '6 pt on paper'],
    [
      'more names than have room',
      byName(
        Array.from({length: 90}, (_, index) => ({k: `Name ${index}x`, v: 1})),
        {}
      ),
      'without room beside its neighbours'
    ],
    [
      'a row of too many panels',
      JSON.stringify({
        data: {values: Array.from({length: 30}, (_, g) => ({g, v: 1}))},
        mark: 'bar',
        encoding: {column: {field: 'g'}, y: {field: 'v', type: 'quantitative'}}
      }),
      'px between labels and legends'
    ]
  ])('refused: %s', async (_, spec, reason) => {
    const [message] = await refusal({...onDays(spec, []), width: 623})
    expect(message).toMatchObject({rule: 'chart-fits-its-page', note: expect.any(String)})
    expect(message?.reason).toContain(reason)
  })
})

describe('C18 the picture says what the data say', () => {
  const rows = [
    {k: 'a', g: 'p', v: 30},
    {k: 'a', g: 'q', v: -10},
    {k: 'b', g: 'p', v: 5},
    {k: 'b', g: 'q', v: 5}
  ]
  const spec = (encoding: object, rest: object = {}) => JSON.stringify({data: {values: rows}, mark: 'bar', encoding, ...rest})
  const k = {field: 'k'}
  const v = {field: 'v', type: 'quantitative'}

  test('shares of a whole have no negative parts', async () => {
    const normalised = spec({y: k, x: {...v, stack: 'normalize'}, color: {field: 'g'}})
    expect(await refusal(onDays(normalised, []))).toMatchObject([
      {rule: 'chart-is-true', reason: 'Unexpected -10 among the parts of a whole, expected none below zero'}
    ])
    const pie = JSON.stringify({data: {values: rows.slice(0, 2)}, mark: 'arc', encoding: {theta: v, color: {field: 'g'}}})
    expect(await refusal(onDays(pie, []))).toMatchObject([{rule: 'chart-is-true'}])
  })

  test.each<[string, string, string]>([
    ['a category given twice', spec({x: k, y: v}), 'Unexpected second row of `a`, expected one bar for each'],
    [
      'a bar from elsewhere than zero',
      spec({x: k, y: {...v, scale: {zero: false}}, xOffset: {field: 'g'}, color: {field: 'g'}}),
      'Unexpected bars on a scale without zero'
    ]
  ])('told: %s', async (_, text, reason) => {
    const said: Message[] = []
    await drawChart(onDays(text, []), {measure, say: (message) => said.push(message)})
    expect(said).toMatchObject([{severity: 'warning', rule: 'chart-is-true', reason: expect.stringContaining(reason)}])
  })

  test('a series without a name is not called null', async () => {
    const values = [{g: null, k: 'a', v: 1}, {g: 'p', k: 'b', v: 2}] // prettier-ignore
    const text = JSON.stringify({data: {values}, mark: 'bar', encoding: {x: {field: 'k'}, y: v, color: {field: 'g'}}})
    const drawn = await Promise.all(languages.map((language) => draw({...onDays(text, []), language})))
    expect(drawn.map(({svg}) => textsOf(svg).filter((each) => /null|not stated|未/.test(each)))).toEqual([
      ['not stated'],
      ['未说明'],
      ['未說明']
    ])
  })

  test('a label without a value is no zero', async () => {
    const values = [{k: 'a', v: 1, n: null}, {k: 'b', v: 2, n: 2}] // prettier-ignore
    const text = JSON.stringify({
      data: {values},
      encoding: {x: {field: 'k'}, y: v},
      layer: [{mark: 'bar'}, {mark: {type: 'text', dy: -9}, encoding: {text: {field: 'n', type: 'quantitative', format: '.1f'}}}]
    })
    const texts = textsOf((await draw(onDays(text, []))).svg)
    expect(texts.slice(-2)).toEqual(['–', '2.0'])
  })

  test('labels over each other are told', async () => {
    const values = ['Northern lights', 'Northern shore'].map((n, index) => ({n, x: index / 100, y: 1}))
    const text = JSON.stringify({
      data: {values},
      mark: 'text',
      encoding: {
        x: {field: 'x', type: 'quantitative', scale: {domain: [-1, 1]}},
        y: {field: 'y', type: 'quantitative'},
        text: {field: 'n'}
      }
    })
    const said: Message[] = []
    await drawChart(onDays(text, []), {measure, say: (message) => said.push(message)})
    expect(said).toMatchObject([
      {reason: 'Unexpected label `Northern lights` over `Northern shore`, expected labels that stand apart'}
    ])
  })

  test('a box plot is warned of for nothing no longer', async () => {
    const text = JSON.stringify({data: {name: 'days'}, mark: 'boxplot', encoding: {x: {field: 'kind'}, y: v}})
    expect((await draw(onDays(text))).svg).toContain('mark-rect')
  })
})

describe('C18 axis titles from the contract', () => {
  const spec = (y: object, x: object = {field: 'kind'}) => JSON.stringify({data: {name: 'days'}, mark: 'bar', encoding: {x, y}})
  const v = {field: 'v', type: 'quantitative'}
  const counted: Dataset = {
    ...days,
    columns: days.columns.map((column) =>
      column.name === 'v' ? {...column, unit: {en: 'thousand', 'zh-Hans': '千', 'zh-Hant': '千'}} : column
    )
  }

  test('labels with their units, in each language', async () => {
    const mean = spec({...v, aggregate: 'mean'})
    const drawn = await Promise.all(languages.map((language) => draw({...onDays(mean, [counted]), language})))
    expect(drawn.map(({svg}) => textsOf(svg).filter((text) => /Kind|种类|種類|Value|数值|數值/.test(text)))).toEqual([
      ['Kind', 'Mean of Value (thousand)'],
      ['种类', '数值的平均值（千）'],
      ['種類', '數值的平均值（千）']
    ])
  })

  test('what all layers share names the axis, and a layer adds what has another unit', async () => {
    const thousand = {en: 'thousand', 'zh-Hans': '千', 'zh-Hant': '千'}
    const more = ['low', 'share'].map((name) => ({
      name,
      type: 'number' as const,
      label: {en: name === 'low' ? 'Low' : 'Share', 'zh-Hans': '低', 'zh-Hant': '低'},
      unit: name === 'low' ? thousand : {en: '%', 'zh-Hans': '%', 'zh-Hant': '%'}
    }))
    const rows = counted.rows.map((row) => ({...row, low: '1', share: '2'}))
    const wide: Dataset = {...counted, columns: [...counted.columns, ...more], rows}
    const layers = (field: string) =>
      JSON.stringify({
        data: {name: 'days'},
        encoding: {x: {field: 'kind'}, y: v},
        layer: [{mark: 'point'}, {mark: 'tick', encoding: {y: {field, type: 'quantitative'}}}]
      })
    const titleWith = async (field: string) =>
      textsOf((await draw(onDays(layers(field), [wide]))).svg).filter((text) => /Value|Low|Share/.test(text))
    expect(await titleWith('low')).toEqual(['Value (thousand)'])
    expect(await titleWith('share')).toEqual(['Value (thousand), Share (%)'])
  })

  test('not where the spec says otherwise', async () => {
    const own = await draw(onDays(spec({...v, aggregate: 'sum', title: 'Own words'}, {field: 'kind', axis: {title: null}})))
    expect(textsOf(own.svg).filter((text) => /Kind|Value|Own/.test(text))).toEqual(['Own words'])
    expect(textsOf((await draw(onDays(spec({...v, aggregate: 'sum', axis: null})))).svg)).not.toContain('Value')
  })
})

describe('C19 alternative text and table are true of the picture', () => {
  const v = {field: 'v', type: 'quantitative'}
  const tell = async (rest: object, language = 'en') => {
    const {alt, table} = await draw({...onDays(JSON.stringify({data: {name: 'days'}, ...rest})), language, title: 'Title'})
    return {alt, heads: table.heads.map(({text}) => text), rows: table.rows}
  }

  test('a month alone has no year; other units of time in words', async () => {
    const by = (timeUnit: string) => ({
      mark: 'bar',
      encoding: {x: {field: 'day', timeUnit, type: 'ordinal'}, y: {...v, aggregate: 'sum'}}
    })
    const months = await tell(by('month'))
    expect(months.rows).toEqual([['January', '1'], ['February', '7'], ['June', '3'], ['September', '20']]) // prettier-ignore
    expect(months.alt).toBe('Title. Column chart of 4 columns: September is highest at 20, January lowest at 1.')
    expect((await tell(by('month'), 'zh-Hans')).alt).toBe('Title。柱形图，共4项：最高为9月（20），最低为1月（1）。')
    expect((await tell(by('yearquarter'))).rows.map(([name]) => name)).toEqual(['Q1 2020', 'Q2 2020', 'Q1 2021', 'Q3 2021'])
    expect((await tell(by('yearquarter'), 'zh-Hant')).rows[0]).toEqual(['2020年第一季度', '1'])
    expect((await tell(by('yearmonth'))).rows[0]).toEqual(['January 2020', '1'])
    expect((await tell(by('day'))).rows.map(([name]) => name)).toEqual(['Sunday', 'Monday', 'Wednesday', 'Thursday'])
    expect((await tell(by('year'))).rows).toEqual([['2020', '4'], ['2021', '27']]) // prettier-ignore
  })

  test('a histogram names its bins and what is counted', async () => {
    const histogram = {mark: 'bar', encoding: {x: {field: 'v', bin: {step: 10}}, y: {aggregate: 'count'}}}
    expect(await tell(histogram)).toEqual({
      alt: 'Title. Histogram of 2 bins: 0–10 is highest at 3, 10–20 lowest at 1.',
      heads: ['Value', 'Number'],
      rows: [['0–10', '3'], ['10–20', '1']] // prettier-ignore
    })
    expect((await tell(histogram, 'zh-Hant')).alt).toBe('Title。直方圖，共2組：最高為0–10（3），最低為10–20（1）。')
  })

  test('facets keep their column', async () => {
    const line = {mark: 'line', encoding: {x: {field: 'day', type: 'temporal'}, y: v}}
    const facet = await tell({facet: {column: {field: 'kind'}}, spec: line})
    expect(facet.heads).toEqual(['Kind', 'Day', 'Value'])
    expect(facet.rows[0]).toEqual(['a', '5 January 2020', '1'])
    expect(facet.alt).toBe('Title. Line chart of 2 lines: b is highest at 20, a lowest at 7.')
  })

  test('a box plot tells its quartiles', async () => {
    const box = {mark: 'boxplot', encoding: {x: {field: 'kind'}, y: v}}
    expect(await tell(box)).toEqual({
      alt: 'Title. Box plot of 2 boxes told by their medians: b is highest at 11.5, a lowest at 4.',
      heads: ['Kind', 'Low', 'Lower quartile', 'Median', 'Upper quartile', 'High'],
      rows: [['a', '1', '2.5', '4', '5.5', '7'], ['b', '3', '7.25', '11.5', '15.75', '20']] // prettier-ignore
    })
    expect((await tell(box, 'zh-Hans')).heads).toEqual(['种类', '下端', '下四分位数', '中位数', '上四分位数', '上端'])
  })

  test('an error bar tells its ends', async () => {
    const bar = {mark: {type: 'errorbar', extent: 'stdev'}, encoding: {x: {field: 'kind'}, y: v}}
    expect((await tell(bar)).heads).toEqual(['Kind', 'Low', 'Middle', 'High'])
  })

  test('a density tells its shape, not its rows', async () => {
    const density = {
      transform: [{density: 'v', steps: 100}],
      mark: 'area',
      encoding: {x: {field: 'value', type: 'quantitative'}, y: {field: 'density', type: 'quantitative'}}
    }
    const {alt, heads, rows} = await tell(density)
    expect(alt).toMatch(/^Title\. Density of 1 curve: densest near [\d.]+, between 1 and 20\.$/)
    expect(heads).toEqual(['Value', 'Density'])
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.length).toBeLessThan(25)
  })

  test('every layer is told, and every panel', async () => {
    const layers = await tell({
      encoding: {x: {field: 'kind'}},
      layer: [
        {mark: 'bar', encoding: {y: {...v, aggregate: 'sum'}}},
        {mark: 'tick', encoding: {y: {...v, aggregate: 'mean'}}}
      ]
    })
    expect(layers.alt).toBe(
      'Title. Column chart of 2 columns: b is highest at 23, a lowest at 8. Dot plot of 2 points: b is highest at 11.5, a lowest at 4.0.'
    )
    expect(layers.heads).toEqual(['Kind', 'Sum of Value', 'Mean of Value'])
    expect(layers.rows).toEqual([['a', '8', '4.0'], ['b', '23', '11.5']]) // prettier-ignore
    const panels = await tell({
      hconcat: [
        {title: 'Sums', mark: 'bar', encoding: {x: {field: 'kind'}, y: {...v, aggregate: 'sum'}}},
        {title: 'Days', mark: 'point', encoding: {x: {field: 'day', type: 'temporal'}, y: v}}
      ]
    })
    expect(panels.alt).toContain('Sums: Column chart of 2 columns')
    expect(panels.alt).toContain('Days: Dot plot of 4 points')
    expect(panels.heads).toEqual(['Chart', 'Kind', 'Sum of Value', 'Day', 'Value'])
    expect(panels.rows).toHaveLength(6)
  })
})

function sizeOf(svg: string): readonly [number, number] {
  const size = / width="(\d+)" height="(\d+)"/.exec(svg)
  return [Number(size?.[1]), Number(size?.[2])]
}

function textAt(spec: string, message: Message | undefined): string {
  return spec.split('\n')[message!.line! - 1]!.slice(message!.column! - 1)
}

function onDays(spec: string, given: readonly Dataset[] = [days]): DrawRequest {
  return {...fixture('bar'), spec, datasets: given}
}

function pointsOf(svg: string): readonly (readonly [number, number])[] {
  return [...svg.matchAll(/<path transform="translate\(([-\d.]+),([-\d.]+)\)"/g)].map(([, x, y]) => [Number(x), Number(y)])
}

/** Width of the frame between the axes. */
function plotWidth(svg: string): number {
  return Number(
    /<path d="M0,0h([\d.]+)v[\d.]+h-/.exec(svg)?.[1] ?? /<line transform="translate\(0,[\d.]+\)" x2="([\d.]+)"/.exec(svg)?.[1]
  )
}

function fixture(name: string, change: Partial<DrawRequest> = {}): DrawRequest {
  const spec = text(`${name}/spec.vl.json`)
  return {
    id: `fig-${name}`,
    spec,
    path: `charts/${name}.vl.json`,
    axes: {region: 'gd'},
    theme,
    language: 'en',
    width: 460,
    title: 'Websites',
    datasets: dataUsed(spec).map((query) => datasets[query]!),
    ...change
  }
}

// Nothing is said of these charts but that a region has no value, which is what some of them are here for.
function draw(request: DrawRequest, by = measure): Promise<Drawing> {
  const isMeant = ({reason}: Message) => reason.includes(' without `sites`')
  return drawChart(request, {measure: by, say: (message) => expect(isMeant(message) ? undefined : message).toBeUndefined()})
}

async function refusal(request: DrawRequest): Promise<readonly Message[]> {
  const error = await drawChart(request, {measure, say: () => undefined}).catch((caught: unknown) => caught)
  if (!(error instanceof ReportError)) throw new Error(`Expected a ReportError, got ${error}`)
  return error.messages
}

function bar(rest: string): string {
  return `{"data": {"name": "regions"},\n\n${rest}}`
}

function plotStart(svg: string): number {
  return Number(/<g fill="none" stroke-miterlimit="4" transform="translate\(([\d.]+),/.exec(svg)?.[1])
}

function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, content]) => content!)
}

function idsAskedFor(svg: string): readonly string[] {
  return [...new Set([...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id!))].sort()
}

function text(path: string): string {
  return readFileSync(new URL(`fixtures/chart/${path}`, import.meta.url), 'utf8')
}

function read(path: string): Dataset {
  return JSON.parse(text(path))
}

function storeInMemory(): Store {
  const blobs = new Map<string, Uint8Array>()
  return {
    put: async (value) => {
      const name = digest(value)
      blobs.set(name, toBytes(value))
      return name
    },
    size: async () => 0,
    bytes: async (name) => blobs.get(name) ?? new Uint8Array(),
    recall: async () => undefined,
    record: async () => undefined,
    holds: async (name) => blobs.has(name),
    send: async () => '',
    receive: async () => undefined,
    hasLost: () => false
  }
}

function widthOf({svg}: Drawing): number {
  return Number(/ width="(\d+)"/.exec(svg)?.[1])
}

function heightOf({svg}: Drawing): number {
  return Number(/ height="(\d+)"/.exec(svg)?.[1])
}
