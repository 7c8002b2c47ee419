/** `{{rank x of=provinces}}`: the place of a value in a column, the largest first unless `order="ascending"`: `first`, `11th`, 第1位. */
import {commonRate} from '../values/difference.ts'
import {minus, signOf} from '../values/exact.ts'
import {numberOf} from '../values/value.ts'
import {choiceOf, flagOf, type Helper} from './helper.ts'

/** `{{rank x of=query}}`: the place of a value among those of a query. */
export const rank: Helper = {
  name: 'rank',
  takes: ['value'],
  options: {of: 'column', order: 'literal', joint: 'literal', outside: 'literal'},
  run({values: [value], options, rules, language}) {
    const column = options.column('of')
    if (column === undefined) throw new Error('Expected `of=` with the query or the column to take a place in')
    if (column.values.length === 0) throw new Error('Unexpected column without a value, expected numbers to take a place among')
    const order = choiceOf(options, 'order', ['descending', 'ascending', 'desc', 'asc'])
    const own = numberOf(value!)
    // What it asks for is looked at where it is known which rows are the edition's own.
    flagOf(options, 'outside')
    const orders = column.values.map((other) => {
      commonRate({now: value!, base: other, language})
      return signOf(minus(numberOf(other), own))
    })
    // Equal values share the better place, and the next one is as many places behind: 1, 2, 2, 4.
    const before = order?.startsWith('asc') === true ? -1 : 1
    const place = 1 + orders.filter((order) => order === before).length
    const isShared = flagOf(options, 'joint') && orders.filter((order) => order === 0).length > 1
    return {text: rules.place(place, isShared), value: String(place)}
  }
}
