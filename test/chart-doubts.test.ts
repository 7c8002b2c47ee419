/** Pictures that were true once, or nearly: a domain that the data have outgrown, a line that hides how time runs, percentages that are no whole. */
import {describe, expect, test} from 'vitest'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import type {Message} from '../pipeline/messages.ts'
import type {Cell, Dataset, Field} from '../pipeline/types.ts'
import {measure, theme} from './charting.ts'

interface Drawn {
  readonly rows: readonly Readonly<Record<string, Cell>>[]
  readonly fields?: Readonly<Record<string, Partial<Field>>>
}

async function remarks(view: object, {rows, fields = {}}: Drawn): Promise<readonly string[]> {
  const columns = Object.keys(rows[0]!).map((name): Field => ({name, type: 'string', ...fields[name]}))
  const data: Dataset = {query: 'rows', key: [], columns, rows}
  const spec = JSON.stringify({data: {name: 'rows'}, ...view})
  const said: Message[] = []
  const request = {id: 'f', spec, path: 'charts/a.vl.json', axes: {}, theme, language: 'en', width: 460, title: 'T', alt: 'A'}
  await drawChart({...request, datasets: [data]}, {measure, say: (message) => said.push(message)})
  expect(said.every(({severity, line}) => severity === 'warning' && line === 1)).toBe(true)
  return said.map(({rule, reason}) => `${rule}: ${reason}`)
}

const jobs: Drawn = {
  rows: [
    {region: 'north', jobs: '37'},
    {region: 'south', jobs: '76'},
    {region: 'west', jobs: '7'}
  ],
  fields: {jobs: {type: 'integer'}}
}
const region = {field: 'region', type: 'nominal'}
const measured = (scale?: object) => ({field: 'jobs', type: 'quantitative', ...(scale && {scale})})

describe('a domain that the data have outgrown', () => {
  const clipped = {type: 'bar', clip: true}
  const beyond = (channel: string, end: number) => [
    `chart-is-true: Unexpected 76 beyond the domain of \`${channel}\`, which draws it as if it were ${end}`
  ]

  test('a bar that is cut or held at the end', async () => {
    const bars = (mark: string | object, scale: object) =>
      remarks({mark, encoding: {y: region, x: measured(scale), ...(mark === 'point' && {color: region})}}, jobs)
    expect(await bars(clipped, {domain: [0, 50]})).toEqual(beyond('x', 50))
    expect(await bars(clipped, {domainMax: 50})).toEqual(beyond('x', 50))
    expect(await bars('bar', {domain: [0, 50], clamp: true})).toEqual(beyond('x', 50))
    expect(await bars('point', {domain: [0, 50], clamp: true})).toEqual(beyond('x', 50))
    expect(await bars(clipped, {domain: [0, 80]})).toEqual([])
  })

  test('a colour by its scale, and not where its classes are open', async () => {
    const tiles = (scale: object) => remarks({mark: 'rect', encoding: {y: region, color: measured(scale)}}, jobs)
    expect(await tiles({domain: [0, 40]})).toEqual(beyond('color', 40))
    const range = ['#fee', '#f66']
    expect(await tiles({type: 'quantize', domain: [0, 40], range})).toEqual([])
    expect(await tiles({type: 'threshold', domain: [40], range})).toEqual([])
    expect(await tiles({domain: [0, 80]})).toEqual([])
  })

  test('a kind that has no colour', async () => {
    const bars = (domain: readonly string[]) =>
      remarks(
        {
          mark: 'bar',
          encoding: {y: region, x: measured(), color: {...region, scale: {domain, range: ['#a33', '#347', '#555']}}}
        },
        jobs
      )
    expect(await bars(['north', 'south'])).toEqual([
      'chart-shows-every-value: Unexpected `west` on `color`, expected a value of its domain: it is drawn without'
    ])
    expect(await bars(['north', 'south', 'west'])).toEqual([])
  })
})

