/** `{{date report.release}}`: a date in words, with the time of day where it has one. */
import {showDate} from '../values/value.ts'
import type {Helper} from './helper.ts'

/** `{{date x}}`: a date in words, with the time of day where it has one. */
export const date: Helper = {
  name: 'date',
  takes: ['value'],
  options: {},
  run({values: [value], language}) {
    const text = String(value!.cell)
    const shown = showDate(text, language)
    if (shown === undefined)
      throw new Error(
        `Unexpected \`${text.slice(0, 40)}\`, expected a date that there is, as in 2024-04-15, 2024-04, 2024 or 2024-04-15T14:30:00`
      )
    return shown
  }
}
