/** What stands in the finished picture of a chart: where its pieces lie, and whether its words can be read on them. */
import {describe, expect, test} from 'vitest'
import {loadEngine} from '../pipeline/stages/chart/engine.ts'
import {faintWords, wordsHaveContrast} from '../pipeline/stages/chart/contrast.ts'
import {colourUnder, groundOf, isInside} from '../pipeline/stages/chart/ground.ts'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import {outlineOf} from '../pipeline/stages/chart/outline.ts'
import {colourReader} from '../pipeline/stages/chart/paint.ts'
import {readPicture} from '../pipeline/stages/chart/picture.ts'
import type {Message} from '../pipeline/messages.ts'
import type {Dataset} from '../pipeline/types.ts'
import type {Theme} from '../pipeline/design/theme.ts'

const {vega} = await loadEngine()
const read = colourReader(vega)
const measure = (text: string, size: number) => text.length * size * 0.5
const PLAIN = [1, 0, 0, 1, 0, 0] as const

const theme: Theme = {
  accent: '#a3282f',
  accentSoft: '#f6e4e4',
  contrast: '#1f6f8b',
  ink: '#1b1f24',
  muted: '#5a626c',
  context: '#b9c0c8',
  rule: '#dfe3e8',
  paper: '#ffffff',
  categories: ['#a3282f', '#1f6f8b'],
  sequence: ['#f3e3e1', '#8a1f27']
}
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

const draw = async (spec: object) => {
  const told: Message[] = []
  const request = {id: 'fig-a', path: 'charts/a.vl.json', axes: {}, theme, language: 'en', width: 600, title: 'A'}
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
