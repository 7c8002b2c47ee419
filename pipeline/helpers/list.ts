/** `{{list peers.name except=region.name}}`: the values of a column, joined as the language joins them. */
import {type Helper} from './helper.ts'

export const list: Helper = {
  name: 'list',
  takes: ['column'],
  options: {except: 'value', limit: 'literal'},
  run({columns: [column], options, language}) {
    const except = options.value('except')?.cell
    const limit = options.literal('limit')
    const texts = column!.values.map((value) => String(value.cell)).filter((text) => text !== except)
    const shown = typeof limit === 'number' ? texts.slice(0, limit) : texts
    if (shown.length === 0) throw new Error('Unexpected list without a value, expected at least one')
    return new Intl.ListFormat(language === 'en' ? 'en-GB' : language).format(shown)
  }
}
