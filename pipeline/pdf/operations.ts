/** The text of a content stream -> its operators in turn, with the operands before each (ISO 32000-1, 7.8.2). */
import {unexpectedPdf, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** Told of each operator; its operands are read when they are asked for. An image inside the stream is one operator, `EI`. */
export type OnOperator = (operator: string, operands: () => readonly PdfValue[]) => void

/** Go through a content stream. Throws where it cannot be read. */
export function eachOperator(text: string, on: OnOperator): void {
  const scanner = new Scanner(text)
  let [start, depth, count] = [-1, 0, 0]
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    const isOperand = kind !== 'word' || depth > 0 || isWordOfValue(scanner)
    if (isOperand) {
      if (start < 0) start = scanner.start
      if (kind === ']' || kind === '>>') depth--
      else if (depth === 0) count++
      if (kind === '[' || kind === '<<') depth++
      continue
    }
    const operator = scanner.token()
    if (operator === 'BI') skipImage(scanner)
    const [from, many] = [start, count]
    on(operator === 'BI' ? 'EI' : operator, () => valuesFrom(text, from, many))
    ;[start, count] = [-1, 0]
  }
  if (depth !== 0) unexpectedPdf('a content stream that ends inside a value')
}

function isWordOfValue(scanner: Scanner): boolean {
  return ['true', 'false', 'null'].includes(scanner.token())
}

function valuesFrom(text: string, start: number, count: number): readonly PdfValue[] {
  const scanner = new Scanner(text, start)
  return Array.from({length: count}, () => readValue(scanner))
}

// Its bytes are no tokens.
function skipImage(scanner: Scanner): void {
  const end = /[\0\t\n\f\r ]ID[\0\t\n\f\r ][^]*?[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/g
  end.lastIndex = scanner.end
  if (end.exec(scanner.text) === null) unexpectedPdf('an image without an end in a content stream')
  scanner.end = end.lastIndex
}
