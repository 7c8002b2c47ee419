/**
 * Compiles the program for its package, where Node takes no types out: `npm pack` runs this before it packs, and `clear` when it
 * has. What is compiled lies in `pipeline/compiled/` and knows its neighbours, such as `templates/`, by their places.
 */
import {execFile} from 'node:child_process'
import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {sourcesDigest} from '../cache/code.ts'
import {writeWhole} from '../world.ts'
import {writeHandbookPages} from './handbook-pages.ts'
import {roll} from './roll.ts'
import {shrinkwrapOf, type Lock} from './shrinkwrap.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const COMPILED = join(ROOT, 'pipeline/compiled')
const SHRINKWRAP = join(ROOT, 'npm-shrinkwrap.json')

/** What a process or a thread begins with, and what others import. */
const ENTRIES = {
  supervise: 'commands/supervise.ts',
  worker: 'commands/worker.ts',
  maker: 'carriers/maker.ts',
  'sheet-thread': 'connectors/sheet-thread.ts',
  index: 'package/index.ts',
  serve: 'package/serve.ts'
}

/** Compile what the package holds besides its texts: the program, its types, the handbook, the versions it is locked to. */
export async function compile(): Promise<void> {
  await clear()
  const rolled = await roll({entries: ENTRIES, sources: sourcesDigest(), addressOf: addressFromCompiled})
  for (const [name, bytes] of rolled) await writeWhole(join(COMPILED, name), bytes)
  await writeTypes()
  await writeHandbookPages(ROOT, join(COMPILED, 'handbook'))
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  await writeFile(SHRINKWRAP, `${JSON.stringify(shrinkwrapOf(lock), null, 2)}\n`)
}

/** Remove what was compiled: nobody is to run it in the place of the sources. */
export async function clear(): Promise<void> {
  await rm(COMPILED, {recursive: true, force: true})
  await rm(SHRINKWRAP, {force: true})
}

// From the folder of all compiled files to where the source of one lay.
function addressFromCompiled(path: string): string {
  const way = relative(COMPILED, path).replaceAll('\\', '/')
  return `new URL(${JSON.stringify(way)}, import.meta.url).href`
}

// Of the interface and of what its types are made of; a declaration names others as they lie in the package.
async function writeTypes(): Promise<void> {
  const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'))
  const settings = join(COMPILED, 'tsconfig.json')
  const compilerOptions = {noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: 'types', rootDir: '..'}
  await writeWhole(
    settings,
    Buffer.from(JSON.stringify({extends: '../../tsconfig.json', compilerOptions, include: [], files: ['../package/index.ts']}))
  )
  await promisify(execFile)(process.execPath, [join(compiler, '../bin/tsc'), '--project', settings])
  await rm(settings)
  const folder = join(COMPILED, 'types')
  for (const name of await readdir(folder, {recursive: true})) {
    if (!name.endsWith('.d.ts')) continue
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"))
  }
}
