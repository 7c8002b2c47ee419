/** The text of a content stream -> the same with other colours, and without the marks of a structure that is there no more. */
import type {Rgb} from '../../pdf/lab.ts'
import {unexpectedPdf} from '../../pdf/objects.ts'
import {Scanner, type TokenKind} from '../../pdf/scanner.ts'

/** What stands in the content for a colour of what is filled, or of lines. */
export type Paint = (rgb: Rgb, kind: 'fill' | 'line') => string

interface Rewriting {
  readonly text: string
  readonly scanner: Scanner
  readonly parts: string[]
  readonly paint: Paint
  /** Of each mark that is open, whether it stays. */
  readonly marks: boolean[]
  /** Where what is kept begins. */
  kept: number
}

/** Throws where it has a shape that Chromium does not write. */
export function rewrite(text: string, paint: Paint): string {
  const scanner = new Scanner(text)
  const rewriting: Rewriting = {text, scanner, parts: [], paint, marks: [], kept: 0}
  let [start, depth] = [-1, 0]
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    if (start < 0) start = scanner.start
    depth += deeper(kind)
    if (kind !== 'word' || depth > 0) continue
    act(rewriting, scanner.token(), start)
    start = -1
  }
  return rewriting.parts.join('') + text.slice(rewriting.kept)
}

function deeper(kind: TokenKind): number {
  if (kind === '[' || kind === '<<') return 1
  return kind === ']' || kind === '>>' ? -1 : 0
}

function act(rewriting: Rewriting, operator: string, start: number): void {
  const {text, scanner, marks, paint} = rewriting
  const operands = text.slice(start, scanner.start)
  if (operator === 'rg' || operator === 'RG')
    replace(rewriting, start, paint(rgbIn(operands), operator === 'rg' ? 'fill' : 'line'))
  else if (operator === 'BDC' || operator === 'BMC') {
    // A word for characters that have none of their own.
    const stays = operands.includes('/ActualText')
    marks.push(stays)
    if (!stays) replace(rewriting, start, '')
  } else if (operator === 'EMC' && !(marks.pop() ?? unexpectedPdf('an end of marked content without its beginning')))
    replace(rewriting, start, '')
  else if (operator === 'BI') unexpectedPdf('an image inside a content stream')
}

function replace(rewriting: Rewriting, start: number, by: string): void {
  rewriting.parts.push(rewriting.text.slice(rewriting.kept, start), by)
  rewriting.kept = rewriting.scanner.end
}

function rgbIn(operands: string): Rgb {
  const [red = NaN, green = NaN, blue = NaN, ...more] = operands.trim().split(/\s+/).map(Number)
  const rgb: Rgb = [red, green, blue]
  if (more.length > 0 || !rgb.every((each) => each >= 0 && each <= 1))
    unexpectedPdf(`the colour \`${operands.trim().slice(0, 40)}\``)
  return rgb
}
