/** What stands in the finished picture of a chart: where its pieces lie, and whether its words can be read on them. */
import {cp, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {messagesOf} from './building.ts'
import {temporaryFolder} from './temporary.ts'
import {loadEngine} from '../pipeline/stages/chart/engine.ts'
import {faintWords, wordsHaveContrast} from '../pipeline/stages/chart/contrast.ts'
import {colourUnder, groundOf} from '../pipeline/stages/chart/ground.ts'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import {outlineOf} from '../pipeline/stages/chart/outline.ts'
import {isInside} from '../pipeline/stages/chart/polygon.ts'
import {colourReader} from '../pipeline/stages/chart/paint.ts'
import {readPicture} from '../pipeline/stages/chart/picture.ts'
import {numbersAreShown} from '../pipeline/stages/chart/spoken.ts'
import {makeSolid} from '../pipeline/stages/chart/solid.ts'
import type {Message, ReportError} from '../pipeline/messages.ts'
import type {Dataset, TitleNumber} from '../pipeline/types.ts'
import {theme as common} from './charting.ts'

const {vega} = await loadEngine()
const read = colourReader(vega)
const measure = (text: string, size: number) => text.length * size * 0.5
const PLAIN = [1, 0, 0, 1, 0, 0] as const

const theme = {...common, categories: ['#a3282f', '#1f6f8b']}
const counts: Dataset = {
  query: 'counts',
  key: ['place'],
  columns: [
    {name: 'place', type: 'string', label: {en: 'Place'}},
    {name: 'count', type: 'number', label: {en: 'Count'}}
  ],
  rows: [
    {place: 'Ash', count: '30'},
    {place: 'Birch', count: '20'},
    {place: 'Cedar', count: '25'}
  ]
}

const draw = async (spec: object, more: object = {}) => {
  const told: Message[] = []
  const request = {id: 'fig-a', path: 'charts/a.vl.json', axes: {}, theme, language: 'en', width: 600, title: 'A', ...more}
  const text = JSON.stringify({data: {name: 'counts'}, ...spec}, undefined, 2)
  const {svg} = await drawChart({...request, spec: text, datasets: [counts]}, {measure, say: (message) => told.push(message)})
  return {svg, told}
}

describe('the outline of a path', () => {
  const inside = (path: string, places: readonly (readonly [number, number])[]) =>
    places.map((place) => isInside(place, outlineOf(path, PLAIN)))

  test('straight, relative and absolute, with a hole', () => {
    expect(
      inside('M0,0h10v10h-10Z', [
        [5, 5],
        [11, 5],
        [5, 11]
      ])
    ).toEqual([true, false, false])
    expect(
      inside('m0 0 10 0 0 10-10 0z', [
        [9, 9],
        [-1, 5]
      ])
    ).toEqual([true, false])
    expect(
      inside('M0,0H10V10H0ZM3,3H7V7H3Z', [
        [1, 1],
        [5, 5],
        [8, 8]
      ])
    ).toEqual([true, false, true])
    expect(
      inside('M2,1l1,0v4l-1,0z', [
        [2.5, 4.9],
        [2.5, 5.1]
      ])
    ).toEqual([true, false])
  })

  test('round', () => {
    expect(
      inside('M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0', [
        [0, 4.5],
        [0, -4.5],
        [4, 4],
        [-3, -3]
      ])
    ).toEqual([true, true, false, true])
    expect(
      inside('M10,0A10,10,0,1,0,0,10Z', [
        [-5, -5],
        [15, 15]
      ])
    ).toEqual([true, false])
    expect(
      inside('M10,0A10,10,0,1,1,0,10Z', [
        [-5, -5],
        [15, 15]
      ])
    ).toEqual([false, true])
    expect(
      inside('M10,0A10,10,0,0,1,0,10L0,0Z', [
        [6, 6],
        [8, 8],
        [-1, 1]
      ])
    ).toEqual([true, false, false])
    expect(
      inside('M0,0C0,10,10,10,10,0Z', [
        [5, 7],
        [5, 8]
      ])
    ).toEqual([true, false])
    expect(
      inside('M0,0Q5,10,10,0T20,0', [
        [5, 4.5],
        [15, -4.5],
        [15, 1]
      ])
    ).toEqual([true, true, false])
  })
})

describe('what lies under a place', () => {
  const svg =
    '<svg><defs><clipPath id="c"><rect x="0" y="0" width="10" height="10"/></clipPath></defs><g fill="none" transform="translate(100,0)">' +
    '<g class="mark-rect role-mark a"><path d="M0,0h40v20h-40Z" fill="steelblue"/><path transform="translate(10,0)" d="M0,0h5v20h-5Z" fill="rgba(0,0,0,0)"/></g>' +
    '<g class="mark-rule role-mark b"><line transform="translate(50,10)" x2="40" y2="0" stroke="#123" stroke-width="10"/><line transform="translate(50,30)" x2="40" y2="0" stroke="#123" stroke-width="2"/></g>' +
    '<g clip-path="url(#c)" transform="translate(0,40)"><path d="M0,0h40v20h-40Z" fill="#f00"/></g>' +
    '<text class="" transform="translate(5,15)" fill="#000">a &lt; b</text></g></svg>'
  const pieces = readPicture(svg)
  const ground = groundOf(pieces, '#ffffff', read)
  const at = (x: number, y: number) => colourUnder(ground, [x, y], () => true)

  test('is the topmost with a colour, where it is moved to and where it is not cut off', () => {
    expect([at(101, 1), at(112, 1), at(90, 1)]).toEqual(['#4682b4', '#4682b4', '#ffffff'])
    expect([at(170, 14), at(170, 16), at(170, 30)]).toEqual(['#112233', '#ffffff', '#ffffff'])
    expect([at(105, 45), at(115, 45)]).toEqual(['#ff0000', '#ffffff'])
  })

  test('each piece knows its marks and its lines', () => {
    expect(pieces.slice(0, 4).map(({marks}) => marks)).toEqual([
      'mark-rect role-mark a',
      'mark-rect role-mark a',
      'mark-rule role-mark b',
      'mark-rule role-mark b'
    ])
    expect(pieces.at(-1)!.lines).toEqual(['a < b'])
  })
})

describe('words-have-contrast', () => {
  const faint = (inside: string) => {
    const pieces = readPicture(`<svg><g>${inside}</g></svg>`)
    return faintWords({pieces, ground: groundOf(pieces, '#ffffff', read), read, measure})
  }
  const word = (fill: string, more = '') =>
    `<text transform="translate(10,20)" font-size="20px" fill="${fill}"${more}>words</text>`
  const bar = (width: number, fill: string) => `<path d="M0,0h${width}v40h${-width}Z" fill="${fill}"/>`

  test('ok: dark on paper, paper on a dark bar, large letters, an edge that is passed, a halo', () => {
    const good = [
      word('#767676'),
      bar(100, '#333') + word('#fff'),
      word('#949494', ' font-weight="bold"').replace('20px', '19px'),
      bar(14, '#333') + word('#111'),
      bar(100, '#333') + '<rect x="0" y="0" width="100" height="40" fill="#fff"/>' + word('#111'),
      word('#fff', ' opacity="0"')
    ]
    expect(good.map(faint)).toEqual(good.map(() => []))
  })

  test('not ok', () => {
    const bad = [
      word('#777777'),
      bar(100, '#333') + word('#111'),
      bar(30, '#333') + word('#111'),
      word('#949494'),
      word('#969696', ' font-weight="bold"')
    ]
    expect(bad.map((inside) => faint(inside).map(({ground, ratio, least}) => `${ground} ${ratio.toFixed(2)} ${least}`))).toEqual([
      ['#ffffff 4.48 4.5'],
      ['#333333 1.49 4.5'],
      ['#333333 1.49 4.5'],
      ['#ffffff 3.03 4.5'],
      ['#ffffff 2.96 3']
    ])
  })

  test('a chart whose labels vanish in its bars is told at their mark, and once', async () => {
    const bars = {mark: 'bar', encoding: {x: {field: 'count', type: 'quantitative'}, y: {field: 'place', type: 'nominal'}}}
    const labels = (mark: object) => ({
      layer: [bars, {mark: {type: 'text', align: 'right', dx: -5, ...mark}, encoding: {...bars.encoding, text: {field: 'place'}}}]
    })
    expect((await draw(labels({color: 'white'}))).told).toEqual([])
    expect((await draw(labels({color: 'black'}))).told).toEqual([
      {
        severity: 'warning',
        rule: 'words-have-contrast',
        reason: 'Unexpected “Ash” and 2 more in #000000 on #a3282f, a contrast of 2.9:1, expected 4.5:1 at least',
        note: expect.any(String),
        path: 'charts/a.vl.json',
        line: 20,
        column: 15,
        once: 'words-have-contrast charts/a.vl.json layer_1_marks'
      }
    ])
    expect(
      (await draw({...bars, config: {axis: {labelColor: '#aaa'}}})).told.map(({reason, line}) => [reason.slice(0, 28), line])
    ).toEqual([['Unexpected “0” and 9 more in', 1]])
  })

  test('nothing is said of nothing', () => expect(wordsHaveContrast([], [], 'a')).toEqual([]))
})

describe('marks-are-solid', () => {
  const solid = (inside: string, name = 'mark-rect role-mark layer_0_marks') => {
    const svg = `<svg><g fill="none"><g class="${name}">${inside}</g></g></svg>`
    const units = ['layer_0_marks', 'layer_1_marks'].map(
      (each, index) => ({name: each, mark: /mark-(\w+)/.exec(name)![1], at: ['layer', index]}) as never
    )
    const made = makeSolid({svg, pieces: readPicture(svg), paper: '#ffffff', read, measure, units})
    const colours = Array.from(made.svg.matchAll(/ (fill|stroke)="([^"]*)"/g), ([, what, colour]) => `${what} ${colour}`).slice(1)
    expect(made.svg).not.toContain('opacity="0.')
    return [...colours, ...made.problems.map(({severity, reason}) => `${severity}: ${reason.replace(/, expected.*/, '')}`)]
  }
  const box = (x: number, width: number, attributes: string) =>
    `<rect x="${x}" y="0" width="${width}" height="20" ${attributes}/>`
  const then = (name: string) => `</g><g class="${name}">`

  test('a tint of the page, of what it all lies on, of each paint', () => {
    expect(solid(box(0, 20, 'fill="#000" opacity="0.25"'))).toEqual(['fill #bfbfbf'])
    expect(solid(box(0, 20, 'fill="rgba(0,0,0,.5)" stroke="#f00"'))).toEqual(['fill #808080', 'stroke #ff0000'])
    expect(solid(box(0, 20, 'fill="#000" fill-opacity="0" stroke="#f00" stroke-opacity="0.5"'))).toEqual([
      'fill none',
      'stroke #ff8080'
    ])
    const ground = box(0, 99, 'fill="#00f"')
    expect(solid(ground + then('mark-rect role-mark layer_1_marks') + box(10, 20, 'fill="#fff" opacity="0.5"'))).toEqual([
      'fill #00f',
      'fill #8080ff'
    ])
  })

  test('words and lines take that of the ground under most of them; what is not seen stays', () => {
    const word = '<text transform="translate(10,15)" font-size="10px" fill="#000" fill-opacity="0.5">words</text>'
    expect(solid(box(0, 30, 'fill="#00f"') + then('mark-text role-mark layer_1_marks') + word)).toEqual([
      'fill #00f',
      'fill #000080'
    ])
    expect(
      solid('<path d="M0,10L50,10L100,10" stroke="#000" stroke-opacity="0.2"/>', 'mark-line role-mark layer_0_marks')
    ).toEqual(['stroke #cccccc'])
    expect(solid(box(0, 30, 'fill="#00f" opacity="0"'))).toEqual(['fill #00f'])
  })

  test('filled marks over others are refused', () => {
    const half = 'fill="#000" opacity="0.5"'
    const over = (text: string) => `error: Unexpected rect that is seen through, over ${text}`
    expect(solid(box(0, 20, half) + box(20, 20, half))).toHaveLength(2)
    expect(solid(box(0, 20, half) + box(18, 20, half)).slice(2)).toEqual([over('others of its kind')])
    const other = then('mark-rect role-mark layer_1_marks')
    expect(solid(box(0, 200, 'fill="#00f"') + other + box(190, 90, half)).slice(2)).toEqual([over('two grounds')])
    expect(solid('<path d="M5,5L15,15" stroke="#00f"/>' + other + box(0, 20, half)).slice(2)).toEqual([over('rect')])
    expect(solid(box(0, 20, half) + other + '<path d="M5,5L15,15" stroke="#00f"/>')).toHaveLength(2)
  })

  test('a blend is refused, and a run of colours is solid', async () => {
    expect(solid(box(0, 20, 'fill="#000" style="mix-blend-mode: multiply;"')).slice(1)).toEqual([
      'error: Unexpected rect that is seen through, over what it is blended with'
    ])
    const stops = [
      {offset: 0, color: 'rgba(0,0,0,0.5)'},
      {offset: 1, color: '#123456'}
    ]
    const {svg} = await draw({
      mark: {type: 'bar', color: {gradient: 'linear', stops}},
      encoding: {x: {field: 'count', type: 'quantitative'}}
    })
    expect(new Set(Array.from(svg.matchAll(/stop-color="([^"]*)"/g), ([, colour]) => colour))).toEqual(
      new Set(['#808080', '#123456'])
    )
    const blended = draw({mark: {type: 'bar', blend: 'multiply'}, encoding: {x: {field: 'count', type: 'quantitative'}}})
    await expect(blended).rejects.toThrow('over what it is blended with')
  })

  test('points may touch; one that is hidden is told, strengths over each other are refused', () => {
    const point = (x: number, opacity: number) =>
      `<path transform="translate(${x},10)" d="M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0" fill="#000" opacity="${opacity}"/>`
    const points = (...all: string[]) =>
      solid(all.join(''), 'mark-symbol role-mark layer_0_marks').filter((each) => each.includes(':'))
    expect(points(point(10, 0.5), point(18, 0.5))).toEqual([])
    expect(points(point(10, 0.5), point(11, 0.5))).toEqual(['warning: Unexpected points that are seen through, over each other'])
    expect(points(point(10, 0.5), point(30, 0.9))).toEqual([])
    expect(points(point(10, 0.5), point(14, 0.9))).toEqual([
      'error: Unexpected symbol that is seen through, over others of its kind'
    ])
  })

  test('what an author writes anywhere is made solid, or told at its mark', async () => {
    const encoding = {x: {field: 'count', type: 'quantitative'}, y: {field: 'place', type: 'nominal'}}
    const shown = async (spec: object) => (await draw({encoding, ...spec})).svg
    const drawn = [
      {mark: {type: 'bar', opacity: 0.5}},
      {mark: 'bar', config: {bar: {fillOpacity: 0.5}}},
      {mark: 'bar', encoding: {...encoding, opacity: {value: 0.5}}},
      {mark: 'bar', encoding: {...encoding, opacity: {condition: {test: "datum.place === 'Ash'", value: 1}, value: 0.5}}},
      {mark: 'bar', encoding: {...encoding, fillOpacity: {field: 'count', type: 'quantitative'}}},
      {mark: {type: 'bar', color: 'rgba(163, 40, 47, 0.5)'}}
    ]
    for (const svg of await Promise.all(drawn.map(shown))) expect(svg).not.toMatch(/opacity="0?\.\d|rgba/)
    expect(await shown(drawn[3]!)).toMatch(/"#a3282f"[^]*"#d19497"/)
    const area = {
      mark: {type: 'area', opacity: 0.5, line: true},
      encoding: {x: {field: 'place'}, y: {field: 'count', type: 'quantitative'}}
    }
    const overlaid = draw({layer: [area, {...area, encoding: {...area.encoding, y: {value: 20}, y2: {value: 200}}}]})
    const error: unknown = await overlaid.catch((caught: unknown) => caught)
    expect((error as ReportError).messages.map(({rule, path, line}) => [rule, path, line])).toEqual([
      ['marks-are-solid', 'charts/a.vl.json', 23]
    ])
  })
})

describe('title-speaks-of-its-picture', () => {
  const spec = {mark: 'bar', encoding: {x: {field: 'count', type: 'quantitative'}, y: {field: 'place', type: 'nominal'}}}
  const labelled = {
    layer: [spec, {...spec, mark: {type: 'text', stroke: 'white'}, encoding: {...spec.encoding, text: {value: '1,234 of 9'}}}]
  }
  const told = async (numbers: readonly TitleNumber[], drawn: object = spec) =>
    (await draw(drawn, {spoken: {numbers, anchor: 'standing#fig-a'}})).told.map(({rule, reason, anchor}) =>
      [rule, anchor, reason.slice(0, 40)].join(' | ')
    )

  test('ok: a row, one rounded alike, the sum, a count of rows, a word of a mark, nothing', async () => {
    const numbers = [
      {text: '25', value: '25'},
      {text: '24.99', value: '24.9949'},
      {text: 'about 20', value: '20.4'},
      {text: '75', value: '75'},
      {text: 'three', value: '3'},
      {text: '2', value: '2'}
    ]
    expect(await told([])).toEqual([])
    expect(await told(numbers.slice(0, 1))).toEqual([])
    expect(await told(numbers.slice(2))).toEqual([])
    expect(await told([{text: '1,234', value: '1234'}], labelled)).toEqual([])
    expect(
      await told([
        {text: '0.03 thousand', value: '28'},
        {text: '25', value: '25', unit: 'trees'}
      ])
    ).toEqual([])
  })

  test('not ok: told at the figure, once', async () => {
    const reason = (text: string) =>
      `title-speaks-of-its-picture | standing#fig-a | ${`Unexpected \`${text}\` in the title of a picture that`.slice(0, 40)}`
    expect(await told([{text: '24.99', value: '24.9949'}])).toEqual([reason('24.99')])
    expect(
      await told([
        {text: '31', value: '31'},
        {text: '25.4', value: '25.4'},
        {text: '4', value: '4'}
      ])
    ).toEqual(['31', '25.4', '4'].map(reason))
    expect(await told([{text: '1,234', value: '1234'}])).toEqual([reason('1,234')])
  })

  test('a unit that another column has is another figure', () => {
    const table = {heads: [{text: 'Share (%)', numeric: true}], rows: [['12.5']], values: [['12.5']], origins: ['a']}
    const shown = (unit: string) =>
      numbersAreShown({numbers: [{text: '12.5', value: '12.5', unit}], anchor: 'a#b'}, {table, words: []}).length
    expect(['%', 'points'].map(shown)).toEqual([0, 1])
  })

  test('in a report it is told at the figure, in the chapter that asks for it', async () => {
    const folder = await temporaryFolder()
    const places = {folder: join(folder, 'markets'), out: join(folder, 'out'), store: join(folder, 'store')}
    await cp(new URL('reports/markets', import.meta.url), places.folder, {recursive: true})
    const chapter = join(places.folder, 'chapters/en/overview.md')
    const text = await readFile(chapter, 'utf8')
    await writeFile(chapter, text.replace('{{num latest.stalls}} stalls"', '{{num latest.visitors}} visitors"'))
    const told = await messagesOf(places, {formats: ['html'], only: {region: ['north'], language: ['en']}})
    const found = told.filter(({rule}) => rule === 'title-speaks-of-its-picture')
    expect(found.map(({path, line}) => [path, line])).toEqual([['chapters/en/overview.md', 14]])
  })
})
