/** `{{list peers.name except=region.name}}`: the values of a column, joined as the language joins them. */
import {showCell} from '../values/value.ts'
import {countOf, type Helper} from './helper.ts'

export const list: Helper = {
  name: 'list',
  takes: ['column'],
  options: {except: 'value', limit: 'literal'},
  run({columns: [column], options, language, rules}) {
    const except = options.value('except')?.cell
    const limit = countOf(options, 'limit', 1, 1000)
    const others = column!.values.filter(({cell}) => cell !== except).slice(0, limit)
    if (others.length === 0) throw new Error('Unexpected list without a value, expected at least one')
    const items = others.map(({cell, field, row}) => showCell(cell, field, row, language))
    const doubt = items.find(({doubt}) => doubt !== undefined)?.doubt
    return {text: rules.list(items.map(({text}) => text)), ...(doubt && {doubt})}
  }
}
