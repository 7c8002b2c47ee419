/** Large files are hashed in a thread of their own: the same digests, the same errors, and nothing that keeps a process alive. */
import {execFile} from 'node:child_process'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'
import {createFileHasher} from '../../pipeline/cache/file-digest.ts'
import {digestOfBytes} from '../../pipeline/cache/hash.ts'
import {temporaryFolder} from '../temporary.ts'

const MODULE = new URL('../../pipeline/cache/file-digest.ts', import.meta.url).href

async function files(): Promise<readonly {readonly path: string; readonly bytes: Buffer}[]> {
  const folder = await temporaryFolder()
  // Less than the buffer, as much, and more, with a last part that is not full.
  return Promise.all(
    [0, 1, 2 ** 20, 2 ** 20 + 1, 5_000_003].map(async (length) => {
      const file = {path: join(folder, `${length}`), bytes: Buffer.alloc(length, `${length} `)}
      await writeFile(file.path, file.bytes)
      return file
    })
  )
}

test('each answer is that of its file, asked together and one after the other', async () => {
  const all = await files()
  const hasher = createFileHasher()
  const expected = all.map(({bytes}) => digestOfBytes(bytes))
  expect(await Promise.all(all.map(({path}) => hasher.digest(path)))).toEqual(expected)
  for (const [index, {path}] of all.entries()) expect(await hasher.digest(path)).toBe(expected[index])
})

test('a file that cannot be read is told with its code, and those beside it have their digests', async () => {
  const [, one] = await files()
  const hasher = createFileHasher()
  const asked = [one!.path, `${one!.path}.gone`, one!.path].map((path) => hasher.digest(path))
  const [first, second, third] = await Promise.allSettled(asked)
  expect(second).toMatchObject({status: 'rejected', reason: {code: 'ENOENT'}})
  expect([first, third]).toEqual(Array.from({length: 2}, () => ({status: 'fulfilled', value: digestOfBytes(one!.bytes)})))
})

test('a process ends when its last file is hashed', async () => {
  const [one] = await files()
  const script = `const {createFileHasher} = await import(${JSON.stringify(MODULE)})
    console.log(await createFileHasher().digest(${JSON.stringify(one!.path)}))`
  const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {timeout: 300_000})
  expect(stdout.trim()).toBe(digestOfBytes(one!.bytes))
})
