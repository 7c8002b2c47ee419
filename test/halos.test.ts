/** Words of a chart that nothing strikes: halos behind them, and what is told of those that have none. */
import {describe, expect, test} from 'vitest'
import {withHalos} from '../pipeline/stages/chart/halos.ts'
import {overlapsIn, wordsAreApart} from '../pipeline/stages/chart/overlaps.ts'
import {leastStretch} from '../pipeline/stages/chart/prepare.ts'
import type {DrawnMarks} from '../pipeline/stages/chart/scene.ts'

const measure = (text: string, size: number, isBold: boolean) => text.length * size * (isBold ? 0.6 : 0.5)

describe('a stroke around letters becomes a ground below them', () => {
  const text = (attributes: string, words = 'Hunan &amp; co') =>
    withHalos(`<g><text ${attributes} transform="translate(100,50)" font-size="10px" fill="#111">${words}</text></g>`, measure)

  test('as wide as they are, from where they begin', () => {
    expect(text('text-anchor="start" stroke="#fff" stroke-width="3"')).toBe(
      '<g><rect x="98.5" y="41.6" width="53" height="10.4" fill="#fff"/>' +
        '<text text-anchor="start" transform="translate(100,50)" font-size="10px" fill="#111">Hunan &amp; co</text></g>'
    )
    expect(text('text-anchor="middle" stroke="#fff"')).toContain('<rect x="73.5"')
    expect(text('text-anchor="end" stroke="#fff"')).toContain('<rect x="48.5"')
    expect(text('text-anchor="end" font-weight="bold" stroke="#fff"')).toContain('<rect x="38.5" y="41.6" width="63"')
  })

  test('and nothing where there is none', () => {
    expect(text('text-anchor="start"')).not.toContain('rect')
    expect(text('text-anchor="start" stroke="#fff"', '')).not.toContain('rect')
  })
})

describe('words that a mark strikes', () => {
  const frame = {x: 10, y: 10, width: 200, height: 100}
  const marks = (type: string, boxes: readonly (readonly [number, number, number, number])[], more: object = {}): DrawnMarks => ({
    name: type,
    type,
    role: 'mark',
    isClipped: false,
    frame,
    shift: {x: 0, y: 0},
    items: boxes.map(([x1, y1, x2, y2], index) => ({
      datum: {},
      ...(type === 'text' && {text: `T${index}`}),
      ...more,
      bounds: {x1, y1, x2, y2}
    }))
  })
  const told = (...scene: DrawnMarks[]) => overlapsIn(scene).map(({text, by}) => `${text} ${by}`)

  test('a stroke, a point, a part of a bar', () => {
    expect(told(marks('text', [[0, 0, 40, 10]]), marks('rule', [[20, -50, 21, 50]]))).toEqual(['T0 rule'])
    expect(told(marks('text', [[0, 0, 40, 10]]), marks('symbol', [[30, 0, 40, 10]]))).toEqual(['T0 symbol'])
    expect(told(marks('text', [[0, 0, 40, 10]]), marks('rect', [[0, 5, 90, 20]]))).toEqual(['T0 rect'])
  })

  test('but none within a bar, beside a stroke, on a grid, with a halo', () => {
    expect(told(marks('text', [[0, 0, 40, 10]]), marks('rect', [[-2, -2, 90, 20]]))).toEqual([])
    expect(told(marks('text', [[0, 0, 40, 10]]), marks('rule', [[41, -50, 42, 50]]))).toEqual([])
    expect(told(marks('text', [[0, 0, 40, 10]]), {...marks('rule', [[20, -50, 21, 50]]), role: 'axis-grid'})).toEqual([])
    expect(told(marks('text', [[0, 0, 40, 10]], {stroke: '#fff'}), marks('rule', [[20, -50, 21, 50]]))).toEqual([])
  })

  test('a line that runs through it, not one that passes by, ends at it or has a gap there', () => {
    const line = (...points: readonly (readonly [number, number])[]): DrawnMarks => ({
      ...marks('line', []),
      items: points.map(([x, y]) => ({datum: {}, x, y, defined: x >= 0, bounds: {x1: 0, y1: 0, x2: 0, y2: 0}}))
    })
    const text = marks('text', [[20, 0, 60, 10]])
    expect(told(text, line([0, 5], [100, 5]))).toEqual(['T0 line'])
    expect(told(text, line([40, -50], [40, 50]))).toEqual(['T0 line'])
    expect(told(text, line([0, -30], [45, 15]))).toEqual(['T0 line'])
    expect(told(text, line([0, 12], [100, 12]), line([0, 30], [10, -30]), line([0, 5], [22, 5]))).toEqual([])
    expect(told(text, line([0, 5], [10, 5], [-1, 5], [70, 5], [100, 5]))).toEqual([])
    expect(told(marks('text', [[20, 0, 60, 10]], {stroke: '#fff'}), line([0, 5], [100, 5]))).toEqual([])
  })

  test('the line of an axis, and its ticks', () => {
    const axis = (role: string) => ({...marks('rule', [[40, -50, 41, 50]]), role})
    expect(told(marks('text', [[20, 0, 60, 10]]), axis('axis-domain'))).toEqual(['T0 axis'])
    expect(told(marks('text', [[20, 0, 60, 10]]), axis('axis-tick'), axis('axis-grid'))).toEqual(['T0 axis'])
  })

  test('are told once for a chart', () => {
    const scene = [
      marks('text', [
        [0, 0, 40, 10],
        [30, 2, 70, 12]
      ]),
      marks('rule', [[35, -50, 36, 50]])
    ]
    expect(wordsAreApart(scene, 'charts/a.vl.json').map(({reason, once}) => [reason, once])).toEqual([
      [
        'Unexpected “T0” struck by a mark (rule) and 1 more, expected words that nothing strikes',
        'words-are-apart charts/a.vl.json'
      ]
    ])
    expect(wordsAreApart([], 'charts/a.vl.json')).toEqual([])
  })
})

test('rows in which an author has moved things by pixels keep their height', () => {
  const bars = (mark: object) => ({mark: 'bar', height: {step: 30}, layer: [{mark: 'bar'}, {mark: {type: 'text', ...mark}}]})
  expect(leastStretch(bars({dx: 20}))).toBe(0.7)
  expect(leastStretch(bars({dy: -10}))).toBeUndefined()
  expect(leastStretch(bars({yOffset: 9}))).toBeUndefined()
})
