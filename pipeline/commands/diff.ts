/** `octavo diff`: what changed between two outputs, each change once. */
import {resolve} from 'node:path'
import {diffOutputs} from '../run/diff.ts'
import type {Only} from '../run/open.ts'
import {writeReview} from '../run/page-pairs.ts'
import {withSession} from '../run/session.ts'
import {openOutput, type PublishedOutput} from '../run/states.ts'
import {suggestion} from '../messages.ts'
import {MANIFEST} from '../schema/output-path.ts'
import type {Selection} from '../types.ts'
import type {World} from '../world.ts'
import {UsageError, type Command, type Given} from './command.ts'
import {readOnly, runOptions, storeOptions, textOption} from './given.ts'
import {showComparison} from './show-comparison.ts'

/** `octavo diff`. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'Tells what changed between two outputs, each change once.',
  usage: `octavo diff <before> <after> [options]

  <before> <after>      folders that \`build\` published to
  --html FILE           a page for whoever reviews it, with pictures of printed pages
  --only axis=id[,id]   only these editions; several axes are crossed
  --store DIR           instead of output/.store, for the browser that draws pages

Numbers (old -> new, and in which editions), sentences, rows of tables, pictures. The
same change in many editions is one line.`,
  options: {only: runOptions.only, ...storeOptions, html: {type: 'string'}},
  async run(given, {world, tell}) {
    const [before, after] = await readSides(given, world)
    const only = readOnly(given)
    checkOnly(only, [before, after])
    const compared = await diffOutputs({before, after, only})
    const {comparison} = compared
    const axes = axesOf(before, after)
    const html = textOption(given, 'html')
    if (html !== undefined) {
      const command = `octavo diff ${given.words.join(' ')} --sign "NAME"`
      await withSession(world, {store: textOption(given, 'store'), tell}, (session) =>
        writeReview({compared, sides: {before, after}, axes, command, file: resolve(world.folder, html)}, session)
      )
    }
    return {status: 0, result: {...comparison}, text: showComparison(comparison, axes), messages: []}
  }
}

async function readSides({words}: Given, world: World): Promise<readonly [PublishedOutput, PublishedOutput]> {
  const [before, after, ...rest] = words
  if (before === undefined || after === undefined || rest.length > 0)
    throw new UsageError('Expected two outputs', 'As in `octavo diff output/before output/after`.')
  return [await readSide(before, world), await readSide(after, world)]
}

async function readSide(name: string, {folder, files}: World): Promise<PublishedOutput> {
  const output = await openOutput(resolve(folder, name), files)
  if (output === undefined) throw new UsageError(`Unexpected \`${name}\`, expected a folder with the \`${MANIFEST}\` of a build`)
  return output
}

// An axis or a value that neither side has means nothing.
function checkOnly(only: Only, sides: readonly PublishedOutput[]): void {
  const editions = sides.flatMap(({manifest}) => manifest.editions)
  const axes = new Set(editions.flatMap((edition) => Object.keys(edition.axes)))
  for (const [name, ids] of Object.entries(only)) {
    if (!axes.has(name)) throw new UsageError(`Unexpected axis \`${name}\` behind \`--only\``, suggestion(name, axes))
    const known = new Set(editions.map((edition) => edition.axes[name] ?? ''))
    const strange = ids.find((id) => !known.has(id))
    if (strange !== undefined)
      throw new UsageError(
        `Unexpected value \`${strange}\` of the axis \`${name}\` behind \`--only\``,
        suggestion(strange, known)
      )
  }
}

// As they are named on either side.
function axesOf(...sides: readonly PublishedOutput[]): ReadonlyMap<string, Selection> {
  return new Map(sides.flatMap(({manifest}) => manifest.editions.map(({id, axes}) => [id, axes] as const)))
}
