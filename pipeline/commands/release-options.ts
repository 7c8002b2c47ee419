/** What the user typed of a release: that it is one, what it corrects, who has seen what changed, and on which day. */
import type {TypedCorrection} from '../run/correction.ts'
import {dateOf} from '../values/date.ts'
import {UsageError, type Given, type Setting} from './command.ts'
import {textOption} from './given.ts'

/** The options of a build that is a release. */
export const releaseOptions = {
  release: {type: 'boolean'},
  correct: {type: 'string', multiple: true},
  date: {type: 'string'}
} as const

/** What makes an output a part, or something else than what readers get. */
const OTHERS = ['only', 'format', 'draft', 'self-contained', 'shard', 'watch'] as const

/** Read them. A release is all that readers get, and its day is the report's own. */
export function readRelease(given: Given, {world}: Pick<Setting, 'world'>): {release?: boolean; correction?: TypedCorrection} {
  const {release, correct} = given.options
  const reasons = Array.isArray(correct) ? correct.map(String) : []
  if (release !== true && reasons.length === 0) {
    if (given.options['date'] !== undefined) throw new UsageError('Unexpected `--date`, expected it beside `--correct`')
    return {}
  }
  const other = OTHERS.find((name) => given.options[name] !== undefined && given.options[name] !== false)
  if (other !== undefined)
    throw new UsageError(
      `Unexpected \`--${other}\` beside \`--${release === true ? 'release' : 'correct'}\`, expected the whole report`
    )
  if (world.env['SOURCE_DATE_EPOCH'] !== undefined)
    throw new UsageError('Unexpected `SOURCE_DATE_EPOCH` of a release, expected the day in report.yaml', 'Unset it.')
  if (reasons.some((reason) => reason.trim() === '')) throw new UsageError('Expected a reason behind `--correct`')
  return {
    ...(release === true && {release: true}),
    ...(reasons.length > 0 && {correction: {date: readDay(given, {world}), reasons}})
  }
}

/** The day that was given, or today. */
export function readDay(given: Given, {world}: Pick<Setting, 'world'>): string {
  const text = textOption(given, 'date')
  if (text === undefined) return world.time().slice(0, 10)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && dateOf(text) !== undefined) return text
  throw new UsageError(`Unexpected \`--date ${text.slice(0, 40)}\`, expected a day, as in \`--date 2024-04-15\``)
}
