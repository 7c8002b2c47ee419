/** `report.yaml`, `datapackage.json` and `brand.yaml`, as they are written. */
import type {
  Constraints,
  Field,
  FieldType,
  ForeignKey,
  Format,
  Language,
  Layout,
  LocalText,
  Paper,
  Resource,
  Selection,
  Written
} from '../types.ts'

/** An axis as `report.yaml` writes it. */
export type AxisDefinition =
  | readonly string[]
  | {readonly title?: LocalText; readonly values: Readonly<Record<string, LocalText>>}
  | {readonly title?: LocalText; readonly from: string; readonly key: string; readonly label?: string}

/** What decides which editions there are, and where each goes. */
export interface MatrixDefinition {
  /** Name of the report's files. */
  readonly id?: string
  readonly axes: Readonly<Record<string, AxisDefinition>>
  readonly include?: readonly Selection[]
  readonly exclude?: readonly Selection[]
  /** As in `{region}/{audience}/{language}`; so where left out. */
  readonly path?: string
  /** One layout, or a layout for each value of an axis; `report` where left out. */
  readonly layout?: string | Readonly<Record<string, string>>
  /** Axes: editions that agree on them are made together; the first axis where left out. */
  readonly partition?: string | readonly string[]
}

/** `report.yaml`. */
export interface ReportDefinition extends MatrixDefinition {
  readonly id: string
  readonly title: LocalText
  readonly subtitle?: LocalText
  readonly author?: LocalText
  readonly keywords?: Readonly<Record<Language, readonly string[]>>
  /** ISO date. */
  readonly release: string
  readonly axes: Readonly<Record<string, AxisDefinition>>
  readonly languages?: Readonly<Record<Language, {readonly from: Language; readonly overrides?: string}>>
  readonly chapters: readonly string[]
  readonly references?: ReferencesDefinition
  /** Name of a table. */
  readonly glossary?: string
  /** What the catalogue tells of each value of its axis: a column of numbers. */
  readonly catalogue?: {readonly query: string; readonly value: string}
  /** Words that state a number without data behind them, in any chapter, and why each cannot go wrong. */
  readonly unbound?: Readonly<Record<string, string>>
  /** Pages of a PDF at most: one number, or one for each value of an axis. */
  readonly mostPages?: number | Readonly<Record<string, number>>
  /** Layouts that end with an appendix: every number, and where it comes from. */
  readonly origins?: readonly string[]
  readonly brand?: string
  readonly formats?: readonly Format[]
  readonly press?: PressDefinition
}

/** How the PDF for a press is made. */
export interface PressDefinition {
  /** Path of an ICC profile in the report's folder. */
  readonly profile?: string
  /** Percent. */
  readonly 'ink-limit'?: number
  /** Millimetres. */
  readonly bleed?: number
  readonly marks?: boolean
  readonly booklet?: boolean
}

/** Where the sources lie that chapters cite, and the name of their style: one, or one for each language. */
export interface ReferencesDefinition {
  readonly from?: string
  readonly file?: string
  readonly style?: string | LocalText
}

/** `datapackage.json`. */
export interface PackageDefinition {
  readonly resources: readonly ResourceDefinition[]
  readonly queries?: readonly {readonly name: string; readonly fields: readonly FieldDefinition[]}[]
}

/** A data file and its contract, as `datapackage.json` writes them. */
export interface ResourceDefinition {
  readonly name: string
  readonly path?: string
  readonly url?: string
  readonly format?: Resource['format']
  readonly encoding?: string
  readonly dialect?: Resource['dialect']
  readonly tests?: Resource['tests']
  readonly sheet?: string
  readonly range?: string
  readonly headerRow?: number
  readonly table?: string
  readonly query?: string
  readonly connection?: string
  readonly schema: {
    readonly fields: readonly FieldDefinition[]
    readonly primaryKey?: string | readonly string[]
    readonly missingValues?: readonly string[]
    readonly uniqueKeys?: readonly (readonly string[])[]
    readonly foreignKeys?: readonly {
      readonly fields: string | readonly string[]
      readonly reference: {readonly resource: string; readonly fields: string | readonly string[]}
    }[]
  }
}

/** A column, as `datapackage.json` writes it. */
export interface FieldDefinition extends Omit<Field, 'type' | 'constraints'>, Written {
  readonly type?: FieldType
  readonly constraints?: Omit<Constraints, 'enum'> & {readonly enum?: readonly (string | number)[]}
}

