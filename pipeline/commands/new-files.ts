/** Files of a new report -> the folder that they are written into, whole and over nothing that is there. */
import {basename, dirname, join} from 'node:path'
import {packageOf, withSchemas, type NewFile} from '../run/starter.ts'
import {VERSION} from '../run/tool.ts'
import type {World} from '../world.ts'
import {UsageError} from './command.ts'

/**
 * The files that are written into a folder. Beside other reports what belongs to all of them stays as it is. Throws a UsageError
 * where another one is there already.
 */
export async function filesFor(folder: string, all: readonly NewFile[], world: World): Promise<readonly NewFile[]> {
  const isThere = async (path: string) => (await world.files.resolve(join(folder, path))) !== undefined
  const there = new Set((await Promise.all(all.map(async ({path}) => ((await isThere(path)) ? [path] : [])))).flat())
  const isProject = (await reportsIn(folder, world)).length > 0
  const files = all.filter(({path}) => !isProject || path.startsWith('sources/') || !there.has(path))
  const taken = files.map(({path}) => path).filter((path) => there.has(path))
  if (taken.length > 0)
    throw new UsageError(
      `Unexpected ${taken.length === 1 ? 'file' : 'files'} \`${taken.join('`, `')}\`, expected a folder without`,
      `Nothing was written. ${isProject ? 'Call the new report otherwise, with `--name NAME`' : 'Move them away'}, or give another folder.`
    )
  const above = await projectAbove(folder, world)
  if (above !== undefined) return files.map((file) => withSchemas(file, above))
  return (await isThere('package.json')) ? files : [...files, packageOf(basename(folder), VERSION)]
}

/** Names of the reports that a folder has. */
export async function reportsIn(folder: string, {files}: World): Promise<readonly string[]> {
  const sources = join(folder, 'sources')
  const isReport = async (name: string) => (await files.resolve(join(sources, name, 'report.yaml'))) !== undefined
  const names = (await files.folders(sources)).filter((name) => name !== '')
  return (await Promise.all(names.map(async (name) => ((await isReport(name)) ? [name] : [])))).flat()
}

// The way up to a project that has Octavo, as `../`. A folder in it uses that one: a second beside it may be another.
async function projectAbove(folder: string, world: World, way = '../'): Promise<string | undefined> {
  const above = dirname(folder)
  if (above === folder) return undefined
  if ((await world.files.resolve(join(above, 'node_modules/octavo/package.json'))) !== undefined) return way
  return projectAbove(above, world, `../${way}`)
}

/** Write them all, or nothing: a report of which a part is there keeps the next one out. */
export async function writeAll(files: readonly NewFile[], folder: string, {files: disk}: World): Promise<void> {
  const written: string[] = []
  try {
    for (const {path, bytes} of files) {
      written.push(join(folder, path))
      await disk.write(join(folder, path), bytes)
    }
  } catch (error) {
    for (const path of written) await disk.removeWithEmptyFolders(path, folder).catch(() => undefined)
    throw error
  }
}
