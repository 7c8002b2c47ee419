/** Makes the bundle, from which commands start faster than from their sources: `npm ci` runs this file, and `npm run bundle`. */
import {randomUUID} from 'node:crypto'
import {readdirSync, rmSync, statSync} from 'node:fs'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {BUNDLES, LISTING, packagesDigest, type Bundle} from '../cache/bundle.ts'
import {sourcesDigest} from '../cache/code.ts'
import {digestOfBytes} from '../cache/hash.ts'
import {writeWhole} from '../world.ts'
import {roll} from './roll.ts'

/** What threads begin with; the bundle has a file for each. */
const ENTRIES = {worker: 'commands/worker.ts', maker: 'carriers/maker.ts', 'sheet-thread': 'connectors/sheet-thread.ts'}

/** Make the bundle of the sources as they are now. The one before stays for a day, for whoever has begun with it. */
export async function makeBundle(): Promise<Bundle> {
  const [sources, packages] = [sourcesDigest(), packagesDigest()]
  const folder = `${sources.slice(0, 16)}-${randomUUID().slice(0, 8)}`
  const addressOf = (path: string) => JSON.stringify(pathToFileURL(path).href)
  const rolled = await roll({entries: ENTRIES, sources, addressOf})
  const files: Record<string, string> = {}
  for (const [name, bytes] of rolled) {
    await writeWhole(fileURLToPath(new URL(`${folder}/${name}`, BUNDLES)), bytes)
    files[name] = digestOfBytes(bytes)
  }
  const bundle = {sources, packages, folder, files}
  await writeWhole(fileURLToPath(LISTING), Buffer.from(JSON.stringify(bundle)))
  forgetOld(folder)
  return bundle
}

/** Milliseconds after which no command that runs began with a bundle that another has followed. */
const LONG = 24 * 60 * 60 * 1000

function forgetOld(now: string): void {
  const folders = readdirSync(BUNDLES, {withFileTypes: true}).filter((entry) => entry.isDirectory() && entry.name !== now)
  for (const {name} of folders) {
    const folder = new URL(name, BUNDLES)
    if (statSync(folder).mtimeMs < Date.now() - LONG) rmSync(folder, {recursive: true, force: true})
  }
}
