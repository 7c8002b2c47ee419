/** `{{asof x}}`: the date that the values of a column are of. */
import {formatDate} from '../values/format.ts'
import {type Helper} from './helper.ts'

export const asof: Helper = {
  name: 'asof',
  takes: ['column'],
  options: {},
  run({columns: [column], language}) {
    const date = column!.field.asOf
    if (date === undefined) throw new Error(`The column \`${column!.field.name}\` has no \`asOf\` in the data package`)
    return formatDate(date, language)
  }
}
