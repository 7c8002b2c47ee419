/** Digests of the program itself: a change of code forgets what the old code gave. */
import {readFile, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {digest, type Digest} from './hash.ts'

const PIPELINE = new URL('..', import.meta.url)
const RUNTIME_IMPORT = /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+['"](\.{1,2}\/[^'"]+)['"]/gm

/** Digest of the whole running pipeline, of the versions it is locked to, and of the runtime that formats its numbers. */
export async function programDigest(): Promise<Digest> {
  const names = (await readdir(PIPELINE, {recursive: true})).filter((name) => /\.(ts|js|json)$/.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(fileURLToPath(PIPELINE), name), 'utf8')))
  return digest([names.map((name, at) => [name.replaceAll('\\', '/'), texts[at]]), await locked(), runtime()])
}

/** Digest of a module and of what it imports by a relative path, for a stage too dear to share the program's. */
export async function closureDigest(entry: URL): Promise<Digest> {
  const texts = new Map<string, string>()
  await visit(entry, texts)
  return digest([[...texts].map(([url, text]) => [url.slice(PIPELINE.href.length), text]).sort(), runtime()])
}

async function visit(url: URL, texts: Map<string, string>): Promise<void> {
  if (texts.has(url.href)) return
  const text = await readFile(url, 'utf8')
  texts.set(url.href, text)
  for (const [, path] of text.matchAll(RUNTIME_IMPORT)) await visit(new URL(path!, url), texts)
}

// Inside the repository the lockfile, inside an installed package the shrinkwrap that it ships.
async function locked(): Promise<string> {
  for (const name of ['../npm-shrinkwrap.json', '../package-lock.json', '../package.json']) {
    const text = await readFile(new URL(name, PIPELINE), 'utf8').catch(() => undefined)
    if (text !== undefined) return text
  }
  return ''
}

function runtime(): readonly (string | undefined)[] {
  const {node, icu, cldr, tz, unicode} = process.versions
  return [node, icu, cldr, tz, unicode]
}
