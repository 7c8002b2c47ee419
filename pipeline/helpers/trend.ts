/** `{{trend new from=old}}`: rose, fell, was unchanged, or the author's own words; with `by="percent"` the change too: fell by 12.3%. */
import {directionOf, measure, type Pair} from '../values/difference.ts'
import type {Said} from '../values/value.ts'
import {differenceBy, digitsOf, flagOf, needed, textOf, type Call, type Helper} from './helper.ts'

/** `{{trend new from=old}}`: rose, fell or was unchanged, with its number where asked. */
export const trend: Helper = {
  name: 'trend',
  takes: ['value'],
  options: {
    from: 'value',
    by: 'literal',
    digits: 'literal',
    unit: 'literal',
    up: 'literal',
    down: 'literal',
    same: 'literal'
  },
  run(call) {
    const base = needed(call.options.value('from'), 'from', 'with the earlier value')
    const pair = {now: call.values[0]!, base, language: call.language}
    const {by, ...doubt} = differenceBy(call.options, pair, ['percent', 'points', 'amount'])
    return by === undefined ? alone(pair, call) : {...withDifference(pair, by, call), ...doubt}
  }
}

function alone(pair: Pair, {options, rules}: Call): Said {
  const direction = directionOf(pair, digitsOf(options))
  const word = textOf(options, (['down', 'same', 'up'] as const)[direction + 1]!)
  return {text: word ?? rules.moved(direction), value: String(direction), tells: 'direction'}
}

// The direction is that of the difference as it is shown: what rounds to nothing has not moved.
function withDifference(pair: Pair, by: 'percent' | 'points' | 'amount', {options, rules}: Call): Said {
  const difference = measure(pair, {measure: by, digits: digitsOf(options), hasUnit: flagOf(options, 'unit')})
  const {direction, value, unsaid} = difference
  const said = {value, ...(unsaid !== undefined && direction !== 0 && {unsaid})}
  const word = textOf(options, (['down', 'same', 'up'] as const)[direction + 1]!)
  if (word === undefined) return {...said, text: rules.moved(direction, difference)}
  return {...said, text: direction === 0 ? word : rules.movedAs(word, difference)}
}
