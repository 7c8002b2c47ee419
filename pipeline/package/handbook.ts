/**
 * What the program says of itself -> the data of the handbook: commands and their options, keys of files, helpers, directives, rules,
 * variables. Run when one of these changes; a test holds the files to the program.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {commands} from '../commands/index.ts'
import {readReference, readRules, type PartEntry, type Told} from '../schema/reference.ts'
import {csvLine} from '../values/csv.ts'
import {keysOf, type JsonSchema} from './schema-keys.ts'

/** Files whose keys are told, and their schemas. */
const SCHEMAS: Readonly<Record<string, string>> = {
  'report.yaml': 'report',
  'datapackage.json': 'datapackage',
  'brand.yaml': 'brand',
  'front matter of a chapter': 'chapter',
  'front matter of a layout': 'layout',
  'references.json': 'references'
}

/** The tables of the reference, by the name of their file: CSV texts. `pipeline` is the folder of the program. */
export async function handbookTables(pipeline: string): Promise<Readonly<Record<string, string>>> {
  const [{helpers, directives, queryHeaders, environment, commands: inChinese, commandOptions}, rules] = await Promise.all([
    readReference(),
    readRules()
  ])
  const translated = JSON.parse(await readFile(join(pipeline, 'schema/keys.zh-Hans.json'), 'utf8')) as Readonly<
    Record<string, string>
  >
  const keys = await Promise.all(
    Object.entries(SCHEMAS).map(async ([file, name]) => {
      const schema = JSON.parse(await readFile(join(pipeline, `schema/${name}.schema.json`), 'utf8')) as JsonSchema
      return keysOf(schema).map(({key, kind, about}) => [file, key, kind, about, translated[about] ?? ''])
    })
  )
  return {
    'commands.csv': table(
      ['name', 'about_en', 'about_zh_hans'],
      commands.map(({name, summary}) => [name, summary, inChinese[name] ?? ''])
    ),
    'options.csv': table(
      ['command', 'option', 'about_en', 'about_zh_hans'],
      commands.flatMap(optionsOf).map((row) => [...row, commandOptions[row[2]!] ?? ''])
    ),
    'keys.csv': table(['file', 'key', 'kind', 'about_en', 'about_zh_hans'], keys.flat()),
    'helpers.csv': table(['name', 'example', 'about_en', 'about_zh_hans'], partsOf(helpers)),
    'helper-sentences.csv': table(
      ['helper', 'written_en', 'written_zh_hans', 'reads_en', 'reads_zh_hans'],
      Object.entries(helpers).map(([name, {sentence, reads}]) => [name, ...wordsOf(sentence), ...wordsOf(reads)])
    ),
    'helper-options.csv': table(['helper', 'option', 'about_en', 'about_zh_hans'], optionsOfParts(helpers)),
    'directives.csv': table(['name', 'example', 'about_en', 'about_zh_hans'], partsOf(directives)),
    'attributes.csv': table(['directive', 'attribute', 'about_en', 'about_zh_hans'], optionsOfParts(directives)),
    'headers.csv': table(['name', 'about_en', 'about_zh_hans'], toldRows(queryHeaders)),
    'environment.csv': table(['name', 'about_en', 'about_zh_hans'], toldRows(environment)),
    'rules.csv': table(
      ['rule', 'area', 'about_en', 'about_zh_hans'],
      Object.entries(rules).map(([rule, {area, en, 'zh-Hans': zh}]) => [rule, area, en, zh])
    )
  }
}

/** Write them. */
export async function writeHandbook(root: string): Promise<void> {
  const tables = await handbookTables(join(root, 'pipeline'))
  const folder = join(root, 'sources/handbook/data')
  await Promise.all(Object.entries(tables).map(([name, text]) => writeFile(join(folder, name), text)))
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[columns, ...rows.map((row) => row.map(plain))].map(csvLine).join('\n')}\n`
}

// A cell is shown as it is: marks of Markdown would stand in it. A lone sign stands in quotation marks.
function plain(cell: string): string {
  return cell.replaceAll(/`([^`]*)`/g, (_, code: string) => (/[\p{L}\p{N}]/u.test(code) ? code : `“${code}”`))
}

// As its usage has them, each with the lines below it that go on.
function optionsOf({name, usage}: (typeof commands)[number]): readonly (readonly string[])[] {
  const found = [
    ...usage.matchAll(/^ {2}(--[a-z-]+(?: [^\sa-z]\S*| [a-z]+[=,/]\S*| [a-z]+(?= {2}))?) +(\S.*(?:\n {10,}\S.*)*)/gm)
  ]
  return found.map(([, option = '', about = '']) => [name, option, about.replaceAll(/\s+/g, ' ')])
}

function partsOf(parts: Readonly<Record<string, PartEntry>>): readonly (readonly string[])[] {
  return Object.entries(parts).map(([name, {example, about}]) => [name, example, about.en, about['zh-Hans']])
}

function optionsOfParts(parts: Readonly<Record<string, PartEntry>>): readonly (readonly string[])[] {
  return Object.entries(parts).flatMap(([name, {options}]) => toldRows(options).map((row) => [name, ...row]))
}

function wordsOf({en, 'zh-Hans': zh}: Told): readonly string[] {
  return [en, zh]
}

function toldRows(told: Readonly<Record<string, Told>>): readonly (readonly string[])[] {
  return Object.entries(told).map(([name, words]) => [name, ...wordsOf(words)])
}
