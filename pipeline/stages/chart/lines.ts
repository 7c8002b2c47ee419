/** Text broken into lines of a width: Latin between words, Chinese between any two characters but before a closing mark. */
import type {Vega} from './vega.ts'

const LINE_GAP = 2
/** Entries that Vega gives to a legend of sizes. */
const MOST_SIZES = 7
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][，。、；：！？）》」』”’]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu

/** The width of a text in CSS pixels. */
export type WidthOf = (text: string) => number

/** Lines no wider than `width`, but for a word that is wider alone. */
export function breakLines(text: string, width: number, widthOf: WidthOf): readonly string[] {
  if (widthOf(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== '' && widthOf((line + piece).trim()) > width) {
      lines.push(line.trim())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trim()].filter((each) => each !== '')
}

/** The most columns of a legend's labels that stand side by side; 0 is one row of them all. */
export function mostColumns(widths: readonly number[], room: number, beside: number): number {
  for (let columns = widths.length; columns > 1; columns--) {
    let total = -beside
    for (let column = 0; column < columns; column++) {
      total += beside + Math.max(...widths.filter((_, index) => index % columns === column))
    }
    if (total + beside <= room) return columns === widths.length ? 0 : columns
  }
  return 1
}

/** Give Vega's expressions the functions that `labels.ts` writes into a chart; they measure as Vega is told to. */
export function installLines(vega: Vega): void {
  const widthOf =
    (fontSize: number): WidthOf =>
    (text) =>
      vega.textMetrics.width({fontSize}, text)
  const linesOf = (label: unknown, width: number, size: number) =>
    typeof label === 'string' && width > 0 ? breakLines(label, width, widthOf(size)) : [label]
  vega.expressionFunction('wrapped', (label: unknown, width: number, size: number) => {
    const lines = linesOf(label, width, size)
    return lines.length > 1 ? lines : label
  })
  vega.expressionFunction(
    'wrappedRise',
    (label: unknown, width: number, size: number) => ((1 - linesOf(label, width, size).length) * (size + LINE_GAP)) / 2
  )
  vega.expressionFunction('sizeColumns', (range: readonly number[], room: number, beside: number) => {
    const columns = Math.max(1, Math.floor(room / (Math.sqrt(Math.max(0, ...range)) + beside)))
    return columns >= MOST_SIZES ? 0 : columns
  })
  vega.expressionFunction('legendColumns', (labels: readonly unknown[], room: number, size: number, beside: number) =>
    mostColumns(
      labels.map((label) => widthOf(size)(String(label))),
      room,
      beside
    )
  )
}
