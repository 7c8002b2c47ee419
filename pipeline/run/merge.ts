/** The outputs of all shards of a plan -> one output, as one build would have published it. */
import type {Message} from '../messages.ts'
import {filesIn, publish, readPublished, type Comparison, type Content, type Manifest} from '../stages/publish/index.ts'
import {manifestOf, type Frame} from './frame.ts'
import {ownOutput} from './output.ts'
import {settle} from './publication.ts'
import type {Session} from './session.ts'
import {shardName} from './shard-file.ts'
import {filesOf, readChecked, readShards, type NamedFolder, type ShardOutput} from './shards.ts'

/** What is merged, and where to. */
export interface MergeOptions {
  readonly folders: readonly NamedFolder[]
  /** Folder of the output. */
  readonly out: (frame: Frame) => string
  readonly signal: AbortSignal
  /** Told when a build is at work in the output; this goes on when that one ends. */
  readonly onWait: (holder: string) => void
}

/** What was merged. */
export interface Merged {
  readonly out: string
  readonly shards: number
  readonly editions: {readonly total: number; readonly failed: number}
  readonly comparison: Comparison
  readonly messages: readonly Message[]
}

/** Merge. Throws a ReportError where the shards are not those of one plan, each once and whole; nothing is published then. */
export async function merge({folders, out: outOf, signal, onWait}: MergeOptions, session: Session): Promise<Merged> {
  const {files} = session.world
  const shards = await readShards(folders, {files, code: session.code, signal})
  const out = outOf(shards[0]!.file.frame)
  const {place, release} = await ownOutput({out, signal, onWait}, session)
  try {
    const before = await readPublished(place)
    const {manifest, catalogue} = await manifestOf(madeBy(shards, before.manifest), session)
    const contents = new Map([...contentsOf(manifest, shards, session), ...catalogue])
    const settled = await settle({manifest, contents}, before, {place, session})
    await publish(settled, place)
    session.noteOutput(out)
    const failed = shards.flatMap(failures)
    const total = shards.reduce((sum, {manifest}) => sum + manifest.editions.length, 0)
    const messages = [...settled.messages, ...failed]
    return {out, shards: shards.length, editions: {total, failed: failed.length}, comparison: settled.comparison, messages}
  } finally {
    await release()
  }
}

// What a shard kept of its own earlier builds counts as what was there before, behind what the output held.
function madeBy(shards: readonly ShardOutput[], there: Manifest | undefined): Parameters<typeof manifestOf>[0] {
  const manifests = [...(there ? [there] : []), ...shards.map(({manifest}) => manifest)]
  const assets = new Map(manifests.toReversed().flatMap(({assets}) => assets.map((asset) => [asset.path, asset] as const)))
  return {
    frame: shards[0]!.file.frame,
    now: shards.flatMap(({manifest}) => manifest.editions),
    before: {
      editions: there?.editions ?? [],
      assets: [...assets.values()],
      browser: manifests.find(({browser}) => browser !== '')?.browser ?? ''
    }
  }
}

// A shard's file is known by its digest, wherever it goes; what no shard has lies in the output since before.
function contentsOf(
  manifest: Manifest,
  shards: readonly ShardOutput[],
  {world}: Session
): readonly (readonly [string, Content])[] {
  const lying = new Map(shards.flatMap(filesOf).map((file) => [file.sha256, file]))
  return filesIn(manifest).flatMap(({path, sha256}) => {
    const file = lying.get(sha256)
    return file === undefined ? [] : [[path, {digest: sha256, bytes: () => readChecked(file, world.files)}] as const]
  })
}

function failures({file, manifest}: ShardOutput): readonly Message[] {
  return manifest.editions
    .filter(({state}) => state !== 'current')
    .map(({id, messages}) => ({
      severity: 'error',
      rule: 'edition-is-made',
      reason: `Expected edition \`${id}\`, which shard ${shardName(file)} could not make`,
      ...(messages.length > 0 && {note: messages.slice(0, 3).join('\n')})
    }))
}
