/**
 * A number that a title speaks of is in the picture below it. It is, where a reader finds it there: as a value of a row or a word of
 * a mark, to the places that are printed; as the sum of a column; as a whole number that counts rows, all of them or some. A unit
 * that both state must be the same. Only numbers that are one cell of the data are looked for: a share, a difference, a rank or a
 * fraction is reckoned from several, of which the picture may show one or none, and no rule tells which of them were meant.
 *
 * The numbers may come from other queries than the picture's: that is what is worth asking, for then nothing else binds the two.
 */
import type {Message} from '../../messages.ts'
import type {Drawing, TitleNumber} from '../../types.ts'
import {exactOf, plus, rounded, decimalText, type Exact} from '../../values/exact.ts'
import type {ChartRequest} from './request.ts'

/** What a picture shows: the table behind it, and the words of its marks. */
export interface Picture {
  readonly table: Drawing['table']
  readonly words: readonly string[]
}

/** A warning for each number of the title that the picture does not show. */
export function numbersAreShown(spoken: ChartRequest['spoken'], picture: Picture): readonly Message[] {
  if (spoken === undefined) return []
  const {numbers, anchor} = spoken
  return numbers
    .filter((number) => !isShown(number, picture))
    .map(({text}) => ({
      severity: 'warning',
      rule: 'title-speaks-of-its-picture',
      reason: `Unexpected \`${text}\` in the title of a picture that does not show it, expected a number that is to be seen below`,
      note: 'Show it in the chart, as a row or a label, or say it in the text and leave it out of the title.',
      anchor,
      once: `title-speaks-of-its-picture ${anchor} ${text}`
    }))
}

function isShown({text, value, unit}: TitleNumber, {table, words}: Picture): boolean {
  const number = exactOf(value)
  if (number === undefined) return true
  const places = placesIn(text, number)
  const printed = roundedTo(number, places)
  const isIt = (other: Exact) => roundedTo(other, places) === printed
  if (isCount(number, table.rows.length)) return true
  const columns = table.heads.map((head, column) => ({
    head,
    numbers: numbersIn(table.values.flatMap((row, index) => row[column] ?? wordsToNumbers(table.rows[index]![column]!)))
  }))
  const fitting = columns.filter(({head}) => hasUnit(head.text, unit))
  return (
    fitting.some(({numbers}) => numbers.some(isIt) || isIt(numbers.reduce(plus, ZERO))) ||
    numbersIn(words.flatMap(wordsToNumbers)).some(isIt)
  )
}

const ZERO: Exact = {units: 0n, places: 0}

// Of so many rows a reader may count as many as are meant.
function isCount({units, places}: Exact, rows: number): boolean {
  return places === 0 && units >= 0n && units <= BigInt(rows)
}

// The places behind the point that are printed; of 126.0 million the point stands six places to the left.
function placesIn(text: string, number: Exact): number {
  const written = /\d[\d,]*(?:\.(\d+))?/.exec(text)
  if (written === null) return number.places
  const shown = Number(written[0].replaceAll(',', ''))
  const ratio = Math.abs(Number(decimalText(number)) / shown)
  const shift = shown > 0 && Number.isFinite(ratio) ? Math.round(Math.log10(ratio)) : 0
  return (written[1]?.length ?? 0) - shift
}

function roundedTo(number: Exact, places: number): string {
  return decimalText(rounded(number, places))
    .replace(/^-(?=[0.]*$)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}

function numbersIn(texts: readonly string[]): readonly Exact[] {
  return texts.flatMap((text) => exactOf(text) ?? [])
}

function wordsToNumbers(words: string): readonly string[] {
  return Array.from(words.matchAll(/\d[\d,]*(?:\.\d+)?/g), ([number]) => number.replaceAll(',', ''))
}

// The unit of a column stands in brackets behind its name.
function hasUnit(head: string, unit: string | undefined): boolean {
  const own = /[(（]([^()（）]*)[)）]$/.exec(head)?.[1]
  return own === undefined || unit === undefined || own === unit || own.includes(unit) || unit.includes(own)
}
