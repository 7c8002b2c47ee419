/** `octavo describe`: a first contract of a data file, for its author to correct. */
import {basename, dirname, join, relative, sep} from 'node:path'
import {describe, keyedTables, printJson} from '../run/describe/index.ts'
import {readSource} from '../run/describe/source.ts'
import {addResource} from '../run/describe/write.ts'
import type {ResourceDefinition} from '../schema/definition.ts'
import {unlessMissing, type World} from '../world.ts'
import {UsageError, type Command, type Given} from './command.ts'
import {asGiven, dataFile, partOf, partOptions, tableName, tellingOf} from './data-file.ts'
import {textOption, textsOf} from './given.ts'

/** `octavo describe`. */
export const describeCommand: Command = {
  name: 'describe',
  summary: 'Drafts the contract of a data file.',
  usage: `octavo describe <file> [options]

  --write               add it to the datapackage.json of the file's report
  --name NAME           of the table in SQL, instead of the file's
  --sheet NAME          of a workbook with several
  --range A3:F40        part of a sheet
  --header-row N        line or row of the header, where it is not found
  --table NAME          of a database with several
  --missing TEXT        in its cells where there is no value; once for each
  --limits              the least and the greatest values, as constraints`,
  options: {
    write: {type: 'boolean'},
    name: {type: 'string'},
    ...partOptions,
    missing: {type: 'string', multiple: true},
    limits: {type: 'boolean'}
  },
  async run(given, {world}) {
    const file = await fileOf(given, world)
    const report = await reportAround(dirname(file), world)
    const isWritten = given.options['write'] === true
    if (isWritten && report === undefined)
      throw new UsageError('Unexpected `--write` of a file in no report, expected a report.yaml in a folder above it')
    const start = draftOf(file, report, given)
    const [path, name] = [start.path!, given.words[0]!]
    const {resource, messages} = await tellingOf(
      async () => {
        const {draft, bytes} = await readSource({file, draft: start}, world)
        const known = report === undefined ? [] : othersThan(draft.path, await keyedTables(report, world))
        return describe({draft, bytes, limits: given.options['limits'] === true, known, gaps: textsOf(given, 'missing')})
      },
      path,
      name
    )
    const text = isWritten ? await write(report!, resource, world) : printJson(resource)
    return {status: 0, result: {resource}, text, messages: asGiven(messages, path, name)}
  }
}

async function fileOf({words: [name, ...rest]}: Given, world: World): Promise<string> {
  if (name === undefined) throw new UsageError('Expected the path of a data file', 'As in `octavo describe data/visits.csv`.')
  if (rest.length > 0) throw new UsageError(`Unexpected \`${rest[0]}\`, expected one file`)
  return dataFile(name, world)
}

async function reportAround(folder: string, world: World): Promise<string | undefined> {
  if ((await world.files.resolve(join(folder, 'report.yaml'))) !== undefined) return folder
  return dirname(folder) === folder ? undefined : reportAround(dirname(folder), world)
}

// A table may be drafted anew.
function othersThan<Table extends {readonly path: unknown}>(path: unknown, tables: readonly Table[]): readonly Table[] {
  return tables.filter((table) => table.path !== path)
}

// Outside of a report it is drafted as it would lie in one.
function draftOf(file: string, report: string | undefined, given: Given): Omit<ResourceDefinition, 'schema'> {
  const path = report === undefined ? `data/${basename(file)}` : relative(report, file).split(sep).join('/')
  return {name: textOption(given, 'name') ?? tableName(file), path, ...partOf(given)}
}

// What was written, in a line: all of it stands in that file.
async function write(report: string, resource: ResourceDefinition, world: World): Promise<string> {
  const path = join(report, 'datapackage.json')
  const bytes = await unlessMissing(world.files.read(path))
  if (bytes === undefined) throw new UsageError('Unexpected `--write` in a report without a datapackage.json, expected one')
  const text = await addResource({path: 'datapackage.json', text: Buffer.from(bytes).toString()}, resource)
  await world.files.write(path, Buffer.from(text))
  const {fields, primaryKey = []} = resource.schema
  const key = [primaryKey].flat()
  const columns = `${fields.length} ${fields.length === 1 ? 'column' : 'columns'}`
  return `\`${resource.name}\` is added to ${relative(world.folder, path)}: ${columns}, ${key.length === 0 ? 'without a key' : `its key ${key.join(', ')}`}.`
}
