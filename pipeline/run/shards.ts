/** Folders that were given as the shards of one plan -> those shards, each there once and whole; or what is wrong with them. */
import {join} from 'node:path'
import {digestOfBytes, type Digest} from '../cache/hash.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import {isPublishable, MANIFEST, SHARD} from '../schema/output-path.ts'
import {filesIn, readManifest, type Known, type Manifest} from '../stages/publish/index.ts'
import {unlessMissing, type Files} from '../world.ts'
import {readShardFile, type ShardFile} from './shard-file.ts'
import * as say from './shard-messages.ts'

/** A folder as the user names it, and where it is. */
export interface NamedFolder {
  readonly name: string
  readonly folder: string
}

/** The output of a shard. */
export interface ShardOutput extends NamedFolder {
  readonly file: ShardFile
  readonly manifest: Manifest
}

/** How folders are read. */
export interface Reading {
  readonly files: Files
  /** Digest of the program: what another one made is foreign. */
  readonly code: Digest
  readonly signal: AbortSignal
}

/** The shards of one plan, 1 to n. Throws a ReportError with all that is missing, twice, foreign or damaged. */
export async function readShards(folders: readonly NamedFolder[], reading: Reading): Promise<readonly ShardOutput[]> {
  const found = await Promise.all(folders.map((folder) => readShard(folder, reading)))
  const shards = found.filter((shard) => 'file' in shard)
  throwErrors([...found.filter((shard) => 'rule' in shard), ...checkSet(shards)])
  const damaged: Message[] = []
  for (const shard of shards) damaged.push(...(await checkFiles(shard, reading)))
  throwErrors(damaged)
  return shards.toSorted((a, b) => a.file.current - b.file.current)
}

async function readShard({name, folder}: NamedFolder, {files, code}: Reading): Promise<ShardOutput | Message> {
  const [own, listed] = await Promise.all([SHARD, MANIFEST].map((path) => unlessMissing(files.read(join(folder, path)))))
  if (own === undefined) return say.noShard(name)
  const file = readShardFile(own)
  if (file === undefined) return say.alteredShard(name)
  if (file.code !== code) return say.otherVersion(name, file)
  // Where a merge goes by itself is named by it.
  if (!isPublishable(file.frame.report)) return say.alteredShard(name)
  const manifest = listed && digestOfBytes(listed) === file.manifest ? readManifest(listed) : undefined
  return manifest === undefined ? say.otherManifest(name, file) : {name, folder, file, manifest}
}

/** What is twice, foreign or missing among shards. The plan of most of them is the one that is meant, of the first where none has most. */
export function checkSet(shards: readonly Pick<ShardOutput, 'name' | 'file'>[]): readonly Message[] {
  const plans = [...Map.groupBy(shards, ({file}) => `${file.plan} ${file.total}`).values()]
  const own = plans.reduce((most, plan) => (plan.length > most.length ? plan : most), [])
  const [first] = own
  if (first === undefined) return []
  const foreign = plans.filter((plan) => plan !== own).flat()
  const known = Map.groupBy(own, ({file}) => file.current)
  const {total} = first.file
  const lacking = Array.from({length: total}, (_, at) => at + 1).filter((current) => !known.has(current))
  return [
    ...foreign.map(({name, file}) => say.otherPlan(name, file, first.name)),
    ...[...known.values()].flatMap(([one, ...others]) => others.map(({name, file}) => say.givenTwice(name, file, one!.name))),
    ...lacking.map((current) => say.missingShard({current, total}))
  ]
}

/** A file of a shard: its path in an output, and the folder that it lies in. */
export interface ShardedFile extends Known, NamedFolder {}

/** Every file of a shard. */
export function filesOf({name, folder, manifest}: ShardOutput): readonly ShardedFile[] {
  return filesIn(manifest).map((file) => ({...file, name, folder}))
}

// A few at a time, so that not all are in memory at once.
async function checkFiles(shard: ShardOutput, {files, signal}: Reading): Promise<readonly Message[]> {
  const all = filesOf(shard)
  const messages: Message[] = []
  for (let at = 0; at < all.length; at += 16) {
    signal.throwIfAborted()
    const found = await Promise.all(all.slice(at, at + 16).map((file) => readFile(file, files)))
    messages.push(...found.filter((each) => 'rule' in each))
  }
  return messages
}

/** The bytes of a file of a shard. Throws a ReportError where they are no longer what its manifest says. */
export async function readChecked(file: ShardedFile, files: Files): Promise<Uint8Array> {
  const found = await readFile(file, files)
  if ('rule' in found) throw new ReportError([found])
  return found.bytes
}

async function readFile({name, folder, path, sha256}: ShardedFile, files: Files): Promise<{bytes: Uint8Array} | Message> {
  const bytes = await unlessMissing(files.read(join(folder, path)))
  if (bytes === undefined) return say.missingFile(name, path)
  return digestOfBytes(bytes) === sha256 ? {bytes} : say.alteredFile(name, path)
}
