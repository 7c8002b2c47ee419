/** What Vega has drawn, mark by mark: a walk over its scene, which is a tree of loosely typed items. */
import type {View} from 'vega'

/** Marks that are one line through all their items. */
export const PATHS: readonly string[] = ['line', 'area', 'trail']

/** A rectangle of the scene, in CSS pixels. */
export interface Bounds {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** One drawn thing: a bar, a point of a line, a text. Lengths in CSS pixels from its frame's corner. */
export interface Item {
  readonly datum: Readonly<Record<string, unknown>>
  readonly x?: number
  readonly y?: number
  readonly x2?: number
  readonly y2?: number
  readonly width?: number
  readonly height?: number
  readonly size?: number
  readonly opacity?: number
  readonly fillOpacity?: number
  readonly defined?: boolean
  readonly text?: unknown
  readonly fontSize?: number
  readonly fontWeight?: string | number
  readonly limit?: number
  readonly angle?: number
  readonly startAngle?: number
  readonly endAngle?: number
  readonly outerRadius?: number
  readonly fill?: unknown
  readonly stroke?: unknown
  readonly shape?: unknown
  readonly strokeDash?: unknown
  readonly strokeWidth?: unknown
  readonly strokeOpacity?: unknown
  readonly bounds: Bounds
}

/** The marks of one unit in one frame; a line of several series has one of them for each. */
export interface DrawnMarks {
  readonly name: string
  readonly type: string
  readonly role: string
  readonly isClipped: boolean
  readonly items: readonly Item[]
  /** The frame they stand in: its corner in the drawing and its size. */
  readonly frame: {readonly x: number; readonly y: number; readonly width: number; readonly height: number}
  /** From the frame's corner to where the items are counted from. */
  readonly shift: {readonly x: number; readonly y: number}
}

interface SceneMark {
  readonly marktype: string
  readonly role?: string
  readonly name?: string
  readonly clip?: unknown
  readonly items: readonly (Item & {readonly items?: readonly SceneMark[]})[]
}

/** All marks of a drawing, those of axes and legends too, in the order in which they are drawn. */
export function sceneOf(view: View): readonly DrawnMarks[] {
  const {root} = view.scenegraph() as unknown as {readonly root: SceneMark}
  return walk(root, {frame: {x: 0, y: 0, width: 0, height: 0}, shift: {x: 0, y: 0}})
}

type Standing = Pick<DrawnMarks, 'frame' | 'shift'>

function walk(mark: SceneMark, standing: Standing): readonly DrawnMarks[] {
  if (mark.marktype !== 'group') return [drawnMarks(mark, standing)]
  return mark.items.flatMap((group) => {
    const inside = standingIn(mark, group, standing)
    return (group.items ?? []).filter(({role}) => role !== undefined).flatMap((child) => walk(child, inside))
  })
}

// Lines of several series, and stacks with round ends, lie in groups that are no frames of their own.
function standingIn(
  {name = '', role}: SceneMark,
  {x = 0, y = 0, width = 0, height = 0}: Item,
  {frame, shift}: Standing
): Standing {
  const isFrame = role === 'frame' || name === 'cell' || /(^|_)(group|cell)$/.test(name)
  if (isFrame) return {frame: {x: frame.x + shift.x + x, y: frame.y + shift.y + y, width, height}, shift: {x: 0, y: 0}}
  return {frame, shift: {x: shift.x + x, y: shift.y + y}}
}

function drawnMarks({name, marktype, role, clip, items}: SceneMark, standing: Standing): DrawnMarks {
  return {name: name ?? '', type: marktype, role: role ?? '', isClipped: Boolean(clip), items, ...standing}
}

/** Text as it stands in the drawing, its lines one after the other. */
export function textOf({text}: Item): string {
  if (text === null || text === undefined) return ''
  return (Array.isArray(text) ? text : [text]).map(String).join(' ').trim()
}

/** Lines of a path: runs of points that are joined. */
export function runsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const runs: Item[][] = [[]]
  for (const item of items) {
    if (item.defined === false) runs.push([])
    else runs.at(-1)!.push(item)
  }
  return runs.filter((run) => run.length > 0)
}
