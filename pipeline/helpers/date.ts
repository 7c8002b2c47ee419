/** `{{date report.release}}`: a date in words. */
import {formatDate} from '../values/format.ts'
import {type Helper} from './helper.ts'

export const date: Helper = {
  name: 'date',
  takes: ['value'],
  options: {},
  run({values: [value], language}) {
    return formatDate(String(value!.cell), language)
  }
}
