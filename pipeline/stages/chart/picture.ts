/**
 * The text of a drawing as Vega writes it -> what is painted, in order, and where. Its grammar is small: groups that are moved,
 * paths, lines, boxes and texts, with their paints as attributes.
 */
import {IDENTITY, multiply, type Matrix} from '../../pdf/matrix.ts'
import {outlineOf} from './outline.ts'
import type {Polygon} from './polygon.ts'

/** One thing that is painted. Lengths in CSS pixels of the picture. */
export interface Piece {
  readonly tag: 'path' | 'rect' | 'line' | 'text'
  /** Where its opening tag stands in the text of the drawing. */
  readonly start: number
  readonly end: number
  readonly attributes: Attributes
  /** What Vega calls the marks that it belongs to, as in `mark-rect role-mark layer_0_marks`. */
  readonly marks: string
  readonly matrix: Matrix
  /** Of all but texts, in the picture. */
  readonly outline: readonly Polygon[]
  /** It is seen within these alone. */
  readonly clips: readonly (readonly Polygon[])[]
  /** Lines of a text. */
  readonly lines: readonly string[]
}

/** Of one tag, by name; references are not resolved. */
export type Attributes = ReadonlyMap<string, string>

interface Site {
  readonly tag: string
  readonly matrix: Matrix
  readonly marks: string
  readonly clips: Piece['clips']
}

const TAG = /<(\/?)([a-zA-Z]+)([^>]*?)(\/?)>/g

/** All that a drawing paints, the lowest first. */
export function readPicture(svg: string): readonly Piece[] {
  const pieces: Piece[] = []
  const clips = clipPathsIn(svg)
  const sites: Site[] = [{tag: '', matrix: IDENTITY, marks: '', clips: []}]
  const body = svg.replace(/<defs>[^]*?<\/defs>/, (defs) => ' '.repeat(defs.length))
  for (const {0: whole, 1: closes, 2: tag = '', 3: written = '', 4: isEmpty, index} of body.matchAll(TAG)) {
    const around = sites.at(-1)!
    if (closes) {
      if (around.tag === tag) sites.pop()
      continue
    }
    const attributes = attributesIn(written)
    const site = siteIn(around, {tag, attributes, clips})
    if (isPainted(tag)) pieces.push(pieceAt(site, {tag, attributes, svg, start: index, end: index + whole.length}))
    if (!isEmpty) sites.push(site)
  }
  return pieces
}

/** What a reader finds written beside or in the marks, each text with its lines one behind the other. */
export function wordsOf(pieces: readonly Piece[]): readonly string[] {
  const texts = pieces.filter(
    ({tag, marks, attributes}) => tag === 'text' && /role-mark/.test(marks) && attributes.get('opacity') !== '0'
  )
  return texts.map(({lines}) => lines.join(' '))
}

/** The attributes in the text of a tag. */
export function attributesIn(written: string): Attributes {
  return new Map(Array.from(written.matchAll(/([\w:-]+)="([^"]*)"/g), ([, name, value]) => [name!, value!]))
}

/** A number that an attribute gives. */
export function numberOf(attributes: Attributes, name: string, missing = 0): number {
  const number = Number.parseFloat(attributes.get(name) ?? '')
  return Number.isFinite(number) ? number : missing
}

function isPainted(tag: string): tag is Piece['tag'] {
  return ['path', 'rect', 'line', 'text'].includes(tag)
}

type Tag = {readonly tag: string; readonly attributes: Attributes}

function siteIn(
  {matrix, marks, clips}: Site,
  {tag, attributes, clips: known}: Tag & {clips: ReturnType<typeof clipPathsIn>}
): Site {
  const own = multiply(transformIn(attributes.get('transform') ?? ''), matrix)
  const name = tag === 'g' ? attributes.get('class') : undefined
  const id = /url\(#([^)]+)\)/.exec(attributes.get('clip-path') ?? '')?.[1]
  const shape = id === undefined ? undefined : known.get(id)
  return {tag, matrix: own, marks: name ?? marks, clips: shape ? [...clips, outlineIn(shape, own)] : clips}
}

type Found = {
  readonly tag: Piece['tag']
  readonly attributes: Attributes
  readonly svg: string
  readonly start: number
  readonly end: number
}

function pieceAt({matrix, marks, clips}: Site, {tag, attributes, svg, start, end}: Found): Piece {
  const lines = tag === 'text' ? linesOf(svg.slice(end, svg.indexOf('</text>', end))) : []
  let outline: Piece['outline'] | undefined
  return {
    tag,
    start,
    end,
    attributes,
    marks,
    matrix,
    clips,
    lines,
    // Of most pieces nobody asks for it.
    get outline() {
      return (outline ??= outlineIn({tag, attributes}, matrix))
    }
  }
}

// A text is where its letters are, which takes a measure.
function outlineIn({tag, attributes}: Tag, matrix: Matrix): readonly Polygon[] {
  if (tag === 'path') return outlineOf(attributes.get('d') ?? '', matrix)
  const [x, y] = [numberOf(attributes, 'x'), numberOf(attributes, 'y')]
  const [width, height] = [numberOf(attributes, 'width'), numberOf(attributes, 'height')]
  if (tag === 'rect') return outlineOf(`M${x},${y}h${width}v${height}h${-width}Z`, matrix)
  return tag === 'line' ? outlineOf(`M0,0L${numberOf(attributes, 'x2')},${numberOf(attributes, 'y2')}`, matrix) : []
}

function clipPathsIn(svg: string): ReadonlyMap<string, Tag> {
  const found = svg.matchAll(/<clipPath id="([^"]+)"><(\w+)([^>]*)>/g)
  return new Map(Array.from(found, ([, id, tag, written]) => [id!, {tag: tag!, attributes: attributesIn(written!)}]))
}

function linesOf(inside: string): readonly string[] {
  const lines = inside.includes('<tspan') ? Array.from(inside.matchAll(/<tspan[^>]*>([^<]*)/g), ([, line]) => line!) : [inside]
  return lines.map((line) =>
    line.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  )
}

const TURN = Math.PI / 180

function transformIn(written: string): Matrix {
  return Array.from(written.matchAll(/(\w+)\(([^)]*)\)/g)).reduce<Matrix>((sum, [, kind, given]) => {
    const [a = 0, b] = given!.split(/[ ,]+/).map(Number)
    if (kind === 'translate') return multiply([1, 0, 0, 1, a, b ?? 0], sum)
    if (kind === 'scale') return multiply([a, 0, 0, b ?? a, 0, 0], sum)
    const [cos, sin] = [Math.cos(a * TURN), Math.sin(a * TURN)]
    return kind === 'rotate' ? multiply([cos, sin, -sin, cos, 0, 0], sum) : sum
  }, IDENTITY)
}
