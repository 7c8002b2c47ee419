/** The texts of a report that stand beside each other in its languages -> those in the wrong one, those that a language lacks, and labels that two columns share. */
import {languageSuffix, rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Field, Language, LocalText, Resource, Row, Table} from '../types.ts'
import type {Tables} from './data.ts'

interface Texts {
  readonly report: Report
  readonly tables: Pick<Tables, 'contents' | 'lines'>
}

type Pointer = readonly (string | number)[]

/** A text in several languages, and where it is written. */
interface Written {
  readonly pointer: Pointer
  readonly text: LocalText
}

/** Warnings about titles, labels, units, names of axis values, and columns of names. */
export function checkLocalTexts({report, tables}: Texts): readonly Message[] {
  const {definition, resources, place, packagePlace} = report
  const labels = resources.flatMap(labelsOf)
  return [
    ...writtenIn(definition, report.languages, []).flatMap((each) => swapped(each, 'report.yaml', place)),
    ...labels.flatMap((each) => swapped(each, 'datapackage.json', packagePlace)),
    ...lacking(report),
    ...resources.flatMap((resource, index) => sharedLabels(resource, index, report)),
    ...[...tables.contents.values()].flatMap((table) => swappedNames(table, {report, tables}))
  ]
}

// Keys of other objects are no languages: those of axes, of their values, of settings.
function writtenIn(value: unknown, languages: readonly Language[], pointer: Pointer): readonly Written[] {
  if (typeof value !== 'object' || value === null) return []
  if (isLocal(value, languages)) return [{pointer, text: value}]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.flatMap(([key, child]: [string | number, unknown]) => writtenIn(child, languages, [...pointer, key]))
}

function isLocal(value: object, languages: readonly Language[]): value is LocalText {
  const entries = Object.entries(value)
  return entries.length > 1 && entries.every(([key, text]) => languages.includes(key) && typeof text === 'string')
}

function labelsOf({fields}: Resource, index: number): readonly Written[] {
  return fields.flatMap((field, at) =>
    (['label', 'unit'] as const).flatMap((key) => {
      const text = field[key]
      return text === undefined ? [] : [{pointer: ['resources', index, 'schema', 'fields', at, key], text}]
    })
  )
}

/** A language whose text is in Chinese characters though its own script is another, and the Chinese one that has none. */
function swappedIn(text: LocalText): readonly [latin: Language, chinese: Language] | undefined {
  const entries = Object.entries(text)
  const latin = entries.find(([language, words]) => !isChinese(language) && isHan(words))
  const chinese = entries.find(([language, words]) => isChinese(language) && words !== '' && !isHan(words))
  return latin && chinese && [latin[0], chinese[0]]
}

function isChinese(language: Language): boolean {
  return rulesFor(language).script !== 'Latn'
}

function isHan(text: string): boolean {
  return /\p{sc=Han}/u.test(text)
}

const SWAPPED = 'text-is-in-its-language'
const swapReason = (text: LocalText, [latin, chinese]: readonly [Language, Language]) =>
  `Unexpected \`${text[latin]}\` in ${latin} beside \`${text[chinese]}\` in ${chinese}, expected each in its own language: they are swapped`

function swapped({pointer, text}: Written, path: string, place: Report['place']): readonly Message[] {
  const languages = swappedIn(text)
  if (languages === undefined) return []
  return [{severity: 'warning', rule: SWAPPED, path, ...place([...pointer, languages[0]]), reason: swapReason(text, languages)}]
}

// Told once for a column: whoever mends one row looks at the others.
function swappedNames({name, fields, rows}: Table, {report, tables}: Texts): readonly Message[] {
  const columns = fields.map((field) => field.name)
  const {path = name} = report.resources.find((resource) => resource.name === name) ?? {}
  return stemsOf(columns, report.languages).flatMap((byLanguage): readonly Message[] => {
    const textOf = (row: Row): LocalText =>
      Object.fromEntries(
        Object.entries(byLanguage).flatMap(([language, column]) =>
          typeof row[column] === 'string' ? [[language, row[column]]] : []
        )
      )
    const found = rows.flatMap((row, at) => (swappedIn(textOf(row)) === undefined ? [] : [at]))
    const [first] = found
    if (first === undefined) return []
    const text = textOf(rows[first]!)
    const more = found.length === 1 ? '' : `, in ${found.length} rows`
    const reason = `${swapReason(text, swappedIn(text)!)}${more}`
    const note = `They stand in ${Object.values(byLanguage)
      .map((column) => `\`${column}\``)
      .join(' and ')}.`
    return [{severity: 'warning', rule: SWAPPED, path, line: tables.lines.get(name)?.[first] ?? 1, column: 1, reason, note}]
  })
}

/** Columns of one thing by language: `name_en` and `name_zh_hans`. */
function stemsOf(columns: readonly string[], languages: readonly Language[]): readonly Readonly<Record<Language, string>>[] {
  const known = columns.flatMap((column) => {
    const language = languages.find((each) => column.endsWith(`_${languageSuffix(each)}`))
    return language === undefined ? [] : [{column, language, stem: column.slice(0, -languageSuffix(language).length)}]
  })
  return [...Map.groupBy(known, ({stem}) => stem).values()].map((own) =>
    Object.fromEntries(own.map(({language, column}) => [language, column]))
  )
}

// A derived language has the text of the one that it is made of.
function lacking({definition, languages, place}: Report): readonly Message[] {
  const written = languages.filter((language) => definition.languages?.[language] === undefined)
  return (['title', 'subtitle', 'author'] as const).flatMap((key) => {
    const text = definition[key]
    const none = text === undefined ? [] : written.filter((language) => (text[language] ?? '') === '')
    return none.map((language): Message => ({
      severity: 'warning',
      rule: 'title-is-in-every-language',
      path: 'report.yaml',
      ...place([key]),
      reason: `Unexpected \`${key}\` without ${language}, expected it in every language of the report`,
      note: `Editions in ${language} are without it.`
    }))
  })
}

// A unit of its own tells a column apart, as a share and a sum of one thing.
function sharedLabels({fields}: Resource, index: number, {languages, packagePlace}: Report): readonly Message[] {
  const numbers = fields.flatMap((field, at) => (field.type === 'integer' || field.type === 'number' ? [{field, at}] : []))
  return languages.flatMap((language) =>
    numbers.flatMap(({field, at}, own): readonly Message[] => {
      const label = field.label?.[language]
      const other = numbers.slice(0, own).find((each) => headOf(each.field, language) === headOf(field, language))
      if (label === undefined || other === undefined) return []
      const reason = `Unexpected second \`${label}\` as the ${language} label of \`${field.name}\`, expected another than that of \`${other.field.name}\``
      const pointer = ['resources', index, 'schema', 'fields', at, 'label', language]
      return [{severity: 'warning', rule: 'column-has-its-own-label', path: 'datapackage.json', ...packagePlace(pointer), reason}]
    })
  )
}

function headOf({label, unit}: Field, language: Language): string {
  return JSON.stringify([label?.[language], unit?.[language]])
}
