/** `{{asof x}}`: the date that the values of a column are of. */
import {showDate} from '../values/value.ts'
import type {Helper} from './helper.ts'

/** `{{asof x}}`: the date that the values of a column are of. */
export const asof: Helper = {
  name: 'asof',
  takes: ['column'],
  options: {},
  run({columns: [column], language}) {
    const {asOf, name} = column!.field
    if (asOf === undefined) throw new Error(`The column \`${name}\` has no \`asOf\` in the data package`)
    const shown = showDate(asOf, language)
    if (shown === undefined) throw new Error(`Unexpected \`asOf\` ${asOf} of \`${name}\`, expected a date that there is`)
    return shown
  }
}
