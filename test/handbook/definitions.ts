/** An example of a file that has a schema, whole or in part -> what is wrong with it. */
import {parse} from 'yaml'
import {readDefinition, type SchemaName} from '../../pipeline/schema/validate.ts'
import type {Example} from './examples.ts'

interface Kind {
  readonly schema: SchemaName
  /** What a part of the file is put into, so that the whole is one. */
  readonly whole: (part: Record<string, unknown>) => unknown
}

const FIELD = {name: 'id', type: 'string'}

// A part of `datapackage.json` is a resource, the tests or the fields of one, or what queries make.
function packageAround(part: Record<string, unknown>): unknown {
  const around = (resource: object) => ({name: 'example', resources: [resource]})
  if ('resources' in part) return part
  const table = {name: 'table', path: 'data/table.csv', schema: {fields: [FIELD]}}
  if ('queries' in part) return {...around(table), ...part}
  if ('fields' in part) return around({...table, schema: part})
  return around('name' in part ? part : {...table, ...part})
}

const KINDS: Readonly<Record<string, Kind>> = {
  'report.yaml': {
    schema: 'report',
    whole: (part) => ({id: 'r', title: {en: 'R'}, release: '2025-03-01', axes: {language: ['en']}, chapters: ['c'], ...part})
  },
  'brand.yaml': {
    schema: 'brand',
    whole: (part) => ({categories: ['#000000'], sequence: ['#ffffff', '#000000'], colours: COLOURS, ...part})
  },
  'datapackage.json': {schema: 'datapackage', whole: packageAround},
  'references.json': {schema: 'references', whole: (part) => part},
  'words.yaml': {schema: 'words', whole: (part) => part}
}

const COLOURS = Object.fromEntries(
  ['accent', 'contrast', 'ink', 'muted', 'context', 'rule', 'paper'].map((name) => [name, '#000000'])
)

// Words of a language have its name.
function kindOf(file: string): Kind | undefined {
  return KINDS[file.startsWith('templates/locales/') ? 'words.yaml' : file.split('/').at(-1)!]
}

/** Whether a file is held against a schema. */
export function isDefined(file: string): boolean {
  return kindOf(file) !== undefined
}

/** What is wrong with an example, in words; nothing where all is well. */
export async function faultsOf({file, text}: Example): Promise<readonly string[]> {
  const {schema, whole} = kindOf(file)!
  const source = {path: file, text: JSON.stringify(whole(parse(text) as Record<string, unknown>))}
  return (await readDefinition(source, schema)).messages.map(({reason}) => reason)
}

/** What is wrong with the front matter of a layout. */
export async function layoutFaults({file, text}: Example): Promise<readonly string[]> {
  const front = /^---\n([\s\S]*?)^---$/m.exec(text)?.[1]
  if (front === undefined) return ['no front matter']
  return (await readDefinition({path: file, text: front}, 'layout')).messages.map(({reason}) => reason)
}
