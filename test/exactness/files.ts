/** A report's folder as a value, so that edits are functions and any earlier state can come back. */
import {mkdir, readdir, readFile, readlink, rm, symlink, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/** A file's content, or the place that a link leads to. */
export type Entry = Uint8Array | {readonly link: string}

/** By path, with forward slashes. */
export type Files = ReadonlyMap<string, Entry>

/** A whole number below a bound, the same sequence for the same seed. */
export type Pick = (below: number) => number

/** One kind of edit. Where it finds nothing to change it gives what it was given. */
export interface Kind {
  readonly name: string
  change(files: Files, pick: Pick): Files
}

export async function readFiles(folder: string): Promise<Files> {
  const entries = (await readdir(folder, {recursive: true, withFileTypes: true})).filter((entry) => !entry.isDirectory())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  const read = async (path: string): Promise<[string, Entry]> => [
    path.slice(folder.length + 1),
    (await readlink(path)
      .catch(() => undefined)
      .then((link) => (link === undefined ? undefined : {link}))) ?? (await readFile(path))
  ]
  return new Map(await Promise.all(paths.map(read)))
}

/** Make a folder that holds `before` hold `after`; files that are the same are left alone. */
export async function writeFiles(folder: string, before: Files, after: Files): Promise<void> {
  for (const path of before.keys()) if (!after.has(path)) await rm(join(folder, path), {force: true})
  for (const [path, entry] of after) {
    if (before.has(path) && isSame(before.get(path)!, entry)) continue
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await rm(join(folder, path), {force: true})
    await ('link' in entry ? symlink(entry.link, join(folder, path)) : writeFile(join(folder, path), entry))
  }
}

export function areSame(one: Files, other: Files): boolean {
  return one.size === other.size && [...one].every(([path, entry]) => other.has(path) && isSame(entry, other.get(path)!))
}

function isSame(one: Entry, other: Entry): boolean {
  if ('link' in one || 'link' in other) return 'link' in one && 'link' in other && one.link === other.link
  return Buffer.compare(one, other) === 0
}

/** The text of a file; empty where it is missing or a link. */
export function textOf(files: Files, path: string): string {
  const entry = files.get(path)
  return entry === undefined || 'link' in entry ? '' : Buffer.from(entry).toString()
}

export function withText(files: Files, path: string, text: string): Files {
  return new Map([...files, [path, Buffer.from(text)]])
}

export function without(files: Files, path: string): Files {
  return new Map([...files].filter(([other]) => other !== path))
}

export function renamed(files: Files, from: string, to: string): Files {
  const entry = files.get(from)
  return entry === undefined || files.has(to) ? files : new Map([...without(files, from), [to, entry]])
}

/** Change a text that is there. */
export function edited(files: Files, path: string, change: (text: string) => string): Files {
  const text = textOf(files, path)
  const changed = change(text)
  return text === '' || changed === text ? files : withText(files, path, changed)
}

/** Change every text below a folder, such as a name that is used in many places. */
export function editedAll(files: Files, folders: readonly string[], change: (text: string) => string): Files {
  const paths = [...files.keys()].filter(
    (path) => folders.some((folder) => path.startsWith(folder)) && !/\.(png|jpg)$/.test(path)
  )
  return paths.reduce((sofar, path) => edited(sofar, path, change), files)
}