describe('a line through time', () => {
  const years = (texts: readonly string[]): Drawn => ({
    rows: texts.map((text) => ({region: text.slice(0, 1), year: text.slice(1), jobs: '3'})),
    fields: {year: {type: 'year'}, jobs: {type: 'integer'}}
  })
  const line = (type: string, rest: object = {}) => ({
    mark: 'line',
    encoding: {x: {field: 'year', type, ...rest}, y: measured(), color: region}
  })
  const uneven = ['a2018', 'a2019', 'a2022']

  test('years stand as far apart as they are', async () => {
    expect(await remarks(line('ordinal'), years(uneven))).toEqual([
      'chart-is-true: Unexpected `2018`, `2019`, `2022` at the same distance under a line, expected them as far apart as they are'
    ])
    expect(await remarks(line('temporal'), years(uneven))).toEqual([])
    expect(await remarks(line('ordinal'), years(['a2000', 'a2010', 'a2020']))).toEqual([])
    expect(await remarks({...line('ordinal'), mark: 'bar'}, years(uneven))).toEqual([])
    const whole = {scale: {domain: [2018, 2019, 2020, 2021, 2022]}}
    expect(await remarks(line('ordinal', whole), years(uneven))).toEqual([])
  })

  test('no line crosses a year that its series lacks, unless points show what there is', async () => {
    const lacking = years(['a2018', 'a2019', 'a2020', 'b2018', 'b2020'])
    const across = ['chart-shows-every-value: Unexpected line of `b` across `2019`, for which it has no row']
    expect(await remarks(line('ordinal'), lacking)).toEqual(across)
    expect(await remarks(line('temporal'), lacking)).toEqual(across)
    expect(await remarks({...line('temporal'), mark: {type: 'line', point: true}}, lacking)).toEqual([])
    expect(await remarks(line('ordinal'), years(['a2018', 'a2019', 'a2020', 'b2019', 'b2020']))).toEqual([])
  })

  test('no area falls to 0 where its series has no row', async () => {
    const areas = {...line('temporal'), mark: 'area'}
    expect(await remarks(areas, years(['a2018', 'a2019', 'b2018', 'a2020', 'b2020']))).toEqual([
      'chart-shows-every-value: Unexpected 0 for `b` at `2019`, of which there is no row: areas on each other have to meet'
    ])
    expect(await remarks(areas, years(['a2018', 'a2019', 'b2018', 'b2019']))).toEqual([])
    expect(await remarks({...line('ordinal'), mark: 'area'}, years(['a2018', 'a2019', 'b2018', 'b2019']))).toEqual([])
    const months = {
      rows: ['a2018-01', 'a2018-02', 'b2018-01', 'b2018-02'].map((text) => ({region: text[0]!, year: text.slice(1), jobs: '3'})),
      fields: {year: {type: 'yearmonth'}, jobs: {type: 'integer'}}
    } as const
    expect(await remarks(areas, months)).toEqual([])
  })
})

test('a legend stands above the title of what is measured; one that its author moved onto it is told', async () => {
  const named: Drawn = {...jobs, fields: {jobs: {type: 'integer', label: {en: 'Jobs in the region'}}}}
  const dots = (legend: object) =>
    remarks({mark: 'point', encoding: {x: region, y: measured(), color: {...region, legend}}}, named)
  expect(await dots({})).toEqual([])
  expect(await dots({offset: 8})).toEqual([
    expect.stringMatching(/^words-are-apart: Unexpected “north” struck by a mark \(title of an axis\)/)
  ])
})

describe('percentages of one whole make 100', () => {
  const shares = (texts: readonly string[], unit = '%'): Drawn => ({
    rows: texts.map((jobs, at) => ({region: `p${at}`, jobs})),
    fields: {jobs: {type: 'number', decimals: 1, unit: {en: unit}}}
  })
  const pie = {mark: 'arc', encoding: {theta: measured(), color: region}}
  const stack = {mark: 'bar', encoding: {x: measured(), color: region}}
  const made = (sum: string, channel: string) => [
    `chart-is-true: Unexpected whole of ${sum}% that the parts on \`${channel}\` make, expected 100%`
  ]

  test('in a pie, more or less', async () => {
    expect(await remarks(pie, shares(['40', '30.5']))).toEqual(made('70.5', 'theta'))
    expect(await remarks(pie, shares(['80', '55']))).toEqual(made('135', 'theta'))
    expect(await remarks(pie, shares(['33.3', '33.3', '33.3']))).toEqual([])
    expect(await remarks(pie, shares(['40', '30.5'], 'people'))).toEqual([])
  })

  test('in a stack, where they are more', async () => {
    expect(await remarks(stack, shares(['80', '55']))).toEqual(made('135', 'x'))
    expect(await remarks(stack, shares(['40', '30.5']))).toEqual([])
    const beside = {mark: 'bar', encoding: {x: measured(), y: region, color: region}}
    expect(await remarks(beside, shares(['80', '155']))).toEqual([])
  })
})

describe('a title of another column', () => {
  const wages: Drawn = {
    rows: [
      {region: 'north', jobs: '37', wages: '5', wages_net: '4'},
      {region: 'south', jobs: '76', wages: '6', wages_net: '5'}
    ],
    fields: {
      jobs: {type: 'integer', label: {en: 'Jobs', 'zh-Hans': '岗位'}, unit: {en: 'thousand'}},
      wages: {type: 'integer', label: {en: 'Wages', 'zh-Hans': '工资'}},
      wages_net: {type: 'integer', label: {en: 'Net wages', 'zh-Hans': '净工资'}}
    }
  }
  const bars = (x: object) => remarks({mark: 'bar', encoding: {y: region, x: {type: 'quantitative', ...x}}}, wages)
  const told = (title: string, label = 'Wages') => [
    `chart-title-names-its-field: Unexpected title \`${title}\` over \`jobs\`, expected \`Jobs\`: it is what \`${label.toLowerCase()}\` is called`
  ]

  test('is told, at an axis or where it is drawn, in any language', async () => {
    expect(await bars({field: 'jobs', title: 'Wages'})).toEqual(told('Wages'))
    expect(await bars({field: 'jobs', axis: {title: 'wages (thousand yuan)'}})).toEqual(told('wages (thousand yuan)'))
    expect(await bars({field: 'jobs', title: ['Wages']})).toEqual(told('Wages'))
    expect(await bars({field: 'jobs', title: '工资'})).toEqual(told('工资'))
  })

  test('is none where it names its own, or no column', async () => {
    expect(await bars({field: 'jobs'})).toEqual([])
    expect(await bars({field: 'jobs', title: 'Jobs, thousand'})).toEqual([])
    expect(await bars({field: 'jobs', title: 'Posts'})).toEqual([])
    expect(await bars({field: 'wages_net', title: 'Wages'})).toEqual([])
    expect(await bars({field: 'jobs', title: null})).toEqual([])
    // Of a column that has no label it is not known what it is.
    expect(await remarks({mark: 'bar', encoding: {y: {...region, title: 'Wages'}, x: {...measured()}}}, wages)).toEqual([])
  })
})

