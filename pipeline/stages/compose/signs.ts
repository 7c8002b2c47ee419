/** A direction is said once: by a word or by a sign before the number, never by both, which can contradict each other. */
import {rulesFor} from '../../language/index.ts'
import type {Language} from '../../types.ts'
import type {Shown} from '../../values/value.ts'
import {NameProblem} from './names.ts'

/** The words that stand before the place that is being written, in one paragraph, title or attribute. */
export interface Trail {
  before: string
}

// Stands behind a word of direction that a helper gave, whatever word the author chose for it. No chapter can hold it.
const TOLD = '\u0001'
const REACH = 60

/** Words of the author, or of the engine. */
export function follow(trail: Trail, text: string): void {
  trail.before = (trail.before + text).slice(-REACH)
}

/** A value; throws a {@link NameProblem} where it has a sign behind a word of direction. */
export function followValue(trail: Trail, shown: Shown, language: Language): void {
  const word = shown.tells === 'sign' ? directionBefore(trail.before, language) : undefined
  follow(trail, shown.text + (shown.tells === 'direction' ? TOLD : ''))
  if (word === undefined) return
  throw new NameProblem(
    'direction-is-said-once',
    `Unexpected number with a sign behind \`${word}\`, expected one without: the word and the sign can contradict each other`,
    'Write `{{trend new from=old by="percent"}}`, which says both in one, or put the number in brackets.'
  )
}

// Behind a bracket, a comma or a stop something new begins.
function directionBefore(before: string, language: Language): string | undefined {
  const told = before.lastIndexOf(TOLD)
  if (told >= 0 && !/[\p{Ps}\p{Pe}\p{Po}\p{Pd}|]/u.test(before.slice(told)))
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
