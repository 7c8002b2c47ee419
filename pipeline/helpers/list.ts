/** `{{list peers.name except=region.name}}`: the values of a column, joined as the language joins them; with `others=true` what `limit` leaves out is counted. */
import {itemField, itemsOf} from '../values/items.ts'
import {showCell, type Value} from '../values/value.ts'
import {countOf, flagOf, type Helper} from './helper.ts'

/** `{{list query.column}}`: the values of a column as a list in words. */
export const list: Helper = {
  name: 'list',
  takes: ['column'],
  options: {except: 'value', limit: 'literal', others: 'literal'},
  run({columns: [column], options, language, rules}) {
    const except = options.value('except')?.cell
    const limit = countOf(options, 'limit', {least: 1, most: 1000})
    const all = column!.values.flatMap(itemsIn).filter(({cell}) => cell !== except)
    if (all.length === 0) throw new Error('Unexpected list without a value, expected at least one')
    const items = all.slice(0, limit).map((value) => showCell(value, language))
    const doubt = items.find(({doubt}) => doubt !== undefined)?.doubt
    const texts = items.map(({text}) => text)
    const left = flagOf(options, 'others') ? all.length - items.length : 0
    return {text: left > 0 ? rules.chart.phrases.list(texts, left) : rules.list(texts), ...(doubt && {doubt})}
  }
}

// Of lists the items, since a list of lists is told by no comma.
function itemsIn(value: Value): readonly Value[] {
  const {cell, field, row} = value
  return field.type === 'list' ? itemsOf(String(cell)).map((item) => ({cell: item, field: itemField(field), row})) : [value]
}
