/** From what the user typed to what commands understand. */
import {basename, join, resolve} from 'node:path'
import {isS3Address, readS3Address} from '../cache/s3-address.ts'
import {MachineError, suggestion} from '../messages.ts'
import type {Axis, Format} from '../types.ts'
import type {Only} from '../run/open.ts'
import {senselessHandbook} from '../run/handbook-page.ts'
import {senselessEpoch} from '../run/tool.ts'
import type {World} from '../world.ts'
import type {Shard} from '../run/shard-file.ts'
import {UsageError, type Given, type Setting} from './command.ts'

/** Options that say what is made of a report, and where it goes. */
export const runOptions = {
  only: {type: 'string', multiple: true},
  format: {type: 'string'},
  out: {type: 'string'},
  draft: {type: 'boolean'},
  'self-contained': {type: 'boolean'}
} as const

/** The option that names a store. */
export const storeOptions = {store: {type: 'string'}} as const

/** The option that asks for the times of the stages. */
export const verboseOptions = {verbose: {type: 'boolean'}} as const

/** Refuse what the environment says where it means nothing: it would be in every file, or silently in none. */
export function checkEnvironment({env}: World): void {
  const epoch = senselessEpoch(env)
  if (epoch !== undefined)
    throw new UsageError(
      `Unexpected \`SOURCE_DATE_EPOCH=${epoch.slice(0, 40)}\`, expected whole seconds since 1970, up to the year 9999`,
      'Unset it to print the release date of the report.'
    )
  const handbook = senselessHandbook(env)
  if (handbook !== undefined)
    throw new UsageError(
      `Unexpected \`OCTAVO_HANDBOOK=${handbook.slice(0, 60)}\`, expected the address of a page, as https://docs.example.org/en/handbook.html`,
      'Unset it to be led to the handbook of the package.'
    )
}

/** What a build, and a plan of it, is to do. */
export async function readBuild(given: Given, {world, signal}: Setting) {
  checkEnvironment(world)
  const folder = await reportFolder(given, world)
  const only = readOnly(given)
  const draft = given.options['draft'] === true
  const shard = readShard(given)
  const formats = readFormats(given)
  const enclosed = given.options['self-contained'] === true
  if (enclosed && formats?.includes('html') === false)
    throw new UsageError('Expected html among the formats of `--self-contained`')
  if (enclosed && shard !== undefined) throw new UsageError('Unexpected `--self-contained` beside `--shard`')
  const part = shard === undefined ? '' : `-shard-${shard.current}-of-${shard.total}`
  const name = basename(folder) + (draft ? '-draft' : '') + (enclosed ? '-self-contained' : '') + part
  return {
    folder,
    only,
    draft,
    enclosed,
    out: outputAt(textOption(given, 'out') ?? join('output', name), world),
    formats,
    jobs: readJobs(given, world),
    ...(shard && {shard}),
    signal,
    checkOnly: (axes: readonly Axis[]) => checkOnly(only, axes)
  }
}

/** Where an output goes: a folder, or a place in a bucket. Throws a UsageError for an address that means none. */
export function outputAt(text: string, world: World): string {
  if (!isS3Address(text)) return resolve(world.folder, text)
  try {
    readS3Address(text)
    return text
  } catch (error) {
    if (error instanceof MachineError) throw new UsageError(error.message, error.note)
    throw error
  }
}

/** The folder of the report: a path, a name under `sources/`, or the only one there is. */
export async function reportFolder({words: [name, ...rest]}: Given, world: World): Promise<string> {
  if (rest.length > 0) throw new UsageError(`Unexpected \`${rest[0]}\`, expected one report`)
  const sources = join(world.folder, 'sources')
  const known = (await world.files.folders(sources)).filter((folder) => folder !== '')
  if (name === undefined) return onlyReport(known, world)
  for (const folder of [resolve(world.folder, name), join(sources, name)]) if (await isReport(folder, world)) return folder
  throw new UsageError(`Unexpected report \`${name}\`, expected a folder with a report.yaml`, suggestion(name, known))
}

async function onlyReport(known: readonly string[], world: World): Promise<string> {
  if (await isReport(world.folder, world)) return world.folder
  const [only, second] = known
  if (only !== undefined && second === undefined) return join(world.folder, 'sources', only)
  throw new UsageError(
    'Expected the name of a report',
    known.length > 0 ? `Known under sources/: ${known.join(', ')}` : 'Give a folder with a report.yaml.'
  )
}

