/** The outputs that a store was built into, and what is on record of their last builds. */
import {existsSync} from 'node:fs'
import {readdir, readFile, rm, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {DatabaseSync} from 'node:sqlite'
import {BUILDS, OUTPUT} from './folder.ts'
import {digest, type Digest} from './hash.ts'
import {isS3Address} from './s3-address.ts'

/** What outputs need of a store. */
export interface Outputs {
  /** Digests of all that is published, or on record. A manifest is anybody's word, but believed here it only keeps more. */
  digests(): Promise<ReadonlySet<Digest>>
  /** Forget outputs that are there no more, and what is on record of them. */
  forget(): Promise<void>
}

/** Look for them: those that builds noted, and those beside the store. A record that was written since `since`, in milliseconds, stays. */
export async function findOutputs(root: string, database: DatabaseSync, since: number): Promise<Outputs> {
  const notes = database.prepare('select name from notes where name like ?').all(`${OUTPUT}%`)
  const noted = notes.map(({name}) => String(name).slice(OUTPUT.length))
  const gone = noted.filter((out) => !isThere(out))
  const beside = await readdir(dirname(root), {withFileTypes: true}).catch(() => [])
  const folders = beside.filter((entry) => entry.isDirectory()).map(({name}) => join(dirname(root), name))
  const kept = [...noted.filter((out) => !gone.includes(out)), ...folders]
  const known = new Set(kept.map(recordOf))
  const records = (await readdir(join(root, BUILDS)).catch(() => [])).map((name) => join(root, BUILDS, name))
  const stale: string[] = []
  for (const path of records) if (!known.has(path.slice(root.length + 1)) && (await isOlder(path, since))) stale.push(path)
  return {
    async digests() {
      const paths = [...kept.map((folder) => join(folder, 'manifest.json')), ...records.filter((path) => !stale.includes(path))]
      const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')))
      return new Set(texts.flatMap((text) => text.match(/\b[0-9a-f]{64}\b/g) ?? []))
    },
    async forget() {
      for (const path of stale) await rm(path, {force: true})
      const drop = database.prepare('delete from notes where name = ?')
      for (const out of gone) drop.run(`${OUTPUT}${out}`)
    }
  }
}

/** Where the record of an output lies, relative to the store. */
export function recordOf(out: string): string {
  return join(BUILDS, `${digest(out)}.json`)
}

// What lies in a bucket is not asked for.
function isThere(out: string): boolean {
  return isS3Address(out) || existsSync(out)
}

async function isOlder(path: string, since: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && found.mtimeMs < since
}
