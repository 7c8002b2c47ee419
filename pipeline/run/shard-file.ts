/** `shard.json`: which part of which plan an output folder holds, and what the parts need to become one output. */
import {join} from 'node:path'
import {digest, digestOfBytes, type Digest} from '../cache/hash.ts'
import {ReportError} from '../messages.ts'
import {MANIFEST, SHARD} from '../schema/output-path.ts'
import {writeManifest, type Manifest, type Place} from '../stages/publish/index.ts'
import type {Frame} from './frame.ts'
import {unlessMissing} from '../world.ts'
import {TOOL} from './tool.ts'

/** A part of a plan: `current` counts from 1 to `total`. */
export interface Shard {
  readonly current: number
  readonly total: number
}

/** A part, and the plan that it is of. */
export interface Part extends Shard {
  /** Digest of the program: another one may write another `shard.json`, and another catalogue. */
  readonly code: Digest
  /** Digest of all that the plan makes: equal for parts of one plan, and for no others. */
  readonly plan: Digest
  /** Of the whole plan. */
  readonly frame: Frame
}

/** What `shard.json` says. */
export interface ShardFile extends Part {
  readonly tool: string
  /** Ids of the editions that are of this part. */
  readonly editions: readonly string[]
  /** SHA-256 of the manifest beside: with another one the build was ended before it was done. */
  readonly manifest: Digest
}

/** `2/3` */
export function shardName({current, total}: Shard): string {
  return `${current}/${total}`
}

/** The bytes of `shard.json` beside a manifest. */
export function writeShardFile({current, total, plan, code, frame}: Part, manifest: Manifest): Uint8Array {
  const editions = manifest.editions.map(({id}) => id)
  const file: ShardFile = {
    tool: TOOL,
    code,
    plan,
    current,
    total,
    editions,
    manifest: digestOfBytes(writeManifest(manifest)),
    frame
  }
  return Buffer.from(`${JSON.stringify({seal: sealOf(file), ...file}, null, 1)}\n`)
}

/** What it says; `undefined` where somebody altered it. Of another program's, only the tool, the code and the shard can be relied on. */
export function readShardFile(bytes: Uint8Array): ShardFile | undefined {
  try {
    const {seal, ...file} = JSON.parse(Buffer.from(bytes).toString()) as {seal: unknown} & ShardFile
    return seal === sealOf(file) && isNamed(file) ? file : undefined
  } catch {
    return undefined
  }
}

/**
 * Refuse a folder that holds something else than an earlier build of this shard: to make room for it, editions of another
 * would have to go. Throws a ReportError.
 */
export async function refuseOther(shard: Shard, {folder, files}: Place): Promise<void> {
  const [own, listed] = await Promise.all([SHARD, MANIFEST].map((path) => unlessMissing(files.read(join(folder, path)))))
  const there = own && readShardFile(own)
  const isSame = there?.current === shard.current && there.total === shard.total
  if (isSame || (own === undefined && listed === undefined)) return
  const what = there ? `shard ${shardName(there)}` : 'output of another build'
  const reason = `Unexpected ${what} in ${folder === '' ? 'the bucket' : `\`${folder}\``}, expected shard ${shardName(shard)} or nothing`
  const note = 'Give each shard a folder of its own with --out, or remove this one.'
  throw new ReportError([{severity: 'error', rule: 'output-is-one-shard', reason, note}])
}

// As it is read again: what JSON leaves out is not sealed.
function sealOf(file: object): Digest {
  return digest(JSON.stringify(file))
}

function isNamed({tool, code, current, total}: ShardFile): boolean {
  return [tool, code].every((text) => typeof text === 'string') && [current, total].every(Number.isSafeInteger)
}
