/**
 * A halo behind words of a drawing: what Vega writes as letters with a stroke around them becomes letters on a ground of the colour of
 * that stroke. A stroke would be a second line of text in a PDF, which is found, copied and read twice.
 */
import type {Measure} from '../../design/widths.ts'

/** Of the size of the letters: how far they reach above their line and below it, and the ground beside them. */
const ABOVE = 0.84
const BELOW = 0.2
const BESIDE = 0.15

/** The drawing with a ground below each text of one line that its author gave a stroke. */
export function withHalos(svg: string, measure: Measure): string {
  return svg.replace(/<text([^>]*)>([^<]*)<\/text>/g, (whole, attributes: string, text: string) => {
    const stroke = valueOf(attributes, 'stroke')
    const place = /transform="translate\((-?[\d.]+),(-?[\d.]+)\)"/.exec(attributes)
    if (stroke === undefined || place === null || text === '') return whole
    const size = Number.parseFloat(valueOf(attributes, 'font-size') ?? '11')
    const weight = valueOf(attributes, 'font-weight') ?? ''
    const width = measure(lettersOf(text), size, weight === 'bold' || Number(weight) >= 600)
    const [x, y] = [Number(place[1]) - width * shareBefore(attributes), Number(place[2])]
    const [left, top] = [x - BESIDE * size, y - ABOVE * size]
    const box = [left, top, width + 2 * BESIDE * size, (ABOVE + BELOW) * size].map((length) =>
      String(Math.round(length * 100) / 100)
    )
    const ground = `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${stroke}"/>`
    return `${ground}<text${attributes.replace(/ stroke(?:-[a-z]+)?="[^"]*"/g, '')}>${text}</text>`
  })
}

function valueOf(attributes: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1]
}

function shareBefore(attributes: string): number {
  const anchor = valueOf(attributes, 'text-anchor')
  return anchor === 'end' ? 1 : anchor === 'middle' ? 0.5 : 0
}

function lettersOf(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
