/**
 * Digests of the program itself: a change of code forgets what the old code gave.
 *
 * All files are read at each start, at once: no memory of them could be older than they are, and 300 small files take 5 ms so,
 * where one by one and beside other work they take 40.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {isBuiltin} from 'node:module'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {digest, type Digest} from './hash.ts'

const PIPELINE = new URL('..', import.meta.url)

/** What a module loads when it runs: by `from`, for its effect alone, or when it comes to need it. Types are no part of it. */
const IMPORTS = [
  /^(?:import|export)\s+(?!type\b)[^'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g
]

declare global {
  interface ImportMeta {
    /** Digest of the sources of what is compiled: a bundle, which runs only where they are the same, or the package; nothing in the sources themselves. */
    readonly sources?: Digest
  }
}

/** Digest of the whole running pipeline, of the versions it is locked to, and of the runtime and machine that it runs on. */
export function programDigest(): Digest {
  return digest([import.meta.sources ?? sourcesDigest(), runtime(), machine()])
}

/** Digest of the texts of the pipeline, and of the versions it is locked to. What is compiled of them for the package is no text. */
export function sourcesDigest(): Digest {
  const isText = (name: string) => /\.(ts|js|json)$/.test(name) && !/^compiled[/\\]/.test(name)
  const names = readdirSync(PIPELINE, {recursive: true, encoding: 'utf8'}).filter(isText)
  const folder = fileURLToPath(PIPELINE)
  const files = names.sort().map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')])
  return digest([files, locked()])
}

/**
 * Digest of a module, of what it imports, and of the runtime, for a stage too dear to share the program's. Where the sources
 * are compiled, their `contentDigest` stands in the place of the address.
 */
export function closureDigest(entry: URL | Digest): Digest {
  return digest([typeof entry === 'string' ? entry : contentDigest(entry), runtime()])
}

/** Digest of a module, of what it imports, and of the versions of packages. */
export function contentDigest(entry: URL): Digest {
  const {modules, packages} = closureOf(entry)
  return digest([[...modules].sort(inOrder), [...packages].sort(inOrder)])
}

/** Texts of a module and of all that it imports by a relative path, by path in the pipeline; versions of packages, by name. */
export function closureOf(entry: URL): Closure {
  const closure = {modules: new Map<string, string>(), packages: new Map<string, string>()}
  visit(entry, closure)
  return closure
}

/** All that runs when a module does, but for Node itself. */
export interface Closure {
  readonly modules: ReadonlyMap<string, string>
  readonly packages: ReadonlyMap<string, string>
}

interface Gathering {
  readonly modules: Map<string, string>
  readonly packages: Map<string, string>
}

function visit(url: URL, closure: Gathering): void {
  const name = url.href.slice(PIPELINE.href.length)
  if (closure.modules.has(name)) return
  const text = readModule(url)
  closure.modules.set(name, text)
  const found = IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path]) => path!))
  for (const path of found) {
    if (/^\.{1,2}\//.test(path)) visit(new URL(path, url), closure)
    else if (!isBuiltin(path)) closure.packages.set(path, versionOf(path))
  }
}

function readModule(url: URL): string {
  const text = readIfThere(url)
  if (text === undefined) throw new Error(`The module ${url.href} is not there`)
  return text
}

function readIfThere(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return undefined
  }
}

// A package need not show its package.json to others: it is sought above the file that is imported.
function versionOf(path: string): string {
  const name = path.split('/').slice(0, path.startsWith('@') ? 2 : 1)
  for (let at = new URL('.', import.meta.resolve(path)); at.href !== new URL('..', at).href; at = new URL('..', at)) {
    const text = readIfThere(new URL('package.json', at)) ?? '{}'
    const found = JSON.parse(text) as {name?: string; version?: string}
    if (found.name === name.join('/') && found.version !== undefined) return found.version
  }
  throw new Error(`The package ${name.join('/')} does not say its version`)
}

function inOrder([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}

// The package knows its digest; while it is packed its shrinkwrap lies beside the lockfile.
function locked(): string {
  for (const name of ['../package-lock.json', '../package.json']) {
    const text = readIfThere(new URL(name, PIPELINE))
    if (text !== undefined) return text
  }
  return ''
}

// What formats, compares and compresses: a Node that was built with the system's libraries has others than its version tells.
function runtime(): readonly string[] {
  return ['node', 'v8', 'icu', 'cldr', 'tz', 'unicode', 'zlib'].map((name) => `${name} ${process.versions[name]}`)
}

// The machine and its habits: no output should depend on them, and one that did would not be recalled elsewhere.
function machine(): readonly string[] {
  const {locale, calendar, numberingSystem, timeZone} = Intl.DateTimeFormat().resolvedOptions()
  return [process.platform, process.arch, locale, calendar, numberingSystem, timeZone]
}
