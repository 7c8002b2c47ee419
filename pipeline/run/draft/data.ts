/** An outline -> the tables of its report, their contracts, and the queries that chapters and charts read. */
import type {FieldDefinition} from '../../schema/definition.ts'
import type {LocalText} from '../../types.ts'
import {csvLine} from '../../values/csv.ts'
import {printJson} from '../describe/index.ts'
import {NUMBERS, type Measure, type Outline} from './outline.ts'
import {withoutLanguage} from './places.ts'
import {sqlName} from './sql-name.ts'
import {measuredBy} from './units.ts'

/** The table of the places, as CSV: `key` holds what the other table calls them. */
export function placesOf({places, languages}: Outline): string {
  const rows = places.map(({id, key, names}) => [id, key, ...languages.map((language) => names[language]!)])
  return [['id', 'key', ...languages.map(nameIn)], ...rows].map(csvLine).join('\n') + '\n'
}

/** The contracts of both tables, and of what the queries add. */
export function packageText(outline: Outline, name: string): string {
  const {resource, subject, list, languages, wholes} = outline
  const {schema, ...rest} = resource
  const fields = schema.fields.map((field) => labelled(unlisted(field), outline))
  const title = labelOf(withoutLanguage(subject), languages)
  const places = {
    name: list,
    path: `data/${list}.csv`,
    schema: {
      fields: [
        {name: 'id', type: 'string', constraints: {required: true, pattern: '[a-z][a-z0-9-]*'}},
        {name: 'key', type: 'string', constraints: {required: true, unique: true}},
        ...languages.map((language) => ({
          name: nameIn(language),
          type: 'string',
          ...(title && {label: title}),
          constraints: {required: true}
        }))
      ],
      primaryKey: 'id'
    }
  }
  const foreignKeys = [{fields: subject, reference: {resource: list, fields: 'key'}}]
  const text = {
    $schema: '../../node_modules/octavo/pipeline/schema/datapackage.schema.json',
    name,
    // A total is in no list of places: a key would lead nowhere from its rows.
    resources: [places, {...rest, schema: {...schema, fields, ...(wholes.length === 0 && {foreignKeys})}}]
  }
  return `${printJson(text)}\n`
}

// What readers see has a label in each language whose script its header has; `check` tells of the others.
function labelled(field: FieldDefinition, {measures, years, subject, languages}: Outline): FieldDefinition {
  const measure = measures.find(({column}) => column === field.name)
  if (measure !== undefined) return measured(field, measure, languages)
  const unit = field.unit ?? measuredBy(field.header ?? field.name).unit
  // A number that the draft does not tell of has its unit all the same, for whoever does.
  if (unit !== undefined && NUMBERS.includes(field.type ?? '')) return {...field, unit: ofLanguages(unit, languages)}
  if (field.name === years?.column) return {...field, ...label(field.name, languages)}
  // The table of the places has a column of the same name, and readers see the label of either.
  return languages.some((language) => field.name === nameIn(language))
    ? {...field, ...label(withoutLanguage(subject), languages)}
    : field
}

// A list of texts would refuse the next place: what is a place, the table of the places says.
function unlisted(field: FieldDefinition): FieldDefinition {
  const {constraints: {enum: _enum, ...others} = {}, ...rest} = field
  return {...rest, ...(Object.keys(others).length > 0 && {constraints: others})}
}

function measured(
  field: FieldDefinition,
  {words, unit, decimals, isShare}: Measure,
  languages: readonly string[]
): FieldDefinition {
  const own = unit && ofLanguages(unit, languages)
  return {
    ...field,
    ...label(words, languages),
    ...(own && {unit: own}),
    ...(field.type === 'number' && {decimals}),
    ...(isShare && {constraints: {...field.constraints, minimum: 0, maximum: 100}})
  }
}

function ofLanguages(text: LocalText, languages: readonly string[]): LocalText {
  return Object.fromEntries(languages.map((language) => [language, text[language]!]))
}

function label(column: string, languages: readonly string[]): Pick<FieldDefinition, 'label'> {
  const found = labelOf(column, languages)
  return found === undefined ? {} : {label: found}
}

/** Words that tables call their columns by, in Chinese. */
const CHINESE: Readonly<Record<string, string>> = {year: '年份', country: '国家', region: '地区', district: '区', city: '城市'}

/** What readers call a column, in the languages in which that is known. */
export function labelOf(column: string, languages: readonly string[]): Readonly<Record<string, string>> | undefined {
  const words = column.replaceAll('_', ' ').trim()
  const isHan = /\p{sc=Han}/u.test(words)
  const entries = languages.flatMap((language) => {
    const label = language === 'en' ? (isHan ? undefined : capital(words)) : isHan ? words : CHINESE[words.toLowerCase()]
    return label === undefined ? [] : [[language, label]]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** With a capital first letter. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The column of names in a language. */
export function nameIn(language: string): string {
  return `name_${language.toLowerCase().replaceAll('-', '_')}`
}

const STATED = 'stated'

/** Names of the queries. */
export const QUERIES: readonly string[] = ['latest', STATED, 'own', 'all', 'before', 'years']

/** The query of the places that are compared: of all of them, where each has a value. */
export function comparedIn({measures: [first]}: Pick<Outline, 'measures'>): string {
  return first!.hasGaps ? STATED : 'latest'
}

/** Texts of the queries, by name. */
export function queriesOf(outline: Outline): Readonly<Record<string, string>> {
  const {resource, subject, axis, list, years, measures, languages} = outline
  const [first] = measures
  const table = sqlName(resource.name)
  const columns = measures.map(({column}) => `t.${sqlName(column)}`).join(', ')
  const names = languages.map((language) => `p.${nameIn(language)}`).join(', ')
  const from = `from ${table} t join ${list} p on p.key = t.${sqlName(subject)}`
  const year = years && `t.${sqlName(years.column)}`
  const all = [`p.id as ${axis}`, ...(year ? [year] : []), names, columns].join(', ')
  const last = years && (years.later.length > 0 ? years.last : `(select max(${sqlName(years.column)}) from ${table})`)
  return {
    latest: `-- Each ${axis}${years ? ' in the last year' : ''}, the greatest first: what is compared.\n-- key: ${axis}\nselect ${all}\n${from}\n${years ? `where ${year} = ${last}\n` : ''}order by t.${sqlName(first!.column)} desc, ${axis}\n`,
    own: `-- The row of the edition.\n-- partition: ${axis}   key: ${axis}\nselect * from latest\n`,
    ...(first!.hasGaps && {
      [STATED]: `-- Those that have a value: what is compared.\n-- key: ${axis}\nselect * from latest where ${sqlName(first!.column)} is not null\norder by ${sqlName(first!.column)} desc, ${axis}\n`
    }),
    all: `-- All together.\nselect count(*) as places from ${comparedIn(outline)}\n`,
    ...(years?.hasBefore && {
      before: `-- The same a year before.\n-- partition: ${axis}   key: ${axis}\nselect p.id as ${axis}, ${columns}\n${from}\nwhere ${year} = ${last} - 1\n`
    }),
    ...(years && {
      years: `-- All years of the edition.\n-- partition: ${axis}   key: ${axis}, ${years.column}\nselect p.id as ${axis}, ${year}, ${columns}\n${from}\n${years.later.length > 0 ? `where ${year} <= ${last}\n` : ''}order by ${year}\n`
    })
  }
}
