/** `octavo merge`: the outputs of shards into one. */
import {join, resolve} from 'node:path'
import {merge, type Merged} from '../run/merge.ts'
import {withSession} from '../run/session.ts'
import {UsageError, type Command} from './command.ts'
import {count, outputAt, storeOptions, textOption, waiting} from './given.ts'
import {duration} from './progress.ts'

/** `octavo merge`. */
export const mergeCommand: Command = {
  name: 'merge',
  summary: 'Publishes what the shards of one build made, as one build would have.',
  usage: `octavo merge <dir>... [options]

  <dir>                 what \`build --shard i/n\` wrote, for each i from 1 to n
  --out DIR             instead of output/<id of the report>; or s3://BUCKET/PREFIX
  --store DIR           instead of output/.store`,
  options: {...storeOptions, out: {type: 'string'}},
  async run(given, setting) {
    const {world, signal, tell} = setting
    const start = world.milliseconds()
    if (given.words.length === 0) throw new UsageError('Expected the folders of all shards', 'octavo merge <dir>... [--out DIR]')
    const folders = given.words.map((name) => ({name, folder: resolve(world.folder, name)}))
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const out = ({report, draft}: {report: string; draft: boolean}) =>
        outputAt(textOption(given, 'out') ?? join('output', report + (draft ? '-draft' : '')), world)
      const merged = await merge({folders, out, signal, onWait: waiting(setting)}, session)
      const ms = Math.round(world.milliseconds() - start)
      return {
        status: merged.editions.failed > 0 ? 1 : 0,
        result: {shards: merged.shards, editions: merged.editions, files: countsOf(merged), out: merged.out, ms},
        text: describe(merged, ms),
        messages: merged.messages,
        isSummary: true
      }
    })
  }
}

function countsOf({comparison: {write, keep, remove}}: Merged) {
  return {written: write.length, same: keep.length, removed: remove.length}
}

function describe(merged: Merged, milliseconds: number): string {
  const {shards, editions, out} = merged
  const {written, same, removed} = countsOf(merged)
  const failed = editions.failed > 0 ? `, ${editions.failed} failed` : ''
  const files = `${count(written, 'file')} written, ${same} the same, ${removed} removed`
  return `${count(editions.total, 'edition')} of ${count(shards, 'shard')}${failed}; ${files}; ${duration(milliseconds)}\n${out}`
}
