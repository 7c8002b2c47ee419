/** `octavo why`: the way from what was edited to one edition, and what its readers will see of it. */
import {makeEditions} from '../carriers/process.ts'
import type {Change} from '../compare/changes.ts'
import {planEdition} from '../edition.ts'
import {suggestion} from '../messages.ts'
import {openRun, type Run} from '../run/open.ts'
import {placeOf} from '../run/output.ts'
import {findPublished, planPublication} from '../run/publication.ts'
import {withSession} from '../run/session.ts'
import {toldOf} from '../run/summary.ts'
import {findCauses, type Causes} from '../run/why/causes.ts'
import {effectsOf} from '../run/why/effects.ts'
import {readRecord} from '../run/why/record.ts'
import type {Edition} from '../types.ts'
import {UsageError, type Command} from './command.ts'
import {readBuild, storeOptions, textOption} from './given.ts'
import {causeLines, counted, shortened} from './show-causes.ts'

/** `octavo why`. */
export const whyCommand: Command = {
  name: 'why',
  summary: 'Tells why an edition changes: from the edit to its pages.',
  usage: `octavo why <edition> [report] [options]

  --out DIR             instead of output/<report>
  --store DIR           instead of output/.store; or s3://BUCKET/PREFIX, to lie behind it

An edition is named by its values, as in \`gd.public.en\`, or by as many of them as no
other has. It is held against what the last build into the output made it of.`,
  options: {...storeOptions, out: {type: 'string'}},
  async run(given, setting) {
    const {world, signal, tell} = setting
    const [named, ...words] = given.words
    if (named === undefined) throw new UsageError('Expected an edition', 'As in `octavo why gd.public.en`.')
    const options = await readBuild({...given, words}, setting)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const run = await openRun({...options, rendering: 'recall'}, session)
      const edition = editionNamed(named, run)
      const {id} = edition
      const one = {...run, editions: [edition]}
      const results = await makeEditions(one, {make: planEdition, jobs: 1, signal, onProgress: () => {}})
      const place = placeOf(options.out, session)
      const {comparison} = await planPublication(results, one, await findPublished(place))
      const own = results[0]!.files.map(({path}) => path)
      const does = (paths: readonly string[]) => own.filter((path) => paths.includes(path))
      const changes = await effectsOf(results[0]!, place)
      const [print, write] = [does(comparison.print), does(comparison.write)]
      const found = await findCauses([id], run, await readRecord(options.out, session))
      const isFailed = results[0]!.state === 'failed'
      const isSame = !isFailed && print.length + write.length === 0
      const causes = isSame ? reachingNone(found) : found
      return {
        status: isFailed ? 1 : 0,
        result: {edition: id, print, write, ...causes, changes: changes ?? []},
        text: [
          isFailed
            ? `${id} has errors`
            : isSame
              ? sameLine(id, causes)
              : `${id}: a build would make ${[...print, ...write].join(' and ')} anew`,
          ...causeLines(causes, {all: run.prepared.editions, isWhole: true}),
          ...changeLines(changes ?? [])
        ].join('\n'),
        messages: run.told(toldOf(results))
      }
    })
  }
}

function editionNamed(id: string, {prepared}: Run): Edition {
  const edition = prepared.editions.find((edition) => edition.id === id)
  if (edition !== undefined) return edition
  const known = prepared.editions.map(({id}) => id)
  // Some of its values name an edition too, where no other has them.
  const parts = id.split('.')
  const having = prepared.editions.filter((edition) => parts.every((part) => Object.values(edition.axes).includes(part)))
  if (having.length === 1) return having[0]!
  if (having.length > 1)
    throw new UsageError(
      `Unexpected \`${id}\`, which ${having.length} editions have, expected one`,
      `Known: ${listed(having.map((each) => each.id))}`
    )
  throw new UsageError(`Unexpected edition \`${id.slice(0, 100)}\``, suggestion(id, known))
}

const MOST_LISTED = 12

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_LISTED).map((each) => `\`${each}\``)
  return [...shown, ...(ids.length > MOST_LISTED ? ['…'] : [])].join(', ')
}

// What was edited may give the same bytes: a template with one blank more.
function reachingNone({causes}: Causes): Causes {
  return {causes: causes.map((cause) => ({...cause, editions: []})), unknown: []}
}

function sameLine(id: string, {causes}: Causes): string {
  return `${id} is up to date: ${causes.length === 0 ? 'nothing in it changed since the last build' : 'what was edited since the last build changes nothing in it'}`
}

/** More changes than these are counted; characters of each text that are shown. */
const MOST = 20
const LONGEST = 80
/** Characters before a difference that are shown. */
const AROUND = 24

function changeLines(changes: readonly Change[]): readonly string[] {
  // A number is often told in several places.
  const all = [...new Set(changes.map(changeInWords))]
  const told = all.slice(0, MOST)
  const more = all.length - told.length
  return [
    ...(changes.length > 0 ? [`${counted(changes.length, 'change')} on its page`] : []),
    ...told,
    ...(more > 0 ? [`  and ${more} more`] : [])
  ]
}

function changeInWords({level, how, near, before = '', after = ''}: Change): string {
  const told = before === after ? [] : fromDifference(before, after).filter(Boolean)
  return [`  ${level} ${how}${near === '' ? '' : ` in #${near}`}`, ...(told.length > 0 ? [told.join(' -> ')] : [])].join(': ')
}

// What both begin with is cut where it would leave no room for what differs.
function fromDifference(one: string, other: string): readonly string[] {
  const from = Math.max(one.length, other.length) <= LONGEST ? 0 : beginningOf(one, other) - AROUND
  return [one, other].map((text) => shortened(from > 0 ? `…${text.slice(from)}` : text, LONGEST))
}

function beginningOf(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}
