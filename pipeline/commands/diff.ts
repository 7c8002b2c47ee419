/** `octavo diff`: what changed between two outputs, each change once; for a terminal, a script, and whoever reviews and signs it. */
import {join, resolve} from 'node:path'
import type {Comparison} from '../compare/compare.ts'
import {suggestion} from '../messages.ts'
import {diffSides, type Sides} from '../run/diff.ts'
import type {Only} from '../run/open.ts'
import {writeReview} from '../run/page-pairs.ts'
import {nextCorrection, signedPathOf} from '../run/release.ts'
import {withSession} from '../run/session.ts'
import {editionsOf} from '../run/sides.ts'
import {asWord} from '../run/typed.ts'
import type {Selection} from '../types.ts'
import {UsageError, type Command, type Given, type Setting} from './command.ts'
import {readOnly, runOptions, storeOptions, textOption} from './given.ts'
import {readDay} from './release-options.ts'
import {showComparison} from './show-comparison.ts'
import {filedIn, openSides, reportOf} from './side.ts'

/** `octavo diff`. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'Tells what changed between two outputs, each change once.',
  usage: `octavo diff <before> <after> [report] [options]

  <before> <after>      folders that \`build\` published to, releases on file or their
                        days, or revisions in git of the sources, which are built
  --html FILE           a page for whoever reviews it, with pictures of printed pages
  --sign NAME           whoever has seen it all; into releases/<date>.signed.json, or
                        <date>.correction-1.signed.json for what is on file
  --date DAY            of the signature, instead of today
  --only axis=id[,id]   only these editions; several axes are crossed
  --jobs N              pages printed at a time, where something is built
  --store DIR           instead of output/.store

Numbers (old -> new, and in which editions), sentences, rows of tables, pictures. The
same change in many editions is one line.`,
  options: {
    only: runOptions.only,
    ...storeOptions,
    jobs: {type: 'string'},
    html: {type: 'string'},
    sign: {type: 'string'},
    date: {type: 'string'}
  },
  async run(given, setting) {
    const {world, tell} = setting
    const {before, after, signer} = readWords(given)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const opening = openSides(given, setting, session)
      try {
        const sides = {before: await opening.open(before), after: await opening.open(after)}
        const only = readOnly(given)
        checkSides(only, sides)
        const compared = await diffSides(sides, only)
        const {comparison} = compared
        const axes = axesOf(sides)
        const html = textOption(given, 'html')
        if (html !== undefined)
          await writeReview({compared, sides, axes, command: signCommand(given), file: resolve(world.folder, html)}, session)
        const signed = signer === undefined ? undefined : await sign({given, setting, comparison, signer})
        const text = signed === undefined ? '' : `\nsigned by ${signed.name} on ${signed.date}: ${signed.path}`
        return {
          status: 0,
          result: {...comparison, ...(signed && {signed})},
          text: showComparison(comparison, axes) + text,
          messages: []
        }
      } finally {
        await opening.close()
      }
    })
  }
}

function readWords(given: Given): {readonly before: string; readonly after: string; readonly signer: string | undefined} {
  const [before, after, , ...rest] = given.words
  if (before === undefined || after === undefined || rest.length > 0)
    throw new UsageError('Expected two outputs', 'As in `octavo diff output/before output/after`.')
  const signer = textOption(given, 'sign')?.trim()
  if (signer === '') throw new UsageError('Expected a name behind `--sign`')
  if (signer !== undefined && given.options['only'] !== undefined)
    throw new UsageError('Unexpected `--only` beside `--sign`, expected all editions: a part is no release')
  if (signer === undefined && given.options['date'] !== undefined)
    throw new UsageError('Unexpected `--date`, expected it beside `--sign`')
  return {before, after, signer}
}

// An axis or a value that neither side has means nothing.
function checkSides(only: Only, {before, after}: Sides): void {
  const editions = [before, after].flatMap(editionsOf)
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
function axesOf({before, after}: Sides): ReadonlyMap<string, Selection> {
  return new Map([before, after].flatMap((side) => editionsOf(side).map(({id, axes}) => [id, axes] as const)))
}

function signCommand({words}: Given): string {
  return `octavo diff ${words.map(asWord).join(' ')} --sign "NAME"`
}

interface Signing {
  readonly given: Given
  readonly setting: Setting
  readonly comparison: Comparison
  readonly signer: string
}

async function sign({given, setting, comparison, signer}: Signing) {
  const {world} = setting
  const {release} = comparison.after
  const report = await reportOf(given, setting)
  // What is on file already is corrected: who signed it before stays on file too.
  const path = signedPathOf(release, nextCorrection(await filedIn(report, release, setting)))
  const signature = {digest: comparison.digest, name: signer, date: readDay(given, setting)}
  const text = `${JSON.stringify(signature, null, 2)}\n`
  await world.files.write(join(report, path), new TextEncoder().encode(text))
  return {...signature, path}
}