describe('which way a scale runs', () => {
  const values: Drawn = {
    rows: [
      {year: '2021', rate: '3.5', rank: '2'},
      {year: '2022', rate: '2.5', rank: '1'},
      {year: '2023', rate: '4.5', rank: '3'}
    ],
    fields: {year: {type: 'year'}, rate: {type: 'number'}, rank: {type: 'integer'}}
  }
  const year = (more?: object) => ({field: 'year', type: 'temporal', ...more})
  const y = (more?: object, field = 'rate') => ({field, type: 'quantitative', ...more})
  const point = {type: 'line', point: true}
  const back =
    'chart-is-true: Unexpected time from `2023-01-01` on the left to `2021-01-01` on the right, expected it to run to the right'
  const below = 'chart-is-true: Unexpected larger values below smaller ones on `y`, expected them above'
  const meant = {usermeta: {octavo: {mayRunBackwards: true}}}

  test('time to the right', async () => {
    const lines = (x: object, more?: object) => remarks({mark: point, encoding: {x, y: y()}, ...more}, values)
    expect(await lines(year())).toEqual([])
    expect(await lines(year({sort: 'descending'}))).toEqual([back])
    expect(await lines(year({scale: {reverse: true}}))).toEqual([back])
    expect(await lines(year({scale: {reverse: true}}), meant)).toEqual([])
    const names = (sort: unknown) => lines({field: 'year', type: 'ordinal', sort})
    expect(await names('ascending')).toEqual([])
    expect(await names('descending')).toEqual([back.replaceAll('-01-01', '')])
    expect(await names([2022, 2021, 2023])).toEqual([
      'chart-is-true: Unexpected time from `2022` on the left to `2023` on the right, expected it to run to the right'
    ])
  })

  test('bars of years in the order of their values are in none of time', async () => {
    const bars = (sort: unknown) => remarks({mark: 'bar', encoding: {x: {field: 'year', type: 'ordinal', sort}, y: y()}}, values)
    expect(await bars('-y')).toEqual([])
    expect(await bars('descending')).toEqual([back.replaceAll('-01-01', '')])
  })

  test('more upward, but for ranks', async () => {
    const lines = (y: object, more?: object) => remarks({mark: point, encoding: {x: year(), y}, ...more}, values)
    expect(await lines(y({scale: {reverse: true}}))).toEqual([below])
    expect(await lines(y({sort: 'descending'}))).toEqual([below])
    expect(await lines(y({scale: {domain: [5, 0]}}))).toEqual([below])
    expect(await lines(y({scale: {domain: [5, 0], reverse: true}}))).toEqual([])
    expect(await lines(y({scale: {reverse: true}}), meant)).toEqual([])
    expect(await lines(y({scale: {reverse: true}}, 'rank'))).toEqual([])
  })

  test('lengths in proportion', async () => {
    const bars = (type: string, mark = 'bar') =>
      remarks({mark, encoding: {y: {field: 'year', type: 'ordinal'}, x: y({scale: {type}})}}, values)
    expect(await bars('sqrt')).toEqual([
      'chart-is-true: Unexpected bars on a scale of the type `sqrt`, expected lengths in proportion to their values'
    ])
    expect(await bars('linear')).toEqual([])
    expect(await bars('sqrt', 'point')).toEqual([])
  })
})

test('the table behind a chart has words at its heads, and a title of the chart is one', async () => {
  const rows: Drawn = {rows: jobs.rows.map((row) => ({jobs_open: row['jobs']!, ...row})), fields: {jobs_open: {type: 'integer'}}}
  const bars = (more: object) =>
    remarks({mark: 'bar', encoding: {y: region, x: {field: 'jobs_open', type: 'quantitative', ...more}}}, rows)
  expect(await bars({})).toEqual([
    'column-has-a-label: Unexpected head `jobs_open` in a table of `rows`, expected a `label` of the column in en'
  ])
  expect(await bars({title: 'Open jobs'})).toEqual([])
})
