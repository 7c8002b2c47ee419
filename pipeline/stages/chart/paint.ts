/** The colours of a drawing, whatever way they are written in: Vega reads them. */
import type {Vega} from './vega.ts'
import type {Piece} from './picture.ts'

/** A colour as `#rrggbb`, and how far it hides what is below it: from 0 to 1. */
export interface Paint {
  readonly colour: string
  readonly opacity: number
}

/** The paint of a piece; nothing where it has none, or a pattern. */
export type ReadColour = (piece: Pick<Piece, 'attributes'>, what: 'fill' | 'stroke') => Paint | undefined

interface Channels {
  readonly r: number
  readonly g: number
  readonly b: number
  readonly opacity: number
}

/** A reader of colours. What no attribute gives is not painted: so the drawing as a whole says. */
export function colourReader({expressionFunction}: Vega): ReadColour {
  const rgb = expressionFunction('rgb') as (text: string) => Channels
  const known = new Map<string, Paint | undefined>()
  const read = (text: string) => {
    if (!known.has(text)) known.set(text, paintOf(rgb(text)))
    return known.get(text)
  }
  return ({attributes}, what) => {
    const paint = read(attributes.get(what) ?? 'none')
    const shares = ['opacity', `${what}-opacity`].map((name) => Number(attributes.get(name) ?? 1))
    return paint && {...paint, opacity: shares.reduce((product, share) => product * share, paint.opacity)}
  }
}

function paintOf({r, g, b, opacity}: Channels): Paint | undefined {
  if (![r, g, b].every(Number.isFinite)) return undefined
  const digits = [r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, '0'))
  return {colour: `#${digits.join('')}`, opacity}
}
