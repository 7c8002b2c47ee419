/** Folders for one test, removed after it, and a report that it may change. */
import {cp, mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'octavo-test-')))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** A folder for all tests of a file. */
export async function untilTheEnd(afterAll: (clean: () => Promise<void>) => void): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'octavo-test-')))
  afterAll(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** A copy of `test/reports/<name>`. */
export async function reportCopy(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name)
  await cp(fileURLToPath(new URL(`reports/${name}`, import.meta.url)), folder, {recursive: true})
  return folder
}

/** Change a file of a report; the change must really change it. */
export async function edit(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  const changed = change(text)
  if (changed === text) throw new Error(`The edit of ${path} changed nothing`)
  await writeFile(join(folder, path), changed)
}
