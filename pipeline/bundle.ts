/** Makes the bundle, from which commands start faster than from their sources: `npm ci` runs this file, and `npm run bundle`. */
import {randomUUID} from 'node:crypto'
import {readdirSync, rmSync, statSync} from 'node:fs'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {Plugin} from 'rolldown'
import {BUNDLES, LISTING, packagesDigest, type Bundle} from './cache/bundle.ts'
import {sourcesDigest} from './cache/code.ts'
import {digestOfBytes} from './cache/hash.ts'
import {writeWhole} from './world.ts'

/** What threads begin with; the bundle has a file for each. */
const ENTRIES = {worker: './commands/worker.ts', maker: './carriers/maker.ts'}

/** Packages that are loaded from where they lie: they have files beside their code, are one file already, or few commands need them. */
const APART = [
  /^@aws-sdk\//,
  /^@duckdb\//,
  /^@expo-google-fonts\//,
  /^@sparticuz\//,
  /^bullmq/,
  /^ioredis/,
  /^opencc-js/,
  /^pg$/,
  /^subset-font/,
  /^vega/,
  'yauzl',
  'proxy-agent'
]

/** Make the bundle of the sources as they are now. The one before stays for a day, for whoever has begun with it. */
export async function makeBundle(): Promise<Bundle> {
  const [sources, packages] = [sourcesDigest(), packagesDigest()]
  const folder = `${sources.slice(0, 16)}-${randomUUID().slice(0, 8)}`
  const {rolldown} = await import('rolldown')
  const input = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, path]) => [name, fileURLToPath(new URL(path, import.meta.url))])
  )
  const made = await rolldown({input, platform: 'node', external: APART, logLevel: 'silent', plugins: [asFromSources(sources)]})
  const {output} = await made.generate({format: 'esm', comments: false})
  await made.close()
  const files: Record<string, string> = {}
  for (const file of output) {
    const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
    await writeWhole(fileURLToPath(new URL(`${folder}/${file.fileName}`, BUNDLES)), bytes)
    files[file.fileName] = digestOfBytes(bytes)
  }
  const bundle = {sources, packages, folder, files}
  await writeWhole(fileURLToPath(LISTING), Buffer.from(JSON.stringify(bundle)))
  forgetOld(folder)
  return bundle
}

// A module in a bundle finds its neighbours, and what it is a part of, where its source lies; but threads begin in the bundle.
function asFromSources(sources: string): Plugin {
  const root = fileURLToPath(new URL('.', import.meta.url))
  return {
    name: 'as-from-sources',
    transform(code, id) {
      if (!id.startsWith(root) || !code.includes('import.meta')) return undefined
      const address = JSON.stringify(pathToFileURL(id).href)
      return code
        .split(/new URL\('\.\/(maker)\.ts', import\.meta\.url\)/)
        .map((part, index) =>
          index % 2 === 1
            ? `new URL('./${part}.js', import.meta.url)`
            : part.replaceAll('import.meta.url', address).replaceAll('import.meta.sources', JSON.stringify(sources))
        )
        .join('')
    }
  }
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
