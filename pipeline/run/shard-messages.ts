/** What is said of folders that are not the shards of one plan, each there once and whole; by the folder's name. */
import type {Message} from '../messages.ts'
import {MANIFEST, SHARD} from '../schema/output-path.ts'
import {shardName, type Shard, type ShardFile} from './shard-file.ts'

type Said = Pick<Message, 'rule' | 'reason' | 'note'>

/** There is no `shard.json`. */
export function noShard(folder: string): Message {
  const note = 'Give what `build --shard i/n` wrote; a whole build, or a merge, is complete as it is.'
  return wrong(folder, {rule: 'folder-is-a-shard', reason: `Unexpected folder without \`${SHARD}\``, note})
}

/** Another program wrote it. */
export function otherVersion(folder: string, file: ShardFile): Message {
  const reason = `Unexpected shard ${shardName(file)} of another build of ${file.tool} than the one that merges`
  const note = 'Merge with the Octavo that built the shards, on a Node and a system of the same kind.'
  return wrong(folder, {rule: 'shard-is-of-this-version', reason, note})
}

/** It is of another plan than the shard in the folder `of`. */
export function otherPlan(folder: string, file: Shard, of: string): Message {
  const reason = `Unexpected shard ${shardName(file)} of another plan than that of \`${of}\``
  const note = 'Report, selection, formats, number of shards, browser or fonts differ. Build it again as the others were built.'
  return wrong(folder, {rule: 'shard-is-of-one-plan', reason, note})
}

/** The folder `of` has the same. */
export function givenTwice(folder: string, file: Shard, of: string): Message {
  const reason = `Unexpected shard ${shardName(file)}, which \`${of}\` holds too`
  return wrong(folder, {rule: 'shard-is-given-once', reason, note: 'Leave one of them out.'})
}

/** No folder has it. */
export function missingShard(shard: Shard): Message {
  const name = shardName(shard)
  const note = `Build it with \`--shard ${name}\`, and give its folder too.`
  return {severity: 'error', rule: 'shards-are-complete', reason: `Expected shard ${name}, which no folder holds`, note}
}

/** `shard.json` is not what a build wrote. */
export function alteredShard(folder: string): Message {
  return wrong(folder, altered(`Unexpected content of \`${SHARD}\`, expected what a build wrote`))
}

/** The manifest is gone, or none, or that of another build, or one that was ended before it was done. */
export function otherManifest(folder: string, file: Shard): Message {
  return wrong(folder, altered(`Expected the \`${MANIFEST}\` that was written with shard ${shardName(file)}`))
}

/** A file that the manifest lists is not there. */
export function missingFile(folder: string, path: string): Message {
  return wrong(folder, altered(`Expected \`${path}\`, which the manifest lists`))
}

/** A file is not what the manifest says. */
export function alteredFile(folder: string, path: string): Message {
  return wrong(folder, altered(`Unexpected content of \`${path}\`, expected what the manifest says`))
}

function altered(reason: string): Said {
  return {rule: 'shard-is-whole', reason, note: 'Build this shard again, or copy its folder again.'}
}

function wrong(path: string, said: Said): Message {
  return {severity: 'error', path, ...said}
}
