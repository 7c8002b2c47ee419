/** What was not used for long goes; what is used, published or being made stays. */
import {mkdir, readdir, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {expect, test} from 'vitest'
import {today} from '../../pipeline/cache/index-file.ts'
import {prune} from '../../pipeline/cache/prune.ts'
import {blobPath} from '../../pipeline/cache/folder.ts'
import {openStore, type Trace} from '../../pipeline/cache/store.ts'
import {withSession} from '../../pipeline/run/session.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {temporaryFolder} from '../temporary.ts'

const large = (name: string) => `${name} `.repeat(20_000)

function trace(part: string, calls?: readonly string[]): Trace {
  return {stage: 's', subject: 'x', inputs: {}, ms: 1, parts: {part}, messages: [], ...(calls && {calls})}
}

/** A store of old traces: `whole` asks for `inner`; all are as old as the first of 1970, but for those in `used`. */
async function filled(used: readonly string[] = []) {
  const root = join(await temporaryFolder(), '.store')
  const store = openStore(root)
  const names: Record<string, string> = {}
  for (const key of ['whole', 'inner', 'lone', 'small']) names[key] = await store.put(key === 'small' ? 'small' : large(key))
  for (const key of ['inner', 'lone', 'small']) await store.record(key, trace(names[key]!))
  await store.record('whole', trace(names['whole']!, ['inner', 'gone']))
  await store.close()
  await age(root, used)
  return {root, names}
}

async function age(root: string, used: readonly string[]): Promise<void> {
  const database = new DatabaseSync(join(root, 'traces.db'))
  database.exec('update uses set day = 0; update blobs set day = 0')
  for (const key of used) database.prepare('update uses set day = ? where key = ?').run(today(), key)
  database.close()
  for (const name of await readdir(join(root, 'blobs'), {recursive: true})) await utimes(join(root, 'blobs', name), 1, 1)
}

async function known(root: string): Promise<readonly string[]> {
  const store = openStore(root)
  const found: string[] = []
  for (const key of ['whole', 'inner', 'lone', 'small']) if (await store.recall(key)) found.push(key)
  await store.close()
  return found
}

test('what is used stays, with what it asked for', async () => {
  const {root, names} = await filled(['whole'])
  const pruned = await prune({root, days: 30, isDry: false})
  expect(pruned).toEqual({
    traces: 2,
    blobs: 2,
    bytes: large('lone').length + 2 + '"small"'.length,
    stay: {traces: 2, blobs: 2, bytes: large('whole').length + large('inner').length + 4}
  })
  expect(await known(root)).toEqual(['whole', 'inner'])
  const left = await readdir(join(root, 'blobs'), {recursive: true})
  expect(left.filter((name) => name.length > 2).sort()).toEqual(
    [names['whole']!, names['inner']!].map((name) => `${name.slice(0, 2)}/${name.slice(2)}`).sort()
  )
})

test('to recall is to use', async () => {
  const {root} = await filled()
  const store = openStore(root)
  expect(await store.recall('lone')).toBeDefined()
  await store.close()
  expect((await prune({root, days: 30, isDry: false})).stay.traces).toBe(1)
  expect(await known(root)).toEqual(['lone'])
})

test.each(['beside the store', 'that a build noted'])('what a manifest %s lists stays', async (where) => {
  const {root, names} = await filled()
  const out = where === 'beside the store' ? join(root, '../report') : await temporaryFolder()
  await mkdir(out, {recursive: true})
  await writeFile(join(out, 'manifest.json'), JSON.stringify({editions: [{files: [{sha256: names['whole']}]}]}))
  const store = openStore(root)
  if (where !== 'beside the store') store.noteOutput(out)
  await store.close()
  await prune({root, days: 30, isDry: false})
  expect(await known(root)).toEqual(['whole', 'inner'])
})

test('a dry run tells the same, and removes nothing', async () => {
  const {root} = await filled(['small'])
  const told = await prune({root, days: 30, isDry: true})
  expect(await known(root)).toEqual(['whole', 'inner', 'lone', 'small'])
  await age(root, ['small'])
  expect(await prune({root, days: 30, isDry: false})).toEqual(told)
})

test('young content without a trace stays, and a store that is not there is none', async () => {
  const {root} = await filled()
  const store = openStore(root)
  const name = await store.put(large('young'))
  await store.record('x', trace(await store.put('y')))
  await prune({root, days: 30, isDry: false})
  expect(Buffer.from(await store.bytes(name)).toString()).toBe(JSON.stringify(large('young')))
  await store.close()
  expect((await prune({root: join(root, 'nowhere'), days: 30, isDry: false})).traces).toBe(0)
  await expect(readdir(join(root, 'nowhere'))).rejects.toThrow('ENOENT')
})

test('a command under which old content is pruned away begins again and ends well', async () => {
  const {root, names} = await filled()
  let attempts = 0
  const read = withSession(thisMachine(), {store: root}, async ({store}) => {
    attempts++
    if ((await store.recall('lone')) === undefined) return 'made again'
    await prune({root, days: 30, isDry: false})
    return Buffer.from(await store.bytes(names['lone']!)).toString()
  })
  expect(await read).toBe('made again')
  expect(attempts).toBe(2)
})

test('the file of the index becomes smaller', async () => {
  const {root} = await filled()
  const store = openStore(root)
  for (let at = 0; at < 300; at++) await store.record(`k${at}`, trace(await store.put(`${at} `.repeat(5_000))))
  await store.close()
  await age(root, [])
  const pages = () => {
    const database = new DatabaseSync(join(root, 'traces.db'))
    const count = Number(database.prepare('pragma page_count').get()?.['page_count'])
    database.close()
    return count
  }
  const before = pages()
  await prune({root, days: 30, isDry: false})
  expect(pages()).toBeLessThan(before / 10)
  expect(blobPath(root, 'abcd')).toBe(join(root, 'blobs', 'ab', 'cd'))
})

test('what a comparison that was killed was built into goes after a day', async () => {
  const {root} = await filled()
  for (const run of ['revisions/1', 'revisions/2']) await mkdir(join(root, run, 'output-1'), {recursive: true})
  await utimes(join(root, 'revisions/1'), 1, 1)
  await prune({root, days: 30, isDry: false})
  expect(await readdir(join(root, 'revisions'))).toEqual(['2'])
})
