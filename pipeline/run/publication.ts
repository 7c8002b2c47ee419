/** The results of a run -> the output folder; and what publishing them would do. */
import type {Digest} from '../cache/hash.ts'
import {Artifact} from '../cache/memo.ts'
import type {Message} from '../messages.ts'
import {
  compareOutput,
  publish,
  readPublished,
  withoutFiles,
  type Comparison,
  type Place,
  type Published
} from '../stages/publish/index.ts'
import {tellOlderFormats} from './formats.ts'
import type {Run} from './open.ts'
import {outputOf, type EditionResult, type Output} from './results.ts'
import type {Session} from './session.ts'
import {writeShardFile} from './shard-file.ts'

/** What publishing did, or would do. */
export interface Publication {
  readonly comparison: Comparison
  readonly messages: readonly Message[]
}

/** An output folder as a build finds it. */
export interface Found {
  readonly place: Place
  readonly before: Published
  /** Digests by path of the files that it lists. */
  readonly digests: ReadonlyMap<string, Digest>
}

/** Look at an output folder. */
export async function findPublished(place: Place): Promise<Found> {
  const before = await readPublished(place)
  return {place, before, digests: new Map(before.known.map(({path, sha256}) => [path, sha256]))}
}

/** Publish the results of a build into a folder that belongs to it since it was found. */
export async function publishResults(results: readonly EditionResult[], run: Run, found: Found): Promise<Publication> {
  const {manifest, contents, comparison, messages} = await planPublication(results, run, found)
  const shard = run.part && writeShardFile(run.part, manifest)
  await publish({manifest, comparison, contents, shard}, found.place)
  const older = tellOlderFormats(results, {before: found.before.manifest, after: manifest}, run.sources.settings.published)
  return {comparison, messages: [...messages, ...older]}
}

/** What publishing the results would do: files to print, to write, to remove, to keep. */
export async function planPublication(
  results: readonly EditionResult[],
  run: Run,
  {place, before}: Pick<Found, 'place' | 'before'>
): Promise<Publication & Output> {
  return settle(await outputOf(results, before, run), before, {place, session: run.session})
}

/** Where an output goes, and the store that may still hold what an earlier build published there. */
export interface Destination {
  readonly place: Place
  readonly session: Pick<Session, 'store'>
}

/** What should lie in a folder, held against what does; what is neither there nor known any more is listed no more. */
export async function settle(output: Output, before: Published, {place, session}: Destination): Promise<Publication & Output> {
  const compared = await compareOutput(output.manifest, before, place)
  const restored = await restore(output, compared, session)
  const comparison = restored.lost.length === 0 ? compared : await compareOutput(restored.manifest, before, place)
  const messages = [...before.messages, ...comparison.altered.map(left), ...restored.lost.map(gone)]
  return {manifest: restored.manifest, contents: restored.contents, comparison, messages}
}

interface Restored extends Output {
  readonly lost: readonly string[]
}

// What an earlier build published, and somebody altered or removed since, comes from the store where it still lies there.
async function restore({manifest, contents}: Output, {write}: Comparison, {store}: Pick<Session, 'store'>): Promise<Restored> {
  const digests = new Map(
    [...manifest.editions.flatMap(({files}) => files), ...manifest.assets].map(({path, sha256}) => [path, sha256])
  )
  const restored = new Map(contents)
  const lost: string[] = []
  for (const path of write.filter((path) => !contents.has(path))) {
    const digest = digests.get(path)!
    if (await store.holds(digest)) restored.set(path, new Artifact<Uint8Array>(digest, store))
    else lost.push(path)
  }
  return {manifest: withoutFiles(manifest, new Set(lost)), contents: restored, lost}
}

function left(path: string): Message {
  return {
    severity: 'warning',
    rule: 'published-file-is-ours',
    reason: `Unexpected content of \`${path}\` in the output folder, which no edition needs any more`,
    note: 'Somebody altered it since it was published, so it stays. Remove it by hand.'
  }
}

function gone(path: string): Message {
  return {
    severity: 'warning',
    rule: 'published-file-is-whole',
    reason: `Unexpected content of \`${path}\` in the output folder, expected what was published before`,
    note: 'It cannot be restored and is listed no more. Build the whole report to have it again.'
  }
}
