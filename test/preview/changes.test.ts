/** What is saved is heard of, however a program saves it; what is none of the report's is not. */
import {EventEmitter} from 'node:events'
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {expect, onTestFinished, test, vi} from 'vitest'
import {watchFolders, type Changes} from '../../pipeline/preview/changes.ts'
import {temporaryFolder} from '../temporary.ts'

async function watched(): Promise<{readonly folder: string; readonly changes: Changes}> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'chapters'))
  await writeFile(join(folder, 'chapters/a.md'), 'one')
  const changes = await watchFolders({folders: [folder], except: [join(folder, 'output')], signal: new AbortController().signal})
  onTestFinished(() => changes.close())
  return {folder, changes}
}

test.each<[string, (folder: string) => Promise<void>]>([
  ['in place', (folder) => writeFile(join(folder, 'chapters/a.md'), 'two')],
  [
    'beside, and renamed over it',
    async (folder) => {
      await writeFile(join(folder, 'chapters/a.md.tmp'), 'two')
      await rename(join(folder, 'chapters/a.md.tmp'), join(folder, 'chapters/a.md'))
    }
  ],
  [
    'anew, the old one renamed before',
    async (folder) => {
      await rename(join(folder, 'chapters/a.md'), join(folder, 'chapters/a.md~'))
      await writeFile(join(folder, 'chapters/a.md'), 'two')
    }
  ],
  [
    'in a new folder',
    async (folder) => {
      await mkdir(join(folder, 'data/deep'), {recursive: true})
      await writeFile(join(folder, 'data/deep/b.csv'), 'id')
    }
  ],
  ['by being removed', (folder) => rm(join(folder, 'chapters/a.md'))]
])('a file that is saved %s is heard of, and again the next time', async (_, save) => {
  const {folder, changes} = await watched()
  expect(changes.isPending()).toBe(false)
  await save(folder)
  await changes.next()
  expect(changes.since()).toBeGreaterThan(0)
  await changes.quiet()
  if (changes.isPending()) await changes.next()
  await writeFile(join(folder, 'chapters/a.md'), 'three')
  await changes.next()
})

test('a file that is saved twice in one moment is heard of as it is at last', async () => {
  const {folder, changes} = await watched()
  for (const text of ['two', 'three', 'four']) {
    await writeFile(join(folder, 'chapters/a.md'), text)
    await changes.next()
  }
  expect(await readFile(join(folder, 'chapters/a.md'), 'utf8')).toBe('four')
})

test('where the system watches no files, what is saved is heard of by a look at the disk, once', async () => {
  vi.doMock('chokidar', () => ({
    watch() {
      const watcher = Object.assign(new EventEmitter(), {close: () => Promise.resolve()})
      setImmediate(() => watcher.emit('error', new Error('ENOSPC')))
      return watcher
    }
  }))
  onTestFinished(() => void vi.doUnmock('chokidar'))
  const {folder, changes} = await watched()
  await writeFile(join(folder, 'chapters/a.md'), 'two')
  await changes.next()
  await mkdir(join(folder, 'output'))
  await writeFile(join(folder, 'output/index.html'), 'x')
  await pause(2_500)
  expect(changes.isPending()).toBe(false)
  await rm(join(folder, 'chapters/a.md'))
  await changes.next()
})

test('what editors, Git and a build write beside is not heard of', async () => {
  const {folder, changes} = await watched()
  await mkdir(join(folder, '.git'))
  await mkdir(join(folder, 'output'))
  for (const name of ['chapters/.a.md.swp', 'chapters/~$b.xlsx', 'chapters/a.md~', '.git/index', 'output/index.html', 'x.tmp'])
    await writeFile(join(folder, name), 'x')
  // A folder that is looked at may be heard of itself; a file that counts comes last, and behind it nothing does.
  await pause(300)
  if (changes.isPending()) await changes.next()
  for (const name of ['chapters/.a.md.swp', 'chapters/~$b.xlsx', '.git/index', 'output/index.html', 'x.tmp'])
    await writeFile(join(folder, name), 'y')
  await pause(300)
  expect(changes.isPending()).toBe(false)
})

test('a checkout of Git is waited for', async () => {
  const {folder, changes} = await watched()
  await mkdir(join(folder, '.git'))
  await writeFile(join(folder, '.git/index.lock'), '')
  await writeFile(join(folder, 'chapters/a.md'), 'two')
  let isHeard = false
  const heard = changes.next().then(() => (isHeard = true))
  await pause(400)
  expect(isHeard).toBe(false)
  await rm(join(folder, '.git/index.lock'))
  await heard
})
