/** Publishing: whole files only, the manifest last, and of a failure nothing but the old output. */
import {mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {digestOfBytes} from '../pipeline/cache/hash.ts'
import {Artifact} from '../pipeline/cache/memo.ts'
import {openStore, type DiskStore} from '../pipeline/cache/store.ts'
import {compare} from '../pipeline/stages/publish/compare.ts'
import {
  compareOutput,
  publish,
  readPublished,
  type Comparison,
  type Known,
  type Manifest,
  type ManifestEdition,
  type ManifestFile,
  type Place
} from '../pipeline/stages/publish/index.ts'
import {mergeEditions, readManifest, writeManifest} from '../pipeline/stages/publish/manifest.ts'
import type {Edition} from '../pipeline/types.ts'
import {thisMachine, type Files} from '../pipeline/world.ts'
import {digestsIn} from './building.ts'
import {temporaryFolder} from './temporary.ts'

const {files} = thisMachine()
let folder: string
let store: DiskStore

beforeEach(async () => {
  const root = await temporaryFolder()
  folder = join(root, 'out')
  store = openStore(join(root, 'store'))
  return () => store.close()
})

function manifest(contents: Readonly<Record<string, string>>): Manifest {
  const assets = Object.entries(contents).map(([path, text]) => ({path, sha256: digestOfBytes(Buffer.from(text))}))
  return {report: 'r', release: '2024-04-15', tool: 'octavo', browser: '', node: '24', editions: [], assets}
}

function place(own: Files = files): Place {
  return {folder, files: own, mover: own, digestOf: async (path) => digestOfBytes(await files.read(path))}
}

/** Publish texts as a build does: what is there is compared, what is not wanted any more goes. */
async function publishTexts(texts: Readonly<Record<string, string>>, own: Files = files): Promise<Comparison> {
  const wanted = manifest(texts)
  const comparison = await compareOutput(wanted, await readPublished(place()), place())
  const contents = new Map(
    await Promise.all(
      Object.entries(texts).map(
        async ([path, text]) => [path, new Artifact<Uint8Array>(await store.put(Buffer.from(text)), store)] as const
      )
    )
  )
  await publish({manifest: wanted, comparison, contents}, place(own))
  return comparison
}
const written = async (texts: Readonly<Record<string, string>>) => (await publishTexts(texts)).write
const listed = async () => (await readPublished(place())).manifest?.assets.map(({path}) => path)
const pathsIn = async () => Object.keys(await digestsIn(folder))

test('writes what is new and tells which paths those are', async () => {
  expect(await written({'a/x.html': 'one', 'b/x.html': 'two', 'index.html': 'all'})).toEqual([
    'a/x.html',
    'b/x.html',
    'index.html'
  ])
  expect(await written({'a/x.html': 'one', 'b/x.html': 'new', 'index.html': 'all'})).toEqual(['b/x.html'])
  expect(await readFile(join(folder, 'b/x.html'), 'utf8')).toBe('new')
  expect(await pathsIn()).toEqual(['a/x.html', 'b/x.html', 'index.html', 'manifest.json'])
})

test('writes again what was altered or removed, and leaves what it does not know', async () => {
  await publishTexts({'a/x.html': 'one', 'b/x.html': 'two', 'c/x.html': 'three'})
  await writeFile(join(folder, 'a/x.html'), 'altered')
  await rm(join(folder, 'c'), {recursive: true})
  await writeFile(join(folder, 'a/own.txt'), 'a reader’s own')
  expect(await written({'a/x.html': 'one', 'b/x.html': 'two', 'c/x.html': 'three'})).toEqual(['a/x.html', 'c/x.html'])
  expect(await pathsIn()).toEqual(['a/own.txt', 'a/x.html', 'b/x.html', 'c/x.html', 'manifest.json'])
})

test('removes what departed, with the folders that are empty then; not what somebody altered since', async () => {
  await publishTexts({'a/b/x.html': 'one', 'a/c/x.html': 'two', 'a/d/x.html': 'three'})
  await writeFile(join(folder, 'a/d/x.html'), 'altered')
  const {remove, altered} = await publishTexts({'a/c/x.html': 'two'})
  expect({remove, altered}).toEqual({remove: ['a/b/x.html'], altered: ['a/d/x.html']})
  expect(await readdir(join(folder, 'a'))).toEqual(['c', 'd'])
})

test('renames in one pass once everything is written, the manifest last', async () => {
  await publishTexts({'old.html': 'old'})
  const done: string[] = []
  const name = (path: string) => {
    const below = path.slice(folder.length + 1)
    return below.startsWith('.octavo/') && below !== '.octavo/pending.json' ? 'aside' : below
  }
  const heard: Files = {
    ...files,
    write: (path, bytes) => (done.push(`write ${name(path)}`), files.write(path, bytes)),
    rename: (from, to) => (done.push(`rename ${name(to)}`), files.rename(from, to)),
    removeWithEmptyFolders: (path, root) => (done.push(`remove ${name(path)}`), files.removeWithEmptyFolders(path, root))
  }
  await publishTexts({'a.html': '1', 'b.html': '2'}, heard)
  expect(done).toEqual([
    'write aside',
    'write aside',
    'write .octavo/pending.json',
    'rename a.html',
    'rename b.html',
    'remove old.html',
    'write manifest.json'
  ])
})

test('a build killed between its renames and its manifest leaves nothing that no later build knows', async () => {
  await publishTexts({'a.html': 'a'})
  await expect(publishTexts({'a.html': 'a', 'b.html': 'b'}, failing('removeNothing', 1))).rejects.toThrow('ENOSPC')
  expect(await pathsIn()).toEqual(['.octavo/pending.json', 'a.html', 'b.html', 'manifest.json'])
  expect((await publishTexts({'a.html': 'a'})).remove).toEqual(['b.html'])
  expect(await pathsIn()).toEqual(['a.html', 'manifest.json'])
})

describe('a full disk', () => {
  const before = {'a.html': 'a', 'b.html': 'b', 'c.html': 'c'}
  const after = {'a.html': 'A', 'b.html': 'B', 'c.html': 'C', 'd.html': 'D'}

  test.each([1, 2, 3, 4, 5])('at write %i leaves all that was published', async (turn) => {
    await publishTexts(before)
    const digests = await digestsIn(folder)
    await expect(publishTexts(after, failing('write', turn))).rejects.toThrow('ENOSPC')
    expect(await digestsIn(folder)).toEqual(digests)
  })

  test('at the manifest leaves whole files, and the next build ends what was begun', async () => {
    await publishTexts(before)
    await expect(publishTexts(after, failing('write', 6))).rejects.toThrow('ENOSPC')
    expect(await listed()).toEqual(['a.html', 'b.html', 'c.html'])
    expect(await written(after)).toEqual([])
    expect(await listed()).toEqual(['a.html', 'b.html', 'c.html', 'd.html'])
  })

  test('at a rename leaves each file old or new, never half', async () => {
    await publishTexts(before)
    await expect(publishTexts(after, failing('rename', 3))).rejects.toThrow('ENOSPC')
    expect(await Promise.all(Object.keys(before).map((path) => readFile(join(folder, path), 'utf8')))).toEqual(['A', 'B', 'c'])
    expect(await written(after)).toEqual(['c.html', 'd.html'])
  })
})

// `removeNothing` fails at the manifest, when all files have their names.
function failing(method: 'write' | 'rename' | 'removeNothing', turn: number): Files {
  let count = 0
  const refuse = () => {
    if (++count === turn) throw Object.assign(new Error('ENOSPC: no space left on device'), {code: 'ENOSPC'})
  }
  return {
    ...files,
    write: async (path, bytes) => {
      if (method === 'write' || (method === 'removeNothing' && path.endsWith('manifest.json'))) refuse()
      await files.write(path, bytes)
    },
    rename: async (from, to) => {
      if (method === 'rename') refuse()
      await files.rename(from, to)
    }
  }
}

describe('what a manifest says is anybody’s word (A6)', () => {
  const whole = manifest({'a.html': 'a'})
  const edition = {id: 'a', axes: {}, state: 'current', files: [], data: [], messages: []}
  const asset = (path: string) => ({...whole, assets: [{path, sha256: digestOfBytes(Buffer.from('x'))}]})

  test.each([
    ['no JSON', '{"editions": [], "ass'],
    ['a list', []],
    ['null', null],
    ['editions that are no list', {...whole, editions: {}}],
    ['an edition that is null', {...whole, editions: [null]}],
    ['an edition without files', {...whole, editions: [{...edition, files: undefined}]}],
    ['an axis value that is no text', {...whole, editions: [{...edition, axes: {region: {}}}]}],
    ['a file without a digest', {...whole, assets: [{path: 'a.html', sha256: 1}]}],
    ['a path upwards', asset('../x')],
    ['a path from the root', asset('/etc/x')],
    ['a path with dots inside', asset('a/../../x')],
    ['a path with a backslash', asset('..\\x')],
    ['a path with NUL', asset('a\0')],
    ['the manifest itself', asset('manifest.json')],
    ['the build’s own folder', asset('.octavo/lock')],
    ['the file of a shard', asset('shard.json')],
    ['what a page needs, upwards', {...whole, editions: [{...edition, files: [file('html', 'x', ['../x'])]}]}]
  ])('%s: it is none, the build says so and goes on', async (_, value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    expect(readManifest(Buffer.from(text))).toBe(undefined)
    await mkdir(folder, {recursive: true})
    await writeFile(join(folder, '../x'), 'x')
    await writeFile(join(folder, 'manifest.json'), text)
    const {messages, known} = await readPublished(place())
    expect(known).toEqual([])
    expect(messages.map(({severity, rule}) => `${severity} ${rule}`)).toEqual(['warning manifest-is-readable'])
    await publishTexts({'a.html': 'a'})
    expect(await listed()).toEqual(['a.html'])
    expect(await readFile(join(folder, '../x'), 'utf8')).toBe('x')
  })

  test('a whole one is read as it was written', () => {
    expect(readManifest(writeManifest(whole))).toEqual(whole)
  })

  test('a folder without one has none, and nothing to say of it', async () => {
    expect(await readPublished(place())).toEqual({manifest: undefined, known: [], messages: []})
  })

  test('a list of what was about to be published that leads out of the folder is not believed', async () => {
    await mkdir(join(folder, '.octavo'), {recursive: true})
    await writeFile(join(folder, '../x'), 'x')
    await writeFile(
      join(folder, '.octavo/pending.json'),
      JSON.stringify([{path: '../x', sha256: digestOfBytes(Buffer.from('x'))}])
    )
    await publishTexts({'a.html': 'a'})
    expect(await readFile(join(folder, '../x'), 'utf8')).toBe('x')
  })

  test.each(['write', 'remove'])('a link out of the folder is followed by no %s', async (kind) => {
    const outside = join(folder, '../outside')
    await mkdir(outside, {recursive: true})
    await publishTexts({'a/x.html': 'one'})
    await rm(join(folder, 'a'), {recursive: true})
    await symlink(outside, join(folder, 'a'))
    await writeFile(join(outside, 'x.html'), 'one')
    await expect(publishTexts(kind === 'write' ? {'a/x.html': 'two'} : {'b.html': 'b'})).rejects.toThrow('leads out of it')
    expect(await readFile(join(outside, 'x.html'), 'utf8')).toBe('one')
  })
})

describe('what should be there against what is', () => {
  const there = new Map([
    ['same', '1'],
    ['other', '1'],
    ['gone', '1'],
    ['mine', '2']
  ])
  const known: Known[] = [
    {path: 'gone', sha256: '1'},
    {path: 'mine', sha256: '1'},
    {path: 'vanished', sha256: '1'},
    {path: 'same', sha256: '0'}
  ]

  test('each file is in one list', () => {
    const wanted = [
      {path: 'same', sha256: '1'},
      {path: 'other', sha256: '2'},
      {path: 'new', sha256: '1'},
      {path: 'pdf', sha256: undefined}
    ]
    expect(compare(wanted, known, there)).toEqual({
      print: ['pdf'],
      write: ['other', 'new'],
      keep: ['same'],
      remove: ['gone'],
      altered: ['mine']
    })
  })

  test('of two builds that knew a path, either one’s bytes are ours', () => {
    expect(compare([], known, there).altered).toEqual(['mine', 'same'])
    expect(compare([], [...known, {path: 'mine', sha256: '2'}], there).altered).toEqual(['same'])
  })
})

function file(format: 'html' | 'pdf', text: string, assets?: readonly string[]): ManifestFile {
  return {format, path: `x.${format}`, sha256: digestOfBytes(Buffer.from(text)), bytes: 1, ...(assets && {assets})}
}

describe('the manifest of a build', () => {
  const entry = (id: string, files: readonly ManifestFile[], changes: Partial<ManifestEdition> = {}): ManifestEdition => ({
    id,
    axes: {},
    state: 'current',
    files: files.map((file) => ({...file, path: `${id}/${file.path}`})),
    data: [],
    messages: [],
    ...changes
  })
  const matrix = (...ids: string[]): Edition[] => ids.map((id) => ({id, axes: {}, language: 'en', path: id, layout: 'report'}))
  const shown = (editions: readonly ManifestEdition[]) =>
    editions.map(
      ({id, state, files}) => `${id} ${state} ${files.map(({format, sha256}) => `${format}:${sha256.slice(0, 2)}`).join()}`
    )
  const [one, two, three] = ['1', '2', '3'].map((text) => digestOfBytes(Buffer.from(text)).slice(0, 2))

  test('A1 a file is of the edition that was made there, whatever its edition was called before', () => {
    const before = [entry('b.a', [file('html', '1'), file('pdf', '2')]), entry('c.a', [file('html', '2')])]
    const now = entry('a.b', [file('html', '3')])
    const moved = {...now, files: now.files.map((each) => ({...each, path: 'b.a/x.html'}))}
    const merged = mergeEditions({before, now: [moved], matrix: matrix('a.b', 'a.c', 'c.a'), isWhole: false})
    expect(shown(merged)).toEqual([`a.b current html:${three}`, `b.a kept pdf:${two}`, `c.a current html:${two}`])
    const over = {...now, files: now.files.map((each) => ({...each, path: 'c.a/x.html'}))}
    expect(shown(mergeEditions({before: [before[1]!], now: [over], matrix: matrix('a.b', 'c.a'), isWhole: false}))).toEqual([
      `a.b current html:${three}`,
      'c.a missing '
    ])
  })

  test('has new ones before old ones of the same id', () => {
    const before = [entry('a', [file('html', '1')]), entry('b', [file('html', '2')])]
    const merged = mergeEditions({before, now: [entry('b', [file('html', '3')])], matrix: matrix('a', 'b', 'c'), isWhole: false})
    expect(shown(merged)).toEqual([`a current html:${one}`, `b current html:${three}`])
  })

  test('forgets editions that left the matrix in a whole build only; a part of it keeps what is published', () => {
    const before = [entry('a', [file('html', '1')]), entry('b', [])]
    expect(shown(mergeEditions({before, now: [], matrix: matrix('b'), isWhole: true}))).toEqual(['b current '])
    expect(shown(mergeEditions({before, now: [], matrix: matrix('b'), isWhole: false}))).toEqual([
      `a kept html:${one}`,
      'b current '
    ])
  })

  test('keeps the format that was not made, but in a whole build', () => {
    const before = [entry('a', [file('pdf', '1'), file('html', '2')])]
    const input = {before, now: [entry('a', [file('html', '3')])], matrix: matrix('a')}
    expect(shown(mergeEditions({...input, isWhole: false}))).toEqual([`a current pdf:${one},html:${three}`])
    expect(shown(mergeEditions({...input, isWhole: true}))).toEqual([`a current html:${three}`])
  })

  test('keeps all files of an edition that failed, with what it failed of', () => {
    const failed = entry('a', [], {state: 'missing', messages: ['No value']})
    const before = [entry('a', [file('html', '2')], {data: [{query: 'q', sha256: 'd', rows: 1}]})]
    const [kept] = mergeEditions({before, now: [failed], matrix: matrix('a'), isWhole: true})
    expect(shown([kept!])).toEqual([`a kept html:${two}`])
    expect(kept).toMatchObject({messages: ['No value'], data: [{query: 'q', sha256: 'd', rows: 1}]})
  })

  test('takes what a shard kept where nothing was published before, but for the files that another edition made now', () => {
    const kept = entry('a', [file('html', '1'), file('pdf', '2')], {state: 'kept', messages: ['No value']})
    const other = entry('b', [file('html', '3')])
    const made = {...other, files: other.files.map((each) => ({...each, path: kept.files[0]!.path}))}
    const input = {matrix: matrix('a', 'b'), isWhole: true}
    for (const now of [
      [kept, made],
      [made, kept]
    ])
      expect(shown(mergeEditions({...input, now, before: []}))).toEqual([`a kept pdf:${two}`, `b current html:${three}`])
    const [first] = mergeEditions({...input, now: [kept], before: [entry('a', [file('html', '3')])]})
    expect(shown([first!])).toEqual([`a kept html:${three}`])
    expect(first?.messages).toEqual(['No value'])
  })

  test('says that an edition is missing which failed and was never there', () => {
    const failed = entry('a', [], {state: 'missing', messages: ['No value']})
    const input = {now: [failed], matrix: matrix('a'), isWhole: true}
    expect(mergeEditions({...input, before: []})).toEqual([failed])
    expect(mergeEditions({...input, before: [entry('a', [], {state: 'missing'})]})).toEqual([failed])
  })
})
