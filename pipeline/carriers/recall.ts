/**
 * Groups of editions recalled at once: where nothing changed that a group is made of, one look at the store tells what all of it
 * gave, instead of a look for each of its editions. What is not known so is made one by one, and noted by groups then.
 */
import type {Digest} from '../cache/hash.ts'
import {digest} from '../cache/hash.ts'
import type {Message} from '../messages.ts'
import {createGroupDigest} from '../run/job-sources.ts'
import type {Run} from '../run/open.ts'
import type {EditionResult} from '../run/results.ts'
import type {ManifestEdition} from '../stages/publish/index.ts'
import type {Edition} from '../types.ts'
import {byValue} from './groups.ts'
import type {CarrierOptions, EditionProgress} from './carrier.ts'

/** What one edition of a group gave. */
interface Known {
  readonly listed: ManifestEdition
  readonly messages: readonly Message[]
}

/** Makes the editions that are not known. */
export type MakeOthers = (run: Run, onProgress: CarrierOptions['onProgress']) => Promise<readonly EditionResult[]>

/** The results of all editions of a run, sorted by id: those of groups that are known, and what a carrier makes of the others. */
export async function withKnown(
  run: Run,
  {published, onProgress}: Pick<CarrierOptions, 'published' | 'onProgress'>,
  makeOthers: MakeOthers
): Promise<readonly EditionResult[]> {
  const groups = groupsOf(run)
  const known = (await Promise.all(groups.map((group) => recallGroup(group, run, published)))).flat()
  const total = run.editions.length
  const tell = ({edition, state}: Pick<EditionProgress, 'edition' | 'state'>, done: number) =>
    onProgress({edition, state, done, total})
  known.forEach(({edition, state}, index) => tell({edition: edition.id, state}, index + 1))
  const own = new Set(known.map(({edition}) => edition))
  const others = run.editions.filter((edition) => !own.has(edition))
  const made = await makeOthers({...run, editions: others}, (progress) => tell(progress, known.length + progress.done))
  await noteGroups(groups, made, run)
  return [...known, ...made].sort((a, b) => (a.edition.id < b.edition.id ? -1 : 1))
}

interface Group {
  readonly subject: string
  readonly editions: readonly Edition[]
  readonly key: Digest
}

function groupsOf({editions, prepared, sources, renderer}: Run): readonly Group[] {
  const digestOf = createGroupDigest(sources)
  const {code} = renderer.stages
  return [...byValue(editions, prepared.partition)].map(([subject, editions]) => ({
    subject,
    editions,
    key: digest({group: digestOf(editions), code})
  }))
}

async function recallGroup(
  {key, editions}: Group,
  {session: {store, memo, use}}: Run,
  published: CarrierOptions['published']
): Promise<readonly EditionResult[]> {
  const trace = use.verify ? undefined : await store.recall(key)
  if (trace === undefined) return []
  const known = await memo.artifacts<{editions: readonly Known[]}>(trace.parts).editions.value()
  return known.map(({listed, messages}, index) => {
    memo.hear({stage: 'edition', key, ran: false, ms: 0, messages})
    const files = listed.files.map(({format, path, sha256, assets}) => ({
      format,
      path,
      ...memo.artifacts<{content: Uint8Array}>({content: sha256}),
      ...(assets && {assets})
    }))
    const isSame = listed.files.every(({path, sha256}) => published?.get(path) === sha256)
    return {edition: editions[index]!, state: isSame ? 'same' : 'built', files, listed, messages}
  })
}

// An edition that failed, and one that only a print would tell, are asked for again.
async function noteGroups(groups: readonly Group[], made: readonly EditionResult[], {session}: Run): Promise<void> {
  const results = new Map(made.map((result) => [result.edition, result]))
  for (const {key, subject, editions} of groups) {
    const all = editions.map((edition) => results.get(edition))
    if (all.every((result) => result !== undefined && isWhole(result)))
      await note({key, subject}, all as readonly EditionResult[], session)
  }
}

function isWhole({state, files}: EditionResult): boolean {
  return state !== 'failed' && files.every(({content}) => content !== undefined)
}

async function note(
  {key, subject}: Pick<Group, 'key' | 'subject'>,
  results: readonly EditionResult[],
  {store, use}: Run['session']
): Promise<void> {
  const known: readonly Known[] = results.map(({listed, messages}) => ({listed, messages}))
  const contents = results.flatMap(({files}) => files.map(({path, content}) => [path, content!.digest] as const))
  const parts = {editions: await store.put(known), ...Object.fromEntries(contents)}
  const before = use.verify ? await store.recall(key) : undefined
  if (before !== undefined && before.parts['editions'] !== parts.editions)
    throw new Error(
      `The group ${subject} gave something else for the same input: ${before.parts['editions']}, now ${parts.editions}`
    )
  await store.record(key, {stage: 'group', subject, inputs: {}, ms: 0, parts, messages: []})
}
