/** Numbers of one sentence that should add up and do not: parts on one side of their whole, which is nearly their sum. */
import type {ProseRules} from '../language/prose-rules.ts'
import {exactOf, magnitude, minus, plainDecimal, plus, shifted, signOf, times, type Exact} from './exact.ts'
import {powersOf} from './written.ts'

/** A sentence's numbers whose sum is not what it says. */
export interface BrokenSum {
  readonly parts: readonly string[]
  readonly sum: string
  /** The whole as the sentence has it. */
  readonly whole: string
}

/** A piece of a text that was rounded where it is shown, from one place to another. */
export type Rounded = readonly [start: number, end: number]

interface Told {
  readonly text: string
  readonly value: Exact
  /** How far from the truth rounding may have brought it. */
  readonly slack: Exact
  readonly unit: string
}

const NONE: Exact = {units: 0n, places: 0}
/** A sum may be off by so much of the whole, in thousandths, and still be meant as one; more where the sentence speaks of a whole. */
const NEAR = {otherwise: 1n, told: 10n}
/** In longer sentences nobody means a sum. */
const MOST_NUMBERS = 12

/** Sums that do not come out, sentence by sentence. What stands in `rounded` is not exact as it is shown. */
export function brokenSums(text: string, rules: ProseRules, rounded: readonly Rounded[] = []): readonly BrokenSum[] {
  let start = 0
  return text.split(rules.sentences).flatMap((sentence) => {
    const from = text.indexOf(sentence, start)
    start = from + sentence.length
    const near = rules.sums.test(sentence) ? NEAR.told : NEAR.otherwise
    const numbers = numbersOf(sentence, rules, (at) => rounded.some(([begin, end]) => from + at >= begin && from + at < end))
    return [...Map.groupBy(numbers, ({unit}) => unit).values()].flatMap((alike) => brokenSum(alike, near) ?? [])
  })
}

const PLAIN = /(?<![\w.,/:–-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d/:])|(?<![\w.,/:–-])\d+(?:\.\d+)?(?![\d/:]|-\d)/g

function numbersOf(sentence: string, {scales}: ProseRules, isRounded: (at: number) => boolean): readonly Told[] {
  return [...sentence.matchAll(PLAIN)].flatMap((match): Told[] => {
    const end = match.index + match[0].length
    // Longer than any scale or unit, and short enough for a sentence of a hundred thousand words.
    const behind = sentence.slice(end, end + 24)
    const [scale = ''] = /^ ?(?:[a-z]+|[十百千万萬亿億兆]+)/iu.exec(behind) ?? []
    const powers = powersOf(scale.trim(), scales)
    const number = exactOf(match[0].replaceAll(',', ''))
    // A year is no part of a sum, nor is a day or a month.
    if (number === undefined || /^(?:年|月|日|世[纪紀])/.test(behind) || /^(?:1[89]|20)\d\d$/.test(match[0])) return []
    const unit = unitOf(powers === 0 ? behind : behind.slice(scale.length))
    const isExact = number.places === 0 && powers === 0 && !isRate(unit) && !isRounded(match.index)
    const half = {units: 5n, places: number.places + 1}
    return [{text: match[0], value: shifted(number, powers), slack: isExact ? NONE : shifted(half, powers), unit}]
  })
}

// Chinese counts by a word that stands behind each number; English may say it once for all.
function unitOf(behind: string): string {
  return /^\s?(%|‰|个百分点|個百分點|percentage points?|per cent|\p{Script=Han})/u.exec(behind)?.[1] ?? ''
}

function isRate(unit: string): boolean {
  return unit.length > 1 || unit === '%' || unit === '‰'
}

function brokenSum(numbers: readonly Told[], near: bigint): BrokenSum | undefined {
  if (numbers.length < 3 || numbers.length > MOST_NUMBERS) return undefined
  const largest = numbers.reduce((most, number, index) => (isAbove(number, numbers[most]!) ? index : most), 0)
  const whole = numbers[largest]!
  const sides = [numbers.slice(0, largest), numbers.slice(largest + 1)]
  const told = [...sides.map(runsOf), [sides.flat()]].flatMap((runs) =>
    runs.map((parts, index) => ({parts, off: offBy(parts, whole), isLongest: index === 0}))
  )
  // The longest run on a side is what is meant. A shorter one that comes out excuses it, but for a slip of a part or two.
  const isExact = ({parts, off}: (typeof told)[number]) => !isAboveExact(off, slackOf([...parts, whole]))
  if (told.some((one) => one.isLongest && isExact(one))) return undefined
  const limit = times(whole.value, {units: told.some(isExact) ? NEAR.otherwise : near, places: 3})
  const meant = told.find((one) => !isExact(one) && !isAboveExact(one.off, limit) && !isAboveExact(one.off, manifold(one.parts)))
  if (meant === undefined) return undefined
  return {parts: meant.parts.map(({text}) => text), sum: plainDecimal(sumOf(meant.parts)), whole: whole.text}
}

// What is off by far more than a part is no sum with that part.
function manifold(parts: readonly Told[]): Exact {
  const least = parts.reduce((least, part) => (isAbove(least, part) ? part : least))
  return times(least.value, {units: 10n, places: 0})
}

// All that stand behind each other, two at least, the longest first.
function runsOf(numbers: readonly Told[]): readonly (readonly Told[])[] {
  const runs = numbers.flatMap((_, from) => numbers.slice(from + 1).map((_, more) => numbers.slice(from, from + more + 2)))
  return runs.sort((a, b) => b.length - a.length)
}

function offBy(parts: readonly Told[], whole: Told): Exact {
  return magnitude(minus(sumOf(parts), whole.value))
}

function sumOf(numbers: readonly Told[]): Exact {
  return numbers.reduce((sum, {value}) => plus(sum, value), NONE)
}

function slackOf(numbers: readonly Told[]): Exact {
  return numbers.reduce((sum, {slack}) => plus(sum, slack), NONE)
}

function isAbove(a: Told, b: Told): boolean {
  return isAboveExact(a.value, b.value)
}

function isAboveExact(a: Exact, b: Exact): boolean {
  return signOf(minus(a, b)) > 0
}
