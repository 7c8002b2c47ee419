/** A report to begin with, from our templates -> the files of a folder of one's own. */
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {World} from '../world.ts'

/** The starters, the first of them where nothing else is said, and what each is. */
export const STARTERS: Readonly<Record<string, string>> = {
  brief: 'a brief for each district, from CSV',
  series: 'a bulletin for each quarter, from a workbook',
  leaflet: 'one page to fold or to hang'
}

/** The one that is written where nothing else is said. */
export const [FIRST = ''] = Object.keys(STARTERS)

/** A file that is to be written. */
export interface NewFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string
  readonly bytes: Uint8Array
}

const FOLDER = fileURLToPath(new URL('../../templates/starters', import.meta.url))

/** Where files of all starters go; npm does not pack files of the first name. */
const COMMON: Readonly<Record<string, string>> = {gitignore: '.gitignore', 'vscode-settings.json': '.vscode/settings.json'}

/**
 * The files of a starter: its report below `sources/`, its README, and what a project needs around it. The report is called by
 * `name`, in its folder, its id and its README; by the starter's names where that is left out.
 */
export async function filesOf(starter: string, {files}: World, name?: string): Promise<readonly NewFile[]> {
  const own = await files.list(join(FOLDER, starter))
  const all = await Promise.all([
    ...(await commonFiles({files})),
    ...own.map(async (path) => ({
      path: path === 'README.md' ? path : `sources/${name ?? starter}/${path}`,
      bytes: await files.read(join(FOLDER, starter, path))
    }))
  ])
  return name === undefined ? all : named(all, {starter, name})
}

/** What a project needs around its reports. */
export function commonFiles({files}: Pick<World, 'files'>): Promise<readonly NewFile[]> {
  return Promise.all(
    Object.entries(COMMON).map(async ([name, path]) => ({path, bytes: await files.read(join(FOLDER, 'common', name))}))
  )
}

/** Colours to begin with, relative to the report. */
export async function brandOf({files}: Pick<World, 'files'>): Promise<NewFile> {
  return {path: 'brand.yaml', bytes: await files.read(join(FOLDER, FIRST, 'brand.yaml'))}
}

/** What a report may be called: as the schema of `report.yaml` has it. */
export function isName(text: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

function named(
  files: readonly NewFile[],
  {starter, name}: {readonly starter: string; readonly name: string}
): readonly NewFile[] {
  const report = files.find(({path}) => path.endsWith('/report.yaml'))!
  const [, id = ''] = /^id: (.+)$/m.exec(Buffer.from(report.bytes).toString()) ?? []
  const change = (file: NewFile, changed: (text: string) => string) => ({
    ...file,
    bytes: Buffer.from(changed(Buffer.from(file.bytes).toString()))
  })
  return files.map((file) => {
    if (file === report) return change(file, (text) => text.replace(/^id: .+$/m, `id: ${name}`))
    if (file.path !== 'README.md') return file
    return change(file, (text) =>
      text.replaceAll(new RegExp(`\\b(output|sources)/${starter}\\b`, 'g'), `$1/${name}`).replaceAll(`${id}.pdf`, `${name}.pdf`)
    )
  })
}

/** A file whose schemas lie in the `node_modules` of a folder above. */
export function withSchemas(file: NewFile, way: string): NewFile {
  if (!/\.(?:ya?ml|json)$/.test(file.path) || file.path.includes('/data/')) return file
  const text = Buffer.from(file.bytes).toString()
  return {
    ...file,
    bytes: Buffer.from(text.replaceAll(/(?:\.\/)?((?:\.\.\/)*)node_modules\/octavo\//g, `${way}$1node_modules/octavo/`))
  }
}

/** A `package.json` that pins the version of Octavo. `name` is that of the folder. */
export function packageOf(name: string, version: string): NewFile {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const text = {
    name: plain || 'report',
    private: true,
    scripts: {build: 'octavo build', check: 'octavo check --strict'},
    devDependencies: {octavo: version}
  }
  return {path: 'package.json', bytes: Buffer.from(`${JSON.stringify(text, null, 2)}\n`)}
}
