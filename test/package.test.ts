/** The package: packed once, installed into an empty folder, and used there as its users do. */
import {execFile, spawn} from 'node:child_process'
import {once} from 'node:events'
import {cp, mkdir, readFile, symlink, writeFile} from 'node:fs/promises'
import {delimiter, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {thisMachine} from '../pipeline/world.ts'
import {untilTheEnd} from './temporary.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BIN = join(ROOT, 'node_modules/.bin')
const run = promisify(execFile)

// Where it was packed, where it was installed, and the store of both.
let packed: string
let folder: string
let store: string

beforeAll(async () => {
  const place = await untilTheEnd(afterAll)
  packed = join(place, 'packed')
  folder = join(place, 'installed')
  store = join(place, 'store')
  for (const name of ['pipeline', 'templates', 'package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE'])
    await cp(join(ROOT, name), join(packed, name), {recursive: true})
  await cp(join(ROOT, 'sources/handbook'), join(packed, 'sources/handbook'), {recursive: true})
  await symlink(join(ROOT, 'node_modules'), join(packed, 'node_modules'))
  await mkdir(folder)
  await npm(packed, 'pack', '--pack-destination', place)
  await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}')
  await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', join(place, 'octavo-0.1.0.tgz'))
  await cp(join(ROOT, 'test/reports/markets'), join(folder, 'markets'), {recursive: true})
})

test('holds what runs and what it needs, and no sources; nothing of it stays where it was packed', async () => {
  const files = await filesIn(join(folder, 'node_modules/octavo'))
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'npm-shrinkwrap.json',
      'pipeline/cli.js',
      'pipeline/compiled/handbook/en/handbook.html',
      'pipeline/compiled/handbook/zh-Hans/handbook.html',
      'pipeline/compiled/supervise.js',
      'pipeline/schema/report.schema.json',
      'templates/layouts/report.hbs',
      'templates/preview/app.js'
    ])
  )
  expect(files.filter((name) => /(?<!\.d)\.ts$/.test(name) || name.startsWith('test/'))).toEqual([])
  const left = await filesIn(packed)
  expect(left.filter((name) => name.includes('compiled/') || name.includes('shrinkwrap'))).toEqual([
    'pipeline/package/shrinkwrap.ts'
  ])
})

test('its shrinkwrap names versions and digests, no addresses and nothing for development', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(folder, 'node_modules/octavo', name), 'utf8'))
  const {packages} = await read('npm-shrinkwrap.json')
  const {dependencies} = await read('package.json')
  for (const [name, version] of Object.entries(dependencies)) expect(packages[`node_modules/${name}`].version).toBe(version)
  const locked = Object.values(packages) as {dev?: boolean; resolved?: string; devDependencies?: object}[]
  expect(locked.filter(({dev, resolved, devDependencies}) => dev || resolved || devDependencies)).toEqual([])
})

test('makes the same as the sources: it recalls what they made', async () => {
  const args = ['build', 'markets', '--only', 'region=north', '--only', 'language=en', '--store', store, '--json']
  await run(join(BIN, 'node'), [join(ROOT, 'pipeline/cli.js'), ...args, '--out', 'one'], {cwd: folder})
  const {stdout} = await octavo(...args, '--out', 'two')
  const {exit, stages} = JSON.parse(stdout) as {exit: number; stages: Record<string, {ran: number}>}
  expect([exit, Object.entries(stages).filter(([, {ran}]) => ran > 0)]).toEqual([0, []])
})

test('builds with nothing of the sources: threads, charts and prints', async () => {
  const {stdout} = await octavo('build', 'markets', '--only', 'region=south', '--out', 'three', '--jobs', '2', '--json')
  expect(JSON.parse(stdout)).toMatchObject({exit: 0, editions: {built: 6}, formats: {pdf: {printed: 6}}})
})

test('previews with nothing of the sources: its page, the libraries of that, an edition', async () => {
  const words = ['preview', 'markets', '--port', '0', '--store', store, '--json']
  const child = spawn(process.execPath, ['node_modules/octavo/pipeline/cli.js', ...words], {cwd: folder})
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const {url} = JSON.parse(said) as {url: string}
  const read = async (path: string) => (await fetch(new URL(path, url))).text()
  await vi.waitFor(async () => expect(await read('/report/north/short/en/markets.html')).toContain('</html>'), {timeout: 300_000})
  expect(await read('/')).toContain('/preview/app.js')
  expect((await read('/library/preact.mjs')).length).toBeGreaterThan(1000)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([130, null])
})

