/** `octavo query`: the rows that chapters and charts are given, as the data are now. */
import {suggestion} from '../messages.ts'
import {look} from '../run/look.ts'
import {withSession} from '../run/session.ts'
import {csvOf} from '../values/csv.ts'
import {UsageError, type Command} from './command.ts'
import {checkOnly, readOnly, reportFolder, runOptions, storeOptions, textOption} from './given.ts'
import {showGrid} from './grid.ts'
import {originsOf, showOrigins} from './row-origins.ts'

/** `octavo query`. */
export const queryCommand: Command = {
  name: 'query',
  summary: 'Prints the rows of a query, or of a table.',
  usage: `octavo query <name> [report] [options]

  --only axis=id[,id]   only the rows that these editions are given
  --csv                 all rows and columns, to be opened elsewhere
  --origins             of each cell of the first rows the cell of the data that it
                        is, or the files that it is reckoned from
  --store DIR           instead of output/.store`,
  options: {only: runOptions.only, ...storeOptions, csv: {type: 'boolean'}, origins: {type: 'boolean'}},
  async run(given, {world, tell}) {
    const [name, ...words] = given.words
    if (name === undefined) throw new UsageError('Expected the name of a query', 'As in `octavo query profile --only region=gd`.')
    const only = readOnly(given)
    const folder = await reportFolder({...given, words}, world)
    const refuse = (known: readonly string[]) => {
      throw new UsageError(`Unexpected query \`${name}\``, suggestion(name, known))
    }
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const options = {folder, name, only, checkOnly: (axes: Parameters<typeof checkOnly>[1]) => checkOnly(only, axes), refuse}
      const looked = await look(options, session)
      const {kind, columns, key, rows} = looked
      if (given.options['origins'] === true) {
        const origins = await originsOf(looked, {name, folder, session})
        return {status: 0, result: {[kind]: name, key, origins}, text: showOrigins(origins), messages: []}
      }
      const text = given.options['csv'] === true ? csvOf(columns, rows) : showGrid({columns, rows})
      return {status: 0, result: {[kind]: name, key, columns, rows}, text, messages: []}
    })
  }
}
