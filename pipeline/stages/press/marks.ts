/** The boxes of a page -> the marks around it, as content: where it is cut, and where the inks of the press meet. */
import type {Box} from '../../pdf/matrix.ts'
import {pdfDictionary, pdfName, type PdfValue} from '../../pdf/objects.ts'
import {points, SLUG} from './settings.ts'

/** All inks at once (ISO 32000-1, 8.6.6.4), under the name that the marks use. */
export const ALL_INKS: {readonly name: string; readonly space: PdfValue} = {
  name: 'PressAll',
  space: [
    pdfName('Separation'),
    pdfName('All'),
    pdfName('DeviceCMYK'),
    pdfDictionary({FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [1, 1, 1, 1], N: 1})
  ]
}

/** Points: a hairline, and how long a crop mark is. */
const [LINE, LENGTH] = [0.25, points(5)]
/** Points: half a cross of registration, and the circle in it. */
const [CROSS, RADIUS] = [points(2.5), points(1.5)]

type Line = readonly [x1: number, y1: number, x2: number, y2: number]

/** Crop marks at the corners, from the bleed outwards, and a mark of registration in the middle of each side. */
export function marksAround({bleed, trim}: {readonly bleed: Box; readonly trim: Box}): string {
  return inAllInks([...cropMarks(bleed, trim), ...middles(bleed, trim).flatMap(([x, y]) => cross(x, y))])
}

/** Content that draws in all inks, beginning where a page begins. */
export function inAllInks(lines: readonly string[]): string {
  return ['q', `/${ALL_INKS.name} CS 1 SCN ${LINE} w`, ...lines, 'Q'].join('\n')
}

/** The eight marks at the corners of a page. */
export function cropMarks(bleed: Box, trim: Box): readonly string[] {
  const [left, bottom, right, top] = trim
  const upright = [left, right].flatMap((x): Line[] => [
    [x, bleed[1], x, bleed[1] - LENGTH],
    [x, bleed[3], x, bleed[3] + LENGTH]
  ])
  const level = [bottom, top].flatMap((y): Line[] => [
    [bleed[0], y, bleed[0] - LENGTH, y],
    [bleed[2], y, bleed[2] + LENGTH, y]
  ])
  return [...upright, ...level].map(stroke)
}

function middles(bleed: Box, [left, bottom, right, top]: Box): readonly (readonly [number, number])[] {
  const away = points(SLUG) / 2
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return [
    [x, bleed[1] - away],
    [x, bleed[3] + away],
    [bleed[0] - away, y],
    [bleed[2] + away, y]
  ]
}

/** Where a sheet is folded, in dashes above and below it, and marks of registration beside it. */
export function foldMarks(bleed: Box, [left, bottom, right, top]: Box): readonly string[] {
  const [fold, away] = [(left + right) / 2, points(SLUG) / 2]
  const lines = [stroke([fold, bleed[1], fold, bleed[1] - LENGTH]), stroke([fold, bleed[3], fold, bleed[3] + LENGTH])]
  const crosses = [bleed[0] - away, bleed[2] + away].flatMap((x) => cross(x, (bottom + top) / 2))
  return [...crosses, '[3 2] 0 d', ...lines]
}

/** A line as content. */
export function stroke([x1, y1, x2, y2]: Line): string {
  return `${numbers(x1, y1)} m ${numbers(x2, y2)} l S`
}

/** A mark of registration: a cross in a circle. */
export function cross(x: number, y: number): readonly string[] {
  return [stroke([x - CROSS, y, x + CROSS, y]), stroke([x, y - CROSS, x, y + CROSS]), circle(x, y)]
}

// Four curves; the number is that by which they bend most like a circle.
function circle(x: number, y: number): string {
  const bend = RADIUS * 0.5523
  return [
    `${numbers(x + RADIUS, y)} m`,
    `${numbers(x + RADIUS, y + bend, x + bend, y + RADIUS, x, y + RADIUS)} c`,
    `${numbers(x - bend, y + RADIUS, x - RADIUS, y + bend, x - RADIUS, y)} c`,
    `${numbers(x - RADIUS, y - bend, x - bend, y - RADIUS, x, y - RADIUS)} c`,
    `${numbers(x + bend, y - RADIUS, x + RADIUS, y - bend, x + RADIUS, y)} c S`
  ].join(' ')
}

function numbers(...values: readonly number[]): string {
  return values.map((value) => String(Number(value.toFixed(3)))).join(' ')
}
