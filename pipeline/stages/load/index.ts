/** A report's folder -> the report: its definition checked, its files read, none of them outside the folder. */
import {share} from '../../cache/hash.ts'
import type {Brand} from '../../design/brand.ts'
import {toFields, toResource, writtenOf, type PackageDefinition, type ReportDefinition} from '../../schema/definition.ts'
import {openFolder, staysInside, type Folder} from './folder.ts'
import {loadReleases, type Filed} from './releases.ts'
import {loadTemplates, type Loading, type Templates} from './templates.ts'

export {parseRelease, releaseTextsStage, type Filed, type FiledRelease, type Signature} from './releases.ts'
export type {Loading} from './templates.ts'
import {suggestion, throwErrors, type Message} from '../../messages.ts'
import {definitionStage, placeIn, type Place, type SchemaName} from '../../schema/validate.ts'
import type {Field, Language, Resource, Source} from '../../types.ts'

/** A report as its folder has it, checked. */
export interface Report {
  readonly definition: ReportDefinition
  /** The texts of `report.yaml` and `datapackage.json`. */
  readonly definitions: readonly Source[]
  /** Where a key of report.yaml stands, and one of datapackage.json. */
  place(pointer: readonly (string | number)[]): Place
  packagePlace(pointer: readonly (string | number)[]): Place
  readonly languages: readonly Language[]
  /** Where it lies. */
  readonly folder: string
  readonly brand: Brand
  readonly resources: readonly Resource[]
  /** What the data package says of a query's columns, by the name of the query. */
  readonly queryFields: Readonly<Record<string, readonly Field[]>>
  readonly queries: readonly Source[]
  /** SELECTs of rows that there should not be. */
  readonly tests: readonly Source[]
  readonly charts: readonly Source[]
  readonly chapters: readonly Source[]
  /** Phrases of the report's own in a derived language. */
  readonly phrases: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** A file of sources in CSL-JSON, where the report has one. */
  readonly sources?: {
    readonly path: string
    readonly items: readonly unknown[]
    place(pointer: readonly (string | number)[]): Place
  }
  readonly templates: Templates
  /** Releases that are on file, and who has signed what changed. */
  readonly filed: Filed
  /** A file's bytes, by its path in the folder. */
  bytes(path: string): Promise<Uint8Array>
  readonly paths: readonly string[]
  readonly messages: readonly Message[]
}

/** Load a report, its texts in the languages in which they are written. `defined` hears of its definition as soon as that is read. Throws a ReportError with every mistake in its definition. */
export async function load(
  root: string,
  loading: Loading,
  defined: (definition: ReportDefinition) => void = () => {}
): Promise<Report> {
  const folder = await openFolder(root, loading.world)
  const defining = {...loading, folder}
  const {value: definition, place, source} = await define<ReportDefinition>('report.yaml', 'report', defining)
  defined(definition)
  const sources = await readSources(folder)
  const phrases = await readPhrases(definition, defining)
  const languages = languagesOf(definition)
  const data = await define<PackageDefinition>('datapackage.json', 'datapackage', defining)
  const {resources, queries: queryDefinitions = []} = data.value
  const {file} = definition.references ?? {}
  const sourcesFile = file === undefined ? undefined : await define<readonly unknown[]>(file, 'references', defining)
  const brand = definition.brand === undefined ? {} : (await define<Brand>(definition.brand, 'brand', defining)).value
  const messages = [
    ...folder.messages,
    ...checkPaths(
      resources.map(({path}) => path ?? ''),
      data.place,
      folder
    ),
    ...twice(queryDefinitions, data.place)
  ]
  throwErrors(messages)
  return {
    folder: root,
    definition,
    definitions: [source, data.source],
    place,
    packagePlace: data.place,
    languages,
    brand,
    resources: resources.map(toResource),
    queryFields: Object.fromEntries(queryDefinitions.map(({name, fields}) => [name, toFields(fields)])),
    queries: sources.filter(({path}) => /^queries\/[^/]+\.sql$/.test(path)),
    tests: sources.filter(({path}) => /^tests\/[^/]+\.sql$/.test(path)),
    charts: sources.filter(({path}) => /^charts\/[^/]+\.vl\.json$/.test(path)).map(share),
    chapters: sources.filter(({path}) => /^chapters\/[^/]+\/[^/]+\.md$/.test(path)),
    phrases,
    ...(sourcesFile && {sources: {path: sourcesFile.source.path, items: sourcesFile.value, place: sourcesFile.place}}),
    templates: await loadTemplates(
      sources.filter(({path}) => path.startsWith('templates/')),
      loading
    ),
    filed: await loadReleases(folder, loading),
    bytes: folder.bytes,
    paths: folder.paths,
    messages
  }
}