async function isReport(folder: string, world: World): Promise<boolean> {
  return (await world.files.resolve(join(folder, 'report.yaml'))) !== undefined
}

/** `--only region=gd,zj --only language=en` */
export function readOnly({options}: Given): Only {
  const only = Object.create(null) as Record<string, readonly string[]>
  for (const text of listOf(options['only'])) {
    const [axis, ids, more] = text.split('=')
    if (!axis || !ids || more !== undefined)
      throw new UsageError(`Unexpected \`--only ${text}\`, expected \`--only axis=id,id\`, once for each axis`)
    only[axis] = [...(only[axis] ?? []), ...ids.split(',').map((id) => id.trim())]
  }
  return only
}

/** Refuse axes and values that the report does not have. */
export function checkOnly(only: Only, axes: readonly Axis[]): void {
  for (const [name, ids] of Object.entries(only)) {
    const axis = axes.find((axis) => axis.name === name)
    if (axis === undefined)
      throw new UsageError(
        `Unexpected axis \`${name}\` behind \`--only\``,
        suggestion(
          name,
          axes.map((axis) => axis.name)
        )
      )
    const known = axis.values.map(({id}) => id)
    for (const id of ids)
      if (!known.includes(id))
        throw new UsageError(`Unexpected value \`${id}\` of the axis \`${name}\` behind \`--only\``, suggestion(id, known))
  }
}

/** `--format html,pdf,press` */
export function readFormats({options}: Given): readonly Format[] | undefined {
  const text = options['format']
  if (typeof text !== 'string') return undefined
  return text.split(',').map((format) => {
    if (format === 'html' || format === 'pdf' || format === 'press') return format
    throw new UsageError(`Unexpected format \`${format}\`, expected html, pdf or press`)
  })
}

/** `--jobs 2` */
export function readJobs({options}: Given, world: World): number {
  const text = options['jobs']
  if (typeof text !== 'string') return Math.max(1, Math.min(world.cores, 8))
  const jobs = Number(text)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw new UsageError(`Unexpected \`--jobs ${text}\`, expected a number from 1 to 64`)
  return jobs
}

/** `--metrics 9464`, `--metrics 0.0.0.0:9464`: where to listen, on this machine alone where nothing else is said. */
export function readPlace(given: Given, name: string): {readonly host: string; readonly port: number} | undefined {
  const text = textOption(given, name)
  if (text === undefined) return undefined
  const [, ipv6, host = ipv6 ?? '127.0.0.1', digits] = /^(?:(?:\[([\da-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? []
  const port = Number(digits)
  if (digits === undefined || port < 1 || port > 65_535)
    throw new UsageError(
      `Unexpected \`--${name} ${text.slice(0, 40)}\`, expected a port from 1 to 65535, as in \`--${name} 9464\``
    )
  return {host, port}
}

/** As many as any matrix of machines has. */
const MOST_SHARDS = 1000

/** `--shard 2/3` */
export function readShard(given: Given): Shard | undefined {
  const text = textOption(given, 'shard')
  if (text === undefined) return undefined
  const [current, total] = /^[1-9]\d{0,3}\/[1-9]\d{0,3}$/.test(text) ? text.split('/').map(Number) : []
  if (current === undefined || total === undefined || current > total || total > MOST_SHARDS)
    throw new UsageError(
      `Unexpected \`--shard ${text.slice(0, 40)}\`, expected \`--shard i/n\` with i from 1 to n`,
      `There are ${MOST_SHARDS.toLocaleString('en')} shards at most.`
    )
  return {current, total}
}

/** Says for whom a command waits. */
export function waiting({onNotice}: Setting): (holder: string) => void {
  return (holder) => onNotice(`Waiting for another build in the same folder (${holder}).`)
}

/** The text of an option, or nothing where none was given. */
export function textOption({options}: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** `1 edition`, `2 editions` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** The texts of an option that may be given several times. */
export function textsOf({options}: Given, name: string): readonly string[] {
  return listOf(options[name])
}

function listOf(value: Given['options'][string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

/** The bytes of a file that was named, as seen from where the command was called. Throws a UsageError where it cannot be read. */
export async function bytesOf(file: string, {folder, files}: World): Promise<Uint8Array> {
  try {
    return await files.read(resolve(folder, file))
  } catch (error) {
    throw new UsageError(`Unexpected file \`${file}\`, which cannot be read`, (error as Error).message)
  }
}
