/** Publishing: whole files only, the manifest last, and of a failure nothing but the old output. */
import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {Artifact} from '../pipeline/cache/memo.ts'
import {openStore, type Store} from '../pipeline/cache/store.ts'
import {publish, publishedManifest, type PublishInput} from '../pipeline/stages/publish/index.ts'
import {
  mergeEditions,
  readManifest,
  type Manifest,
  type ManifestEdition,
  type ManifestFile
} from '../pipeline/stages/publish/manifest.ts'
import type {Edition} from '../pipeline/types.ts'
import {thisMachine, type Files} from '../pipeline/world.ts'
import {buildReport, digestsIn} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const {files} = thisMachine()
let folder: string
let store: Store

beforeEach(async () => {
  const root = await temporaryFolder()
  folder = join(root, 'out')
  store = openStore(join(root, 'store'))
  return () => store.close()
})

async function input(contents: Readonly<Record<string, string>>, departed: readonly string[] = []): Promise<PublishInput> {
  const publications = Object.entries(contents).map(async ([path, text]) => ({
    path,
    content: new Artifact<Uint8Array>(await store.put(Buffer.from(text)), store)
  }))
  return {folder, publications: await Promise.all(publications), manifest: manifest(Object.keys(contents)), departed}
}

function manifest(paths: readonly string[]): Manifest {
  return {
    report: 'r',
    release: '2024-04-15',
    tool: 'octavo',
    browser: '',
    node: '24',
    editions: [],
    assets: paths.map((path) => ({path, sha256: ''}))
  }
}

const publishTexts = async (contents: Readonly<Record<string, string>>, departed?: readonly string[]) => [
  ...(await publish(await input(contents, departed), files))
]
const pathsIn = async () => Object.keys(await digestsIn(folder))

test('writes what is new and tells which paths those are', async () => {
  expect(await publishTexts({'a/x.html': 'one', 'b/x.html': 'two', 'index.html': 'all'})).toEqual([
    'a/x.html',
    'b/x.html',
    'index.html'
  ])
  expect(await publishTexts({'a/x.html': 'one', 'b/x.html': 'new', 'index.html': 'all'})).toEqual(['b/x.html'])
  expect(await readFile(join(folder, 'b/x.html'), 'utf8')).toBe('new')
  expect(await pathsIn()).toEqual(['a/x.html', 'b/x.html', 'index.html', 'manifest.json'])
})

test('writes again what was altered or removed, and leaves what it does not know', async () => {
  await publishTexts({'a/x.html': 'one', 'b/x.html': 'two'})
  await writeFile(join(folder, 'a/x.html'), 'altered')
  await writeFile(join(folder, 'a/own.txt'), 'a reader’s own')
  expect(await publishTexts({'a/x.html': 'one', 'b/x.html': 'two'})).toEqual(['a/x.html'])
  expect(await pathsIn()).toEqual(['a/own.txt', 'a/x.html', 'b/x.html', 'manifest.json'])
})

test('removes what departed, with the folders that are empty then', async () => {
  await publishTexts({'a/b/x.html': 'one', 'a/c/x.html': 'two'})
  await publishTexts({'a/c/x.html': 'two'}, ['a/b/x.html', 'a/b/gone.html'])
  expect(await readdir(join(folder, 'a'))).toEqual(['c'])
})

test('renames in one pass once everything is written, the manifest last', async () => {
  await publishTexts({'old.html': 'old'})
  const done: string[] = []
  const heard: Files = {
    ...files,
    write: (path, bytes) => (
      done.push(`write ${path.includes('.publishing') ? 'aside' : path.slice(folder.length + 1)}`),
      files.write(path, bytes)
    ),
    rename: (from, to) => (done.push(`rename ${to.slice(folder.length + 1)}`), files.rename(from, to)),
    removeWithEmptyFolders: (path, root) => (
      done.push(`remove ${path.slice(folder.length + 1)}`),
      files.removeWithEmptyFolders(path, root)
    )
  }
  await publish(await input({'a.html': '1', 'b.html': '2'}, ['old.html']), heard)
  expect(done).toEqual(['write aside', 'write aside', 'rename a.html', 'rename b.html', 'remove old.html', 'write manifest.json'])
})

