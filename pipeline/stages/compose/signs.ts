/** A direction is said once: by a word or by a sign before the number, never by both, which can contradict each other. */
import {rulesFor} from '../../language/index.ts'
import type {NodeId} from '../../tree.ts'
import type {Language} from '../../types.ts'
import type {Shown} from '../../values/value.ts'
import type {Compared} from './comparing.ts'
import type {Course} from './courses.ts'
import type {Level} from './levels.ts'
import {NameProblem} from './names.ts'
import type {Ranked} from './ranking.ts'
import type {Bare} from './written-units.ts'

/** What stands before the place that is being written, in one paragraph, title or attribute. */
export interface Trail {
  before: string
  /** The expression whose number with a sign stands last, where nothing follows it yet. */
  signed?: NodeId | undefined
  /** The last number without the word of its unit, what stands behind it, and how many characters more may bring the word. */
  unsaid?: {readonly shown: Shown; readonly node: NodeId; readonly behind: string; readonly left: number} | undefined
  /** A number that counts ones, where nothing follows it yet, and its unit. */
  inOnes?: {readonly unit: string; readonly node: NodeId} | undefined
  /** A number without its unit, where no word follows it yet. */
  bare?: Bare | undefined
  /** A place, where nothing follows it yet. */
  ranked?: Ranked | undefined
  /** What an expression says, where nothing follows it yet. */
  last?: {readonly text: string; readonly node: NodeId} | undefined
  /** The last word of direction that a helper gave. */
  told?: Shown
  /** A number from which the author's own verb may lead to the next one. */
  course?: Course | undefined
  /** The last number, with which words may compare the next one. */
  compared?: Compared | undefined
  /** The word for no change, with what stands behind it. */
  level?: Level | undefined
}

// Stands behind a word of direction that a helper gave, whatever word the author chose for it. No chapter can hold it.
const TOLD = '\u0001'
const REACH = 60

/** The rule that a word of direction and the sign of its number do not say the same twice. */
export const RULE = 'direction-is-said-once'
/** How to say a direction once. */
export const NOTE =
  'Write `{{trend new from=old by="percent"}}` or `{{compare x with=y}}`, which say both in one, or put the number in brackets.'

/** Words of the author. Gives the expression before them where they are a word of direction behind its signed number. */
export function follow(trail: Trail, text: string, language: Language): NodeId | undefined {
  const {signed} = trail
  trail.before = (trail.before + text).slice(-REACH)
  if (text.trim() !== '') trail.signed = undefined
  return signed !== undefined && rulesFor(language).directionAfter.test(text) ? signed : undefined
}

/** What an expression says; throws a {@link NameProblem} where it has a sign behind a word of direction. */
export function followValue(trail: Trail, shown: Shown, {node, language}: {node: NodeId; language: Language}): void {
  const word = shown.tells === 'sign' ? directionBefore(trail.before, language) : undefined
  trail.before = (trail.before + shown.text + (shown.tells === 'direction' ? TOLD : '')).slice(-REACH)
  trail.signed = shown.tells === 'sign' && word === undefined ? node : undefined
  if (word !== undefined) throw new NameProblem(RULE, signReason(`behind \`${word}\``), NOTE)
  if (shown.tells === 'direction') trail.told = shown
  if (shown.tells === 'sign') agree(trail.told, shown)
}

// In brackets a sign may follow a word for the same two values; where one of them is rounded more, they can differ.
function agree(told: Shown | undefined, shown: Shown): void {
  if (told === undefined || told.origins.join() !== shown.origins.join() || signOf(told) === signOf(shown)) return
  throw new NameProblem(
    'direction-agrees-with-number',
    `Unexpected \`${shown.text}\` beside \`${told.text}\` for the same two values, expected a number of that direction`,
    'One is rounded more than the other: give both the same `digits`, or let `trend` write the number with `by="percent"`.'
  )
}

function signOf({value = '0'}: Shown): -1 | 0 | 1 {
  return value.startsWith('-') ? -1 : value === '0' ? 0 : 1
}

/** Why a number with a sign is refused beside a word. */
export function signReason(place: string): string {
  return `Unexpected number with a sign ${place}, expected one without: the word and the sign can contradict each other`
}

// Behind a bracket, a comma or a stop something new begins.
function directionBefore(before: string, language: Language): string | undefined {
  const told = before.lastIndexOf(TOLD)
  if (told >= 0 && !/[,;:.!?()[\]，；：。！？（）、—–|]/u.test(before.slice(told)))
    return lastWords(before.slice(0, told) + before.slice(told + 1))
  const text = before.replaceAll(TOLD, '')
  return rulesFor(language).directionBefore.test(text) ? lastWords(text) : undefined
}

function lastWords(text: string): string {
  return text
    .trim()
    .split(/[\s，。；：、（]/u)
    .slice(-2)
    .join(' ')
}
