/** Two numbers between which the author's own words say that one is more: “3.4%, higher than the 2.1% of 2019” is true of both, or told. */
import {rulesFor} from '../../language/index.ts'
import type {Message} from '../../messages.ts'
import type {Expression} from '../../tree.ts'
import type {Language} from '../../types.ts'
import {exactOf, minus, signOf} from '../../values/exact.ts'
import type {Shown} from '../../values/value.ts'
import {goesOn, isPlain} from './going-on.ts'

/** The last number, and what stands behind it so far. */
export interface Compared {
  readonly shown: Shown
  readonly expression: Expression
  readonly behind: string
}

/** What is said behind some words. */
export interface SaidNow {
  readonly shown: Shown
  readonly expression: Expression
  /** The words before it. */
  readonly before: string
  readonly language: Language
}

/** What is wrong with the words between two numbers of one measure; nothing where they compare nothing, or are true of both. */
export function comparisonFault(
  compared: Compared | undefined,
  {shown, expression, language}: SaidNow
): Omit<Message, 'node'> | undefined {
  if (compared === undefined || !isOfOneMeasure(compared, {shown, expression})) return undefined
  const told = rulesFor(language).prose.comparisons.find(({between}) => between.test(compared.behind))
  const [one, other] = [exactOf(compared.shown.value ?? ''), exactOf(shown.value ?? '')]
  if (told === undefined || one === undefined || other === undefined || signOf(minus(other, one)) === told.sign) return undefined
  const words = compared.behind.replace(/^[%‰]/, '').trim()
  return {
    severity: 'warning',
    rule: 'verb-agrees-with-numbers',
    reason: `Unexpected \`${words}\` between \`${compared.shown.text}\` and \`${shown.text}\`, expected words that are true of both`,
    note: 'Let `{{compare x with=y}}` write the words, or put them under `:only[...]{if="..."}`: they follow the data of each edition.'
  }
}

/** The number from which words may go on to the next one, or the one before it with more behind it. */
export function comparedBehind(
  compared: Compared | undefined,
  {shown, expression, before, language}: SaidNow
): Compared | undefined {
  const {steps} = rulesFor(language).prose
  // By how much something is more is no measure of it, and of places the first is the highest.
  if (steps.test(before)) return undefined
  const isNumber = isPlain(expression.helper) && exactOf(shown.value ?? '') !== undefined
  // A year is a time of the number before it.
  return isNumber && !/^(?:19|20)\d\d$/.test(shown.text) ? {shown, expression, behind: ''} : goesOn(compared, shown.text)
}

// Told in the same way, in the same unit; where neither has one, of columns of the same name.
function isOfOneMeasure(one: Omit<Compared, 'behind'>, other: Omit<Compared, 'behind'>): boolean {
  const [unit, same] = [unitIn(one.shown), unitIn(other.shown)]
  if (one.expression.helper !== other.expression.helper || unit !== same) return false
  return unit !== '' || columnOf(one.expression) === columnOf(other.expression)
}

function unitIn({text, unsaid, inOnes}: Shown): string {
  return unsaid ?? inOnes ?? text.replaceAll(/[\d.,\s\u2212-]/gu, '')
}

function columnOf({terms: [term]}: Expression): string | undefined {
  return term?.kind === 'path' ? term.parts.at(-1) : undefined
}
