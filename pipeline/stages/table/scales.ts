/** A table with a row for each place, or for each place and time -> a place whose numbers are all of another scale: in thousands among units. */
import type {Field, Resource} from '../../types.ts'
import {isCalledWhole} from '../../values/totals.ts'
import {timeOf, type Odd, type Stated} from './series.ts'

/** Steps of units that are taken for each other: per cent for shares, thousands and millions for ones, 万 and 亿. */
const STEPS = [1_000, 10_000, 1_000_000, 100_000_000]
/** Places that there must be besides, and how much nearer to each other they lie than a step. */
const [FEWEST_OTHERS, NARROW] = [5, 20]
const NOTE = 'Write them in the unit of the column; or write `"leaps": true` at it, where its values lie so far apart.'

/**
 * A remark at the first row of a place all of whose numbers are about a thousand times those of the others, or a thousandth, where the
 * others lie near to each other. Places differ by nature; such a gap beside so narrow a field is hardly one of them.
 */
export function otherScales(numbers: readonly Stated[], field: Field, resource: Resource): readonly Odd[] {
  const subject = subjectOf(resource)
  const stated = numbers.filter(({value}) => value !== 0)
  if (subject === undefined || field.unitFrom !== undefined || stated.some(({value}) => value < 0)) return []
  const places = [...Map.groupBy(stated, ({row}) => row[subject])].map(([, own]) => own)
  if (places.length <= FEWEST_OTHERS) return []
  const spans = places.map(spanOf)
  const [lowest, highest] = [spans.toSorted((a, b) => a.least - b.least), spans.toSorted((a, b) => b.most - a.most)]
  return places.flatMap((own, index): readonly Odd[] => {
    const span = spans[index]!
    const isOther = (each: Span) => each !== span
    const others = {least: lowest.find(isOther)!.least, most: highest.find(isOther)!.most}
    const step = stepBetween(span, others)
    // The world is a thousand times a country, and is in the same unit.
    const isWhole = isCalledWhole(own.map(({row}) => row)) && span.least > others.most
    return step === undefined || isWhole ? [] : [odd(own, others, {step, subject})]
  })
}

/** The least and the greatest of some numbers. */
interface Span {
  readonly least: number
  readonly most: number
}

function spanOf(own: readonly Stated[]): Span {
  const values = own.map(({value}) => value)
  return {
    least: values.reduce((least, value) => Math.min(least, value)),
    most: values.reduce((most, value) => Math.max(most, value))
  }
}

// Where the place would lie among the others if it were in their unit.
function stepBetween(own: Span, others: Span): number | undefined {
  const isAmong = (times: number) => own.least * times >= others.least && own.most * times <= others.most
  return STEPS.find((step) => (others.most / others.least) * NARROW <= step && (isAmong(step) || isAmong(1 / step)))
}

// One column of text, and a time perhaps: of tables in long form it is not known whose numbers are of one kind.
function subjectOf({primaryKey, fields}: Resource): string | undefined {
  const rest = primaryKey.filter((name) => name !== timeOf({primaryKey, fields}))
  const [subject, more] = rest
  return more === undefined && fields.some(({name, type}) => name === subject && type === 'string') ? subject : undefined
}

function odd(own: readonly Stated[], others: Span, {step, subject}: {readonly step: number; readonly subject: string}): Odd {
  const first = own.toSorted((a, b) => a.at - b.at)[0]!
  const all = own.length === 1 ? '' : ` in each of ${own.length} rows of \`${String(first.row[subject])}\``
  const expected = `a number of the size of those of the others, \`${others.least}\` to \`${others.most}\`: about ${step} times lie between them${all}`
  return {rule: 'value-keeps-its-size', at: first.at, expected, note: NOTE}
}