interface Defining extends Loading {
  readonly folder: Folder
}

interface Defined<Value> {
  readonly value: Value
  readonly source: Source
  /** Where a key or an item stands in its file. */
  place(pointer: readonly (string | number)[]): Place
}

async function define<Value>(path: string, schema: SchemaName, {folder, memo, code}: Defining): Promise<Defined<Value>> {
  if (!staysInside(path))
    throwErrors([
      {
        severity: 'error',
        rule: 'path-stays-inside',
        reason: `Unexpected path \`${path}\` outside the report's folder`,
        path: 'report.yaml'
      }
    ])
  if (!folder.paths.includes(path)) throwErrors([...folder.messages, missing(path, folder)])
  const source = await folder.source(path)
  throwErrors(folder.messages)
  const defined = await memo(definitionStage(code), {source, schema})
  const places = await defined.places.value()
  return {value: (await defined.value.value()) as Value, source, place: (pointer) => placeIn(places, pointer)}
}

async function readSources(folder: Folder): Promise<readonly Source[]> {
  const texts = folder.paths.filter(
    (path) => /^(queries|tests|charts|chapters|templates)\//.test(path) && /\.(sql|json|md|hbs|css|js|yaml)$/.test(path)
  )
  return Promise.all(texts.map(folder.source))
}

async function readPhrases({languages = {}}: ReportDefinition, defining: Defining): Promise<Report['phrases']> {
  const phrases: Record<Language, Readonly<Record<string, string>>> = {}
  for (const [language, {overrides}] of Object.entries(languages)) {
    const path = `${overrides ?? `chapters/${language}`}/words.yaml`
    phrases[language] = defining.folder.paths.includes(path)
      ? (await define<Record<string, string>>(path, 'words', defining)).value
      : {}
  }
  return phrases
}

function languagesOf({axes, title}: ReportDefinition): readonly Language[] {
  const axis = axes['language']
  if (Array.isArray(axis)) return axis.map(String)
  return axis !== undefined && 'values' in axis ? Object.keys(axis.values) : [Object.keys(title)[0] ?? 'en']
}

// Of two entries for one query the second would stand, without a word.
function twice(queries: NonNullable<PackageDefinition['queries']>, place: Report['packagePlace']): Message[] {
  return queries.flatMap(({name, fields}, index): Message[] => {
    const at = (...pointer: (string | number)[]) =>
      ({severity: 'error', rule: 'name-is-unique', path: 'datapackage.json', ...place(['queries', index, ...pointer])}) as const
    const names = fields.map((field) => field.name)
    return [
      ...(queries.findIndex((query) => query.name === name) === index
        ? []
        : [{...at(), reason: `Unexpected second entry for the query \`${name}\`, expected one with all its columns`}]),
      ...fields.flatMap((field, number) =>
        Object.keys(writtenOf(field)).map((word) => ({
          ...at('fields', number, word),
          rule: 'writing-is-of-a-file',
          reason: `Unexpected \`${word}\` of the query \`${name}\`, expected it in the contract of a data file`
        }))
      ),
      ...names.flatMap((column, number) =>
        names.indexOf(column) === number
          ? []
          : [
              {
                ...at('fields', number),
                reason: `Unexpected second \`${column}\` of the query \`${name}\`, expected each column once`
              }
            ]
      )
    ]
  })
}

function checkPaths(paths: readonly string[], place: Report['packagePlace'], folder: Folder): Message[] {
  return paths.flatMap((path, index): Message[] => {
    if (path === '') return []
    const where = {path: 'datapackage.json', ...place(['resources', index, 'path'])}
    if (!staysInside(path))
      return [
        {
          severity: 'error',
          rule: 'path-stays-inside',
          reason: `Unexpected path \`${path}\` outside the report's folder`,
          ...where
        }
      ]
    return folder.paths.includes(path) ? [] : [{...missing(path, folder), ...where}]
  })
}

function missing(path: string, folder: Folder): Message {
  return {
    severity: 'error',
    rule: 'file-is-there',
    reason: `Expected the file \`${path}\``,
    path,
    note: lockedBy(path) ?? suggestion(path, folder.paths)
  }
}

// What an office program keeps beside a workbook while that is open.
function lockedBy(path: string): string | undefined {
  const [, folder = '', name] = /^(.*\/)?(?:~\$|\.~lock\.)([^/]+?)#?$/.exec(path) ?? []
  return name && `This is what an office program keeps while \`${folder}${name}\` is open: name the workbook itself.`
}
