/** `octavo prune`: takes out of the store what was not used for long and nothing published needs. */
import {prune, type Pruned} from '../cache/prune.ts'
import {isS3Address} from '../cache/s3-address.ts'
import {storeFolder} from '../run/session.ts'
import {UsageError, type Command, type Given} from './command.ts'
import {storeOptions, textOption} from './given.ts'

/** `octavo prune`. */
export const pruneCommand: Command = {
  name: 'prune',
  summary: 'Removes from the store what was not used for long.',
  usage: `octavo prune [options]

  --older-than 30d   what was not used for so many days, and nothing published needs
  --store DIR        instead of output/.store
  --dry-run          only tells what would go`,
  options: {...storeOptions, 'older-than': {type: 'string'}, 'dry-run': {type: 'boolean'}},
  async run(given, {world}) {
    if (given.words.length > 0) throw new UsageError(`Unexpected \`${given.words[0]}\`, expected options only`)
    const isDry = given.options['dry-run'] === true
    const store = textOption(given, 'store')
    if (store !== undefined && isS3Address(store))
      throw new UsageError(
        'Unexpected address behind `--store`, expected a folder',
        'Let the bucket forget objects by its own rules.'
      )
    const root = storeFolder(world, store)
    const pruned = await prune({root, days: readDays(given), isDry})
    return {status: 0, result: {...pruned, dry: isDry}, text: describe(pruned, isDry), messages: [], isSummary: !isDry}
  }
}

function readDays(given: Given): number {
  const text = textOption(given, 'older-than') ?? '30d'
  const [, days] = /^(\d{1,5})d?$/.exec(text) ?? []
  if (days === undefined) throw new UsageError(`Unexpected \`--older-than ${text}\`, expected a number of days, as in \`30d\``)
  return Number(days)
}

function describe({traces, blobs, bytes, stay}: Pruned, isDry: boolean): string {
  const what = `${traces} results and ${blobs} files, ${megabytes(bytes)}`
  return `${isDry ? 'Would remove' : 'Removed'} ${what}; ${stay.traces} and ${stay.blobs} stay, ${megabytes(stay.bytes)}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