describe('a full disk', () => {
  const before = {'a.html': 'a', 'b.html': 'b', 'c.html': 'c'}
  const after = {'a.html': 'A', 'b.html': 'B', 'c.html': 'C', 'd.html': 'D'}

  test.each([1, 2, 3, 4])('at write %i leaves all that was published, and nothing beside it', async (turn) => {
    await publishTexts(before)
    const digests = await digestsIn(folder)
    await expect(publish(await input(after, []), failing('write', turn))).rejects.toThrow('ENOSPC')
    expect(await digestsIn(folder)).toEqual(digests)
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('at the manifest leaves whole files, and the next build ends what was begun', async () => {
    await publishTexts(before)
    await expect(publish(await input(after), failing('write', 5))).rejects.toThrow('ENOSPC')
    expect((await publishedManifest(folder, files))?.assets.map(({path}) => path)).toEqual(['a.html', 'b.html', 'c.html'])
    expect(await publishTexts(after)).toEqual([])
    expect((await publishedManifest(folder, files))?.assets.map(({path}) => path)).toEqual([
      'a.html',
      'b.html',
      'c.html',
      'd.html'
    ])
  })

  test('at a rename leaves each file old or new, never half', async () => {
    await publishTexts(before)
    await expect(publish(await input(after), failing('rename', 3))).rejects.toThrow('ENOSPC')
    expect(await Promise.all(Object.keys(before).map((path) => readFile(join(folder, path), 'utf8')))).toEqual(['A', 'B', 'c'])
    expect(await publishTexts(after)).toEqual(['c.html', 'd.html'])
  })
})

function failing(method: 'write' | 'rename', turn: number): Files {
  let count = 0
  const refuse = () => {
    if (++count === turn) throw Object.assign(new Error('ENOSPC: no space left on device'), {code: 'ENOSPC'})
  }
  return {
    ...files,
    [method]: async (one: string, other: string & Uint8Array) => {
      refuse()
      await files[method](one, other)
    }
  }
}

test('a manifest that cannot be read is none', async () => {
  expect(readManifest(undefined)).toBe(undefined)
  expect(readManifest(Buffer.from('{"editions": [], "ass'))).toBe(undefined)
  expect(readManifest(Buffer.from('{"editions": {}}'))).toBe(undefined)
  expect(readManifest(Buffer.from(JSON.stringify(manifest([]))))).toEqual(manifest([]))
  expect(await publishedManifest(folder, files)).toBe(undefined)
})

describe('the manifest of a build', () => {
  const file = (format: 'html' | 'pdf', sha256: string): ManifestFile => ({format, path: `x.${format}`, sha256, bytes: 1})
  const entry = (id: string, files: readonly ManifestFile[], changes: Partial<ManifestEdition> = {}): ManifestEdition => ({
    id,
    axes: {},
    state: 'current',
    files,
    data: [],
    messages: [],
    ...changes
  })
  const matrix = (...ids: string[]): Edition[] => ids.map((id) => ({id, axes: {}, language: 'en', path: id, layout: 'report'}))

  test('has the editions of the matrix in its order, new ones before old ones of the same id', () => {
    const merged = mergeEditions(
      [entry('a', [file('html', '1')]), entry('b', [file('html', '2')])],
      [entry('b', [file('html', '3')])],
      matrix('a', 'b', 'c')
    )
    expect(merged.map(({id, files}) => `${id} ${files.map(({sha256}) => sha256).join()}`)).toEqual(['a 1', 'b 3'])
  })

  test('forgets editions that left the matrix', () => {
    expect(mergeEditions([entry('a', []), entry('b', [])], [], matrix('b')).map(({id}) => id)).toEqual(['b'])
  })

  test('keeps the format that was not made', () => {
    const [merged] = mergeEditions(
      [entry('a', [file('pdf', '1'), file('html', '2')])],
      [entry('a', [file('html', '3')])],
      matrix('a')
    )
    expect(merged!.files.map(({format, sha256}) => `${format} ${sha256}`)).toEqual(['pdf 1', 'html 3'])
  })

  test('keeps all files of an edition that failed, with what it failed of', () => {
    const failed = entry('a', [], {state: 'missing', messages: ['No value']})
    expect(
      mergeEditions([entry('a', [file('html', '1')], {data: [{query: 'q', sha256: 'd', rows: 1}]})], [failed], matrix('a'))
    ).toEqual([
      entry('a', [file('html', '1')], {state: 'kept', messages: ['No value'], data: [{query: 'q', sha256: 'd', rows: 1}]})
    ])
  })

  test('says that an edition is missing which failed and was never there', () => {
    const failed = entry('a', [], {state: 'missing', messages: ['No value']})
    expect(mergeEditions([], [failed], matrix('a'))).toEqual([failed])
    expect(mergeEditions([entry('a', [], {state: 'missing'})], [failed], matrix('a'))).toEqual([failed])
  })
})

test('a part of the matrix adds to what is published; the whole of a smaller one removes from it', async () => {
  const report = await reportCopy('markets')
  const places = {folder: report, out: folder, store: join(folder, '../store')}
  await edit(report, 'report.yaml', (text) => `${text}formats: [html]\n`)
  await buildReport(places, {only: {region: ['west'], language: ['en']}})
  await buildReport(places, {only: {region: ['north'], language: ['en'], audience: ['short']}})
  expect((await pathsIn()).filter((path) => path.endsWith('markets.html'))).toEqual([
    'north/short/en/markets.html',
    'west/short/en/markets.html'
  ])
  const published = (await publishedManifest(folder, files))!.editions.map(({id, state}) => `${id} ${state}`)
  expect(published).toEqual(['north.short.en current', 'west.short.en current'])
  await edit(report, 'report.yaml', (text) =>
    text.replace('- {region: west, audience: full}', '- {region: west}\n  - {region: south}')
  )
  await buildReport(places)
  expect((await readdir(folder)).sort()).toEqual(['assets', 'index.html', 'manifest.json', 'north'])
})
