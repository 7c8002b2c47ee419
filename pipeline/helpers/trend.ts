/** `{{trend new from=old}}`: rose, fell, was unchanged; or the author's own words for the three. */
import {inChinese, numberOf, textOf, type Helper} from './helper.ts'

export const trend: Helper = {
  name: 'trend',
  takes: ['value'],
  options: {from: 'value', up: 'literal', down: 'literal', same: 'literal'},
  run({values: [now], options, language}) {
    const before = options.value('from')
    if (before === undefined) throw new Error('Expected `from=` with the earlier value')
    const difference = numberOf(now!) - numberOf(before)
    const [up, down, same] = inChinese(language) ? ['上升', '下降', '持平'] : ['rose', 'fell', 'was unchanged']
    if (difference > 0) return textOf(options, 'up', up)
    return difference < 0 ? textOf(options, 'down', down) : textOf(options, 'same', same)
  }
}
