/**
 * What a chart paints half through -> a solid tint of what is seen: its colour laid on the one ground that it lies on, which is the
 * page or a larger mark. So a drawing needs no transparency, which programs draw in several ways and a press dislikes. What no tint
 * can tell is a fault: see `see-through.ts`.
 */
import {mix} from '../../design/mix.ts'
import type {Measure} from '../../design/widths.ts'
import {groundOf, lay, topAt, type Ground} from './ground.ts'
import type {ReadColour} from './paint.ts'
import type {Attributes, Piece} from './picture.ts'
import {placesOf} from './places.ts'
import type {Problem} from './problems.ts'
import {faultsOf, isBlended, type SeenThrough} from './see-through.ts'
import type {Unit} from './units.ts'

/** A drawing, and what it is made solid with. */
export interface Drawing {
  readonly svg: string
  readonly pieces: readonly Piece[]
  /** Colour of the page, as `#rrggbb`. */
  readonly paper: string
  readonly read: ReadColour
  readonly measure: Measure
  readonly units: readonly Unit[]
}

const PAINTS = ['fill', 'stroke'] as const
/** What may be painted half through says so in one of these ways; most drawings do not. */
const SEEN_THROUGH = /opacity="(?!1")|rgba|hsla|="#(?:[\da-f]{4}|[\da-f]{8})"|="(?:rgb|hsl)\([^)]*\/|mix-blend/i
const OPACITIES = ['opacity', 'fill-opacity', 'stroke-opacity']

/** The drawing in solid colours, and what cannot be drawn so, each kind of it once. */
export function makeSolid({svg, pieces, paper, read, measure, units}: Drawing): {
  readonly svg: string
  readonly problems: readonly Problem[]
} {
  if (!SEEN_THROUGH.test(svg)) return {svg, problems: []}
  const ground = groundOf([], paper, read)
  const below = new Map<string, Piece[]>()
  const problems = new Map<string, Problem>()
  const changed = new Map<Piece, Attributes>()
  for (const piece of pieces) {
    const [fill, stroke] = PAINTS.map((what) => read(piece, what)?.opacity ?? 1) as [number, number]
    // What is not seen at all stays as it is: no program draws it.
    if ((fill < 1 || stroke < 1 || isBlended(piece)) && piece.attributes.get('opacity') !== '0') {
      const seen = {...seenThrough(piece, {ground, measure}), fill, below, measure}
      for (const each of faultsOf(seen, units)) problems.set(`${each.severity} ${each.reason}`, each)
      changed.set(piece, solidAttributes(piece, seen.colour, read))
    }
    lay(ground, {...piece, attributes: changed.get(piece) ?? piece.attributes}, read)
    const others = below.get(piece.marks)
    if (others) others.push(piece)
    else below.set(piece.marks, [piece])
  }
  return {svg: withSolidRuns(rewritten(svg, changed), {paper, read}), problems: [...problems.values()]}
}

// What marks of its own kind hide is no ground of theirs: each of them is tinted as if it lay there alone.
function seenThrough(
  piece: Piece,
  {ground, measure}: {readonly ground: Ground; readonly measure: Measure}
): Pick<SeenThrough, 'piece' | 'colour' | 'others' | 'own'> {
  const places = placesOf(piece, measure)
  const tops = places.map((place) => topAt(ground, place, ({marks}) => marks !== piece.marks))
  const colours = Map.groupBy(tops, (top) => top?.colour ?? ground.paper)
  const [colour, members] = [...colours].reduce(
    (most, each) => (each[1].length > most[1].length ? each : most),
    [ground.paper, []]
  )
  const own = places.flatMap((place) => topAt(ground, place, ({marks}) => marks === piece.marks) ?? [])
  const share = (count: number) => count / Math.max(1, places.length)
  return {
    piece,
    colour,
    others: 1 - share(places.length === 0 ? 1 : members.length),
    own: {share: share(own.length), starts: new Set(own.map((top) => top.piece.start))}
  }
}

// A paint that is not seen at all is none.
function solidAttributes(piece: Piece, ground: string, read: ReadColour): Attributes {
  const paints = PAINTS.flatMap((what) => {
    const paint = read(piece, what)
    if (paint === undefined) return []
    return [[what, paint.opacity <= 0 ? 'none' : mix(paint.colour, ground, 1 - Math.min(1, paint.opacity))] as const]
  })
  const kept = [...piece.attributes].filter(([name]) => !OPACITIES.includes(name))
  return new Map([...kept, ...paints])
}

function rewritten(svg: string, changed: ReadonlyMap<Piece, Attributes>): string {
  let [text, from] = ['', 0]
  for (const [{start, end}, attributes] of changed) {
    const tag = svg.slice(start, end).replaceAll(/ ([\w:-]+)="[^"]*"/g, (whole, name: string) => {
      if (OPACITIES.includes(name)) return ''
      return name === 'fill' || name === 'stroke' ? ` ${name}="${attributes.get(name)}"` : whole
    })
    ;[text, from] = [text + svg.slice(from, start) + tag, end]
  }
  return text + svg.slice(from)
}

// Runs of colours lie on the page.
function withSolidRuns(svg: string, {paper, read}: Pick<Drawing, 'paper' | 'read'>): string {
  return svg.replaceAll(/(<stop [^>]*stop-color=")([^"]*)"/g, (whole, before: string, written: string) => {
    const paint = read({attributes: new Map([['fill', written]])}, 'fill')
    return paint === undefined || paint.opacity >= 1 ? whole : `${before}${mix(paint.colour, paper, 1 - paint.opacity)}"`
  })
}
