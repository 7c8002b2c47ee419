/** Commands run from the bundle where it is whole and of these very sources, and else from the sources; what they make is the same. */
import {execFile} from 'node:child_process'
import {cp, mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import type {Bundle} from '../pipeline/cache/bundle.ts'
import {digestsIn} from './building.ts'
import {edit, reportCopy, temporaryFolder, untilTheEnd} from './temporary.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LOADED = new URL('fixtures/bundle/loaded.ts', import.meta.url).href
const NOTE = '.package-lock.json'
const WORKER = 'pipeline/commands/worker.ts'

// A copy of the program, which tests may change; its packages are those of the original.
let program: string

beforeAll(async () => {
  program = await programIn(await untilTheEnd(afterAll))
  await makeBundle(program)
})

describe('a command runs from its sources', () => {
  test('not where the bundle is of them', async () => {
    const loaded = await loadedBy(program)
    expect(loaded.filter((path) => path.startsWith('pipeline/'))).not.toContain(WORKER)
    expect(loaded).toContainEqual(expect.stringMatching(/^node_modules\/\.cache\/octavo-bundle\/[^/]+\/worker\.js$/))
  })

  test.each([
    ['a file', 'pipeline/commands/build.ts', ['Makes every edition', 'Makes each edition']],
    ['a schema', 'pipeline/schema/words.schema.json', ['{', '{ ']],
    ['the lockfile', 'package-lock.json', ['{', '{ ']],
    ['the packages', 'node_modules/.package-lock.json', ['{', '{ ']]
  ] as const)('after an edit of %s, and shows it', async (_, path, [from, to]) => {
    await edited(path, (text) => text.replace(from, to))
    expect(await loadedBy(program)).toContain(WORKER)
    const {stdout} = await octavo(program, ['--help'])
    if (path.endsWith('build.ts')) expect(stdout).toContain(to)
  })

  test('after an edit that leaves the size and the time of a file as they were', async () => {
    const path = join(program, 'pipeline/commands/build.ts')
    const {atime, mtime} = await stat(path)
    await edited('pipeline/commands/build.ts', (text) => text.replace('Makes every', 'Bakes every'))
    await utimes(path, atime, mtime)
    expect((await octavo(program, ['--help'])).stdout).toContain('Bakes every')
  })

  test.each([
    ['a letter of it changed', async (file: string) => writeFile(file, (await readFile(file, 'utf8')).replace('e', 'E'))],
    ['one of its files is cut off', (file: string) => truncate(file, 1000)],
    ['one of its files is gone', (file: string) => rm(file)]
  ])('where the bundle is not whole: %s', async (_, damage) => {
    const {folder, files} = await bundleOf(program)
    const damaged = Object.keys(files).find((name) => name.startsWith('main-'))!
    const file = join(program, 'node_modules/.cache/octavo-bundle', folder, damaged)
    const whole = await readFile(file)
    await damage(file)
    try {
      expect(await loadedBy(program)).toContain(WORKER)
    } finally {
      await writeFile(file, whole)
    }
  })

  test.each(['', '{"sources": "', 'null', '[]'])('where the listing of the bundle is %j', async (text) => {
    await edited('node_modules/.cache/octavo-bundle/bundle.json', () => text)
    expect(await loadedBy(program)).toContain(WORKER)
  })
})

test('several processes make the bundle at the same time', async () => {
  const other = await programIn(await temporaryFolder())
  await Promise.all([1, 2, 3].map(() => makeBundle(other)))
  expect(await loadedBy(other)).not.toContain(WORKER)
})

test('what is made from the sources is recalled by the bundle, and made the same by it', async () => {
  const other = await programIn(await temporaryFolder())
  const report = await reportCopy('markets')
  const places = await temporaryFolder()
  const args = (name: string) => [
    'build',
    report,
    '--out',
    join(places, name),
    '--store',
    join(places, `${name}-store`),
    '--json'
  ]
  await octavo(other, args('one'))
  await makeBundle(other)
  expect(await loadedBy(other)).not.toContain(WORKER)
  const again = JSON.parse((await octavo(other, args('one'))).stdout) as {stages: Record<string, {ran: number}>}
  expect(Object.values(again.stages).filter(({ran}) => ran > 0)).toEqual([])
  await octavo(other, args('two'))
  expect(await digestsIn(join(places, 'two'))).toEqual(await digestsIn(join(places, 'one')))
})

async function programIn(folder: string): Promise<string> {
  for (const name of ['pipeline', 'templates', 'package.json', 'package-lock.json'])
    await cp(join(ROOT, name), join(folder, name), {recursive: true})
  await mkdir(join(folder, 'node_modules'))
  const packages = (await readdir(join(ROOT, 'node_modules'))).filter((name) => name !== '.cache' && name !== NOTE)
  await cp(join(ROOT, 'node_modules', NOTE), join(folder, 'node_modules', NOTE))
  await Promise.all(packages.map((name) => symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))))
  return folder
}

async function makeBundle(folder: string): Promise<void> {
  const {bundle} = (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {scripts: {bundle: string}}).scripts
  const script = /^node -e "(.*)"$/.exec(bundle)![1]!
  await promisify(execFile)(process.execPath, ['-e', script], {cwd: folder})
}

async function bundleOf(folder: string): Promise<Bundle> {
  return JSON.parse(await readFile(join(folder, 'node_modules/.cache/octavo-bundle/bundle.json'), 'utf8')) as Bundle
}

// Change a file of the program until the end of the test.
async function edited(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(program, path))
  onTestFinished(() => writeFile(join(program, path), before))
  await edit(program, path, change)
}

function octavo(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  return promisify(execFile)(process.execPath, [join(folder, 'pipeline/cli.js'), ...args], {env: {...process.env, ...env}})
}

// Paths of the modules of the program that are loaded to show its help.
async function loadedBy(folder: string): Promise<readonly string[]> {
  const list = join(await temporaryFolder(), 'loaded.txt')
  await octavo(folder, ['--help'], {LOADED: list, NODE_OPTIONS: `--import=${LOADED}`})
  const addresses = (await readFile(list, 'utf8')).split('\n').filter((url) => url.startsWith('file:'))
  return addresses.map((url) => fileURLToPath(url).slice(folder.length + 1))
}
