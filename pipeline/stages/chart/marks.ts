/** Where the rows of a chart's table stand in its picture, so that a pointer or a key finds their values. */
import type {Drawing, Row} from '../../types.ts'
import {drawnRows} from './drawn-rows.ts'
import type {Drawn} from './draw.ts'
import type {Sources} from './rows.ts'
import {PATHS, type DrawnMarks, type Item} from './scene.ts'
import type {DrawnUnit} from './seen.ts'
import type {Line} from './table.ts'

type Mark = NonNullable<Drawing['marks']>[number]

/** More than these nobody goes through, and each page would hold them. */
const MOST = 400
const SAY_NOTHING = ['text', 'rule']

interface Placing {
  readonly units: readonly DrawnUnit[]
  readonly lines: readonly Line[]
  readonly bound: Sources
  readonly corner: Drawn['corner']
}

/** One mark for each row that has one, in the order of the rows; points of lines only where nothing else shows the row. */
export function placedMarks({units, lines, bound, corner}: Placing): readonly Mark[] {
  const speaking = units.filter(({unit}) => !SAY_NOTHING.includes(unit.mark))
  const isPath = ({marks}: DrawnUnit) => marks.some(({type}) => PATHS.includes(type))
  const places = new Map<number, Mark>()
  for (const each of [...speaking.filter((unit) => !isPath(unit)), ...speaking.filter(isPath)]) {
    const rows = drawnRows(each.marks, bound)
    const rowOf = finder(lines, rows[0])
    const items = each.marks.flatMap((marks) => marks.items.map((item) => boxOf(item, marks, corner)))
    items.forEach((box, index) => {
      const row = rowOf(rows[index]!)
      if (row !== undefined && !places.has(row) && box.every(Number.isFinite)) places.set(row, [row, ...box])
    })
  }
  return [...places.values()].sort(([a], [b]) => a - b).slice(0, MOST)
}

type Box = readonly [x: number, y: number, width: number, height: number]

function boxOf(item: Item, {type, frame, shift}: DrawnMarks, corner: Drawn['corner']): Box {
  const [left, top] = [corner.x + frame.x + shift.x, corner.y + frame.y + shift.y]
  if (PATHS.includes(type)) return [Math.round(left + (item.x ?? Number.NaN)), Math.round(top + (item.y ?? Number.NaN)), 0, 0]
  const {x1, y1, x2, y2} = item.bounds
  return [Math.round(left + x1), Math.round(top + y1), Math.round(x2 - x1), Math.round(y2 - y1)]
}

// A table of several readings has rows of several kinds; each kind is sought by its own columns.
function finder(lines: readonly Line[], sample: Row | undefined): (row: Row) => number | undefined {
  const placed = lines.map((line, index) => ({...line, index}))
  const kinds = [...Map.groupBy(placed, ({of}) => JSON.stringify(of.map(({name}) => name))).values()]
  const found = kinds.flatMap((kind) => finderOf(kind, sample) ?? [])
  return (row) => found.map((find) => find(row)).find((index) => index !== undefined)
}

// By the columns that name the rows; by all that are drawn where those do not tell them apart. What is the same there too says the same.
function finderOf(lines: readonly (Line & {readonly index: number})[], sample: Row | undefined) {
  const uses = lines[0]!.of
  const drawn = (name: string) => sample !== undefined && Object.hasOwn(sample, name)
  const names = [...new Set(uses.filter(({quantitative}) => !quantitative).map(({name}) => name))].filter(drawn)
  const all = [...new Set(uses.map(({name}) => name))].filter(drawn)
  const tells = names.length > 0 && new Set(lines.map(({row}) => keyOf(row, names))).size === lines.length
  const columns = tells ? names : all
  if (columns.length === 0) return undefined
  const byKey = new Map(lines.map(({row, index}) => [keyOf(row, columns), index] as const).toReversed())
  return (row: Row) => byKey.get(keyOf(row, columns))
}

function keyOf(row: Row, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => String(row[column] ?? '')))
}
