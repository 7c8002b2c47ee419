/** A chapter -> numbers in its free text that state something and are not bound to data, and sums that do not come out. */
import type {Root} from 'mdast'
import type {Digest} from '../../cache/hash.ts'
import type {Artifact, Stage} from '../../cache/memo.ts'
import {digitBeginnings} from '../../language/beginnings.ts'
import {rulesFor} from '../../language/index.ts'
import type {ProseRules} from '../../language/prose-rules.ts'
import type {Language} from '../../types.ts'
import {brokenSums} from '../../values/sums.ts'
import {claimsOf, type Claim} from './claims.ts'
import {statedNumbers, HELD, type WrittenNumber} from './numbers.ts'
import {proseOf, type Mark, type Passage} from './prose.ts'
import {typedYears, type TypedYear} from './years.ts'

export type {Claim} from './claims.ts'
export {templateText} from './prose.ts'
export type {ReadValue, TypedYear} from './years.ts'

/** A chapter as its author wrote it. */
export interface LintInput {
  readonly language: Language
  readonly tree: Artifact<Root>
  /** Words whose numbers are accounted for in the whole report: terms of its glossary, and what it names as unbound. */
  readonly known: readonly string[]
  /** Axes of more than one value, by name: words for one of their values. */
  readonly axes: Readonly<Record<string, readonly string[]>>
}

/** Something to look at in a chapter. */
export interface Doubtful {
  readonly rule: string
  readonly reason: string
  readonly note: string
  readonly place: Passage['place']
  /** The words in question, to be found in the source from the place on. */
  readonly text: string
}

/** What is found in a chapter. */
export interface Linted {
  readonly doubtful: readonly Doubtful[]
  /** To be first or last among all, whether it can be true or not. */
  readonly claims: readonly Claim[]
  /** Years beside values of the data, which may outgrow them. */
  readonly years: readonly TypedYear[]
  /** Those of the known words that it has. */
  readonly met: readonly string[]
}

/** The stage `lint`. */
export function lintStage(code: Digest): Stage<LintInput, Linted> {
  return {
    name: 'lint',
    code,
    async run({language, tree, known, axes}) {
      return lint(await tree.value(), rulesFor(language).prose, {known, axes})
    }
  }
}

/** What is doubtful in a chapter. */
export function lint(tree: Root, rules: ProseRules, {known = [], axes = {}}: Partial<LintInput> = {}): Linted {
  const {passages, marks} = proseOf(tree)
  // The longest first: one may be part of another.
  const words = known.toSorted((a, b) => b.length - a.length)
  return {
    doubtful: [
      ...passages.flatMap((passage) => doubtfulIn(passage, rules, words)),
      ...marks.flatMap((mark) => doubtfulMark(mark, rules))
    ],
    claims: claimsOf(tree, {rules, axes, without: (text) => without(text, words)}),
    years: typedYears(tree, rules.years),
    met: known.filter((word) => passages.some(({text}) => text.includes(word)))
  }
}

function doubtfulIn({text, place}: Passage, rules: ProseRules, known: readonly string[]): Doubtful[] {
  const numbers = numbersIn(text, rules, known).map((each) => ({...each, note: MARK_NOTE, place}))
  return [...numbers, ...unfinishedIn(text, place), ...sumsIn(text, place, rules), ...beginningsIn(text, place, rules)]
}

// As long as before, so that a sentence can still be cut at the same places.
function without(text: string, known: readonly string[]): string {
  return known.reduce((left, word) => left.replaceAll(word, HELD.repeat(word.length)), text)
}

const MARK_NOTE = 'Write `{{...}}`, or say why it cannot go wrong: `:unbound[...]{reason="..."}`.'

/** The numbers in a text that state something and are not bound to data; `known` are words that are accounted for. */
export function numbersIn(
  text: string,
  rules: ProseRules,
  known: readonly string[]
): readonly Pick<Doubtful, 'rule' | 'reason' | 'text'>[] {
  const free = without(text, known)
  return statedNumbers(free, rules).map((number) => ({
    rule: 'number-is-bound',
    reason: `Unexpected ${number.kind} \`${number.text}\` in \`${around(number, free)}\`, expected a value of the data`,
    text: number.text
  }))
}

function around({text, start}: WrittenNumber, whole: string): string {
  const words = whole.slice(Math.max(0, start - 12), start + text.length + 12).replaceAll(/\s+/g, ' ')
  return words.replaceAll(HELD, '…').trim()
}

const UNFINISHED = /\b(?:TODO|FIXME|TKTK)\b(?: [\w ]{0,40}\w)?|【待[补補填定]】/u

// What its author left for later is not for readers.
function unfinishedIn(text: string, place: Passage['place']): Doubtful[] {
  const [found] = UNFINISHED.exec(text) ?? []
  if (found === undefined) return []
  const reason = `Unexpected \`${found}\`, expected what is to stand there`
  return [{rule: 'text-is-finished', reason, note: 'Write it, or take it out, before readers see it.', place, text: found}]
}

// A sentence with values is held against its sum in every edition.
function sumsIn(text: string, place: Passage['place'], rules: ProseRules): Doubtful[] {
  return brokenSums(text, rules).map(({parts, sum, whole}) => ({
    rule: 'sum-comes-out',
    reason: `Unexpected whole \`${whole}\` of ${parts.join(' + ')}, which make ${sum}`,
    note: 'Where no sum is meant, write the numbers in sentences of their own.',
    place,
    text: whole
  }))
}

// What begins with a value is seen where it is filled.
function beginningsIn(text: string, place: Passage['place'], rules: ProseRules): Doubtful[] {
  return digitBeginnings(text, rules).map(({sentence, digit}) => ({
    rule: 'sentence-begins-with-a-word',
    reason: `Unexpected digit at the beginning of “${sentence.replaceAll(HELD, '…').slice(0, 40).trim()}…”, expected a word`,
    note: 'Put a word before the number, or write it in words.',
    place,
    text: /^\d+/.exec(text.slice(digit))?.[0] ?? ''
  }))
}

function doubtfulMark({text, reason, node}: Mark, rules: ProseRules): Doubtful[] {
  const tell = (rule: string, told: string, note: string): Doubtful[] => [{rule, reason: told, note, place: {node}, text: ''}]
  if (reason.trim() === '')
    return tell('mark-has-a-reason', 'Unexpected `unbound` without a reason', 'Say in `reason="..."` why it cannot go wrong.')
  if (
    text.includes(HELD) ||
    /(?<!\d)(?:19|20)\d\d(?!\d)/u.test(text) ||
    rules.superlatives.word.test(text) ||
    statedNumbers(text, rules).length > 0
  )
    return []
  return tell(
    'mark-is-needed',
    `Unexpected \`unbound\` around \`${text.slice(0, 40)}\`, which states no number and claims nothing`,
    'Take the mark away.'
  )
}