/** Front matter of a layout. */
export interface LayoutDefinition extends Omit<Layout, 'name' | 'template' | 'paper'> {
  readonly paper: Pick<Paper, 'margin' | 'facing'> & (Pick<Paper, 'width' | 'height'> | {readonly size: keyof typeof SIZES})
}

/** Millimetres. */
const SIZES = {A4: {width: 210, height: 297}, A5: {width: 148, height: 210}, Letter: {width: 215.9, height: 279.4}} as const

/** A layout with all that its front matter may leave out; lengths in millimetres. */
export function toLayout(name: string, definition: LayoutDefinition, template: string): Layout {
  const {paper} = definition
  const size = 'size' in paper ? SIZES[paper.size] : paper
  const {cover = false, contents = false, lists = false, numbered = false} = definition
  return {
    ...definition,
    cover,
    contents,
    lists,
    numbered,
    paper: {width: size.width, height: size.height, margin: paper.margin, ...(paper.facing && {facing: paper.facing})},
    name,
    template
  }
}

/** A resource with what Table Schema lets an author leave out. */
export function toResource({
  name,
  url,
  path = url ?? '',
  format,
  encoding,
  dialect,
  schema,
  tests,
  ...rest
}: ResourceDefinition): Resource {
  return {
    name,
    path: rest.connection ?? path,
    format: format ?? (rest.connection === undefined ? formatOf(path.replace(/^(https?:[^?#]*).*$/, '$1')) : 'postgresql'),
    ...(encoding && {encoding}),
    ...(dialect && {dialect}),
    ...partOf(rest),
    fields: toFields(schema.fields),
    ...writtenIn(schema.fields),
    ...(schema.missingValues && {missingValues: schema.missingValues}),
    ...(schema.uniqueKeys && {uniqueKeys: schema.uniqueKeys}),
    primaryKey: many(schema.primaryKey),
    foreignKeys: (schema.foreignKeys ?? []).map(({fields, reference}): ForeignKey => ({
      fields: many(fields),
      reference: {resource: reference.resource, fields: many(reference.fields)}
    })),
    ...(tests && {tests})
  }
}

// Which part of a source is the table; nothing of a file that is one table.
function partOf({sheet, range, headerRow, table, query, connection}: Partial<ResourceDefinition>): Partial<Resource> {
  const part = {sheet, range, headerRow, table, query, connection}
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

/** The fields of a contract; one without a type is text. How a file writes them is no part of what they are. */
export function toFields(fields: readonly FieldDefinition[]): readonly Field[] {
  return fields.map(({constraints, ...field}) => ({
    ...without(field, WRITTEN),
    type: field.type ?? 'string',
    ...(constraints && {constraints: constraintsOf(constraints)})
  }))
}

/** Keys of a field that say how a file writes it. */
const WRITTEN = [
  'header',
  'bareNumber',
  'decimalChar',
  'groupChar',
  'trueValues',
  'falseValues',
  'format',
  'delimiter'
] as const satisfies readonly (keyof Written)[]

function without<Value extends object, Name extends keyof Value>(value: Value, names: readonly Name[]): Omit<Value, Name> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as Name))) as Omit<Value, Name>
}

function constraintsOf({enum: values, ...rest}: NonNullable<FieldDefinition['constraints']>): Constraints {
  return {...rest, ...(values && {enum: values.map(String)})}
}

/** What a field says of how a file writes it. */
export function writtenOf(field: FieldDefinition): Written {
  return Object.fromEntries(WRITTEN.flatMap((word) => (field[word] === undefined ? [] : [[word, field[word]]])))
}

function writtenIn(fields: readonly FieldDefinition[]): Pick<Resource, 'written'> {
  const written = fields
    .map((field) => [field.name, writtenOf(field)] as const)
    .filter(([, each]) => Object.keys(each).length > 0)
  return written.length === 0 ? {} : {written: Object.fromEntries(written)}
}

/** Kinds of data files by the end of their names; what has another is CSV. */
const ENDINGS: readonly (readonly [RegExp, Resource['format']])[] = [
  [/\.json$/, 'json'],
  [/\.(jsonl|ndjson)$/, 'jsonl'],
  [/\.ya?ml$/, 'yaml'],
  [/\.xls[xm]$/, 'xlsx'],
  [/\.ods$/, 'ods'],
  [/\.parquet$/, 'parquet'],
  [/\.(sqlite3?|db)$/, 'sqlite']
]

/** The kind of a data file, by the end of its name. */
export function formatOf(path: string): Resource['format'] {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? 'csv'
}

function many(one: string | readonly string[] | undefined): readonly string[] {
  return one === undefined ? [] : typeof one === 'string' ? [one] : one
}