test("writes a report of one's own where it was installed, which builds", async () => {
  await octavo('init', '.', '--template', 'series')
  expect(await filesIn(join(folder, '.vscode'))).toEqual(['settings.json'])
  const {stdout} = await octavo('build', 'series', '--only', 'issue=2024-q4', '--json')
  expect(JSON.parse(stdout)).toMatchObject({exit: 0, messages: [], editions: {built: 4}, formats: {pdf: {printed: 4}}})
})

test('leads from a message to its rule in the handbook that it carries', async () => {
  await cp(join(ROOT, 'test/reports/markets'), join(folder, 'broken'), {recursive: true})
  await writeFile(join(folder, 'broken/chapters/en/overview.md'), '---\nid: overview\n---\n# A {#a}\n\n{{nmu 3}}\n')
  const {stdout} = await octavo('check', 'broken', '--json').catch((error: {stdout: string}) => error)
  const {messages} = JSON.parse(stdout) as {messages: readonly {rule: string; url: string}[]}
  const addresses = [...messages.map(({url}) => url), (await octavo('help', 'num')).stdout.trim().split(' ').at(-1)!]
  expect(addresses.length).toBeGreaterThan(1)
  for (const address of addresses) {
    const {pathname, hash} = new URL(address)
    expect(pathname).toContain('/node_modules/octavo/pipeline/compiled/handbook/en/')
    expect(await readFile(fileURLToPath(address.split('#')[0]!), 'utf8')).toContain(` id="${hash.slice(1)}"`)
  }
})

test('says on an older Node what it needs, and nothing else', async () => {
  const old = "Object.defineProperty(process, 'versions', {value: {...process.versions, node: '22.17.1'}})"
  const options = {cwd: folder, env: {...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}`}}
  await expect(run(process.execPath, ['node_modules/octavo/pipeline/cli.js', 'build'], options)).rejects.toMatchObject({
    code: 3,
    stdout: '',
    stderr: 'octavo: Node 22.17.1 is too old, expected Node 22.18 or newer: see https://nodejs.org\n'
  })
})

test('is a module for programs: five functions, and their types', async () => {
  await cp(new URL('fixtures/package/', import.meta.url), folder, {recursive: true})
  const {stdout} = await run(process.execPath, ['embed.ts', store], {cwd: folder})
  expect(JSON.parse(stdout)).toEqual({
    opened: {id: 'markets', editions: 15, axes: ['region', 'audience', 'language']},
    planned: ['north.full.en write', 'north.short.en write'],
    built: {ok: true, editions: {total: 2, built: 2, same: 0, failed: 0}},
    caused: ['data/stalls.csv 1,450 1,451'],
    heard: ['1/2 built', '2/2 built'],
    released: ['written', ['build-is-clean', 'release-stands'], ['release-is-signed']],
    checked: {ok: true, editions: 15, messages: []},
    traced: {edition: 'north.full.en', origin: 'latest[region=north].stalls', cell: 'data/stalls.csv:3 stalls'},
    refused: ['usage', 'Unexpected report `nowhere`, expected a folder with a report.yaml'],
    wrong: ['report', 'report.yaml', false],
    ended: 'interrupted'
  })
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')]
  const settings = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', ...types]
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...settings, 'embed.ts'], {cwd: folder})
})

function octavo(...args: readonly string[]) {
  return npm(folder, 'exec', '--no', '--', 'octavo', ...args)
}

// With the Node of the project, whatever the machine's is, and nothing that an npm around the tests says to its scripts.
function npm(cwd: string, ...args: readonly string[]) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^OCTAVO_(?:STORE|HANDBOOK)$/i.test(name))
  return run('npm', args, {cwd, env: {...Object.fromEntries(own), PATH: `${BIN}${delimiter}${process.env['PATH']}`}})
}

async function filesIn(place: string): Promise<readonly string[]> {
  return thisMachine().files.list(place)
}
