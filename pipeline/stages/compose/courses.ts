/** A course that the author's own verb tells of two numbers: “rose from 3.4% to 2.1%” is true of no edition in which they fell. */
import {rulesFor} from '../../language/index.ts'
import type {Message} from '../../messages.ts'
import type {Expression} from '../../tree.ts'
import type {Language} from '../../types.ts'
import {exactOf, minus, signOf} from '../../values/exact.ts'
import type {Shown} from '../../values/value.ts'
import {goesOn, isPlain} from './going-on.ts'

/** The number that a course may begin with, the words before it, and what stands behind it so far. */
export interface Course {
  readonly before: string
  readonly shown: Shown
  readonly helper: string | undefined
  readonly behind: string
}

/** What is wrong with the verb between two numbers; nothing where there is none, or it is true of them. */
export function courseFault(course: Course, shown: Shown, language: Language): Omit<Message, 'node'> | undefined {
  const told = rulesFor(language).prose.courses.find(({from, to}) => from.test(course.before) && to.test(course.behind))
  const [first, last] = told?.isBack === true ? [shown, course.shown] : [course.shown, shown]
  const [one, other] = [exactOf(first.value ?? ''), exactOf(last.value ?? '')]
  if (told === undefined || one === undefined || other === undefined || signOf(minus(other, one)) === told.sign) return undefined
  return {
    severity: 'warning',
    rule: 'verb-agrees-with-numbers',
    reason: `Unexpected ${told.sign === 1 ? 'rise' : 'fall'} from \`${first.text}\` to \`${last.text}\`, expected a verb that is true of both`,
    note: 'Let `{{trend new from=old}}` write the verb, of the very values that stand beside it: it follows the data of each edition.'
  }
}

/** The course that goes on behind a number that was shown; `before` are the words before it. */
export function courseBehind(
  course: Course | undefined,
  {helper}: Expression,
  {shown, before, language}: At
): Course | undefined {
  const isNumber = isPlain(helper) && exactOf(shown.value ?? '') !== undefined
  if (isNumber && rulesFor(language).prose.courses.some(({from}) => from.test(before))) return {before, shown, helper, behind: ''}
  return goesOn(course, shown.text)
}

interface At {
  readonly shown: Shown
  readonly before: string
  readonly language: Language
}

/** Whether both ends of a course are told in the same way: a share of one is no part of the other. */
export function isOfOneKind(course: Course | undefined, {helper}: Expression): course is Course {
  return course !== undefined && course.helper === helper
}
