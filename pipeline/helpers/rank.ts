/** `{{rank x of=provinces}}`: the place of a value in a column, the largest first: `first`, `11th`, 第1位. */
import {inChinese, numberOf, type Helper} from './helper.ts'

const WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

export const rank: Helper = {
  name: 'rank',
  takes: ['value'],
  options: {of: 'column', order: 'literal'},
  run({values: [value], options, language}) {
    const column = options.column('of')
    if (column === undefined) throw new Error('Expected `of=` with the query or the column to take a place in')
    const own = numberOf(value!)
    const ascending = options.literal('order') === 'asc'
    const place = 1 + column.values.map(numberOf).filter((other) => (ascending ? other < own : other > own)).length
    return inChinese(language) ? `第${place}位` : (WORDS[place - 1] ?? ordinal(place))
  }
}

function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return `${place}${ending}`
}
