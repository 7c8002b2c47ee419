/** The rows of a table -> the places that they are of: an id of each for addresses, and what readers call it. */
import type {FieldDefinition} from '../../schema/definition.ts'
import type {Row} from '../../types.ts'

/** A value of the axis. */
export interface Place {
  readonly id: string
  /** As the table has it. */
  readonly key: string
  /** By language. */
  readonly names: Readonly<Record<string, string>>
}

interface Named {
  readonly fields: readonly FieldDefinition[]
  readonly rows: readonly Row[]
  /** Column of the places. */
  readonly subject: string
  /** Those that were asked for; none: as many as the table has names in. */
  readonly languages: readonly string[]
}

/** Ends of the names of columns that hold names, by language. */
const ENDS: Readonly<Record<string, RegExp>> = {
  en: /(?:^|_)(?:en|english|英文)$/i,
  'zh-Hans': /(?:^|_)(?:zh(?:_(?:hans|cn))?|cn|chinese|中文)$/i
}

/** Languages in which a report can be drafted. */
export const LANGUAGES: readonly string[] = Object.keys(ENDS)

const NAME = /name|label|title|名/i

/** The places in the order of the rows, and the languages of their report. */
export function namesOf({fields, rows, subject, languages}: Named): {
  readonly places: readonly Place[]
  readonly languages: readonly string[]
} {
  const byKey = Map.groupBy(rows, (row) => String(row[subject]))
  // What is the same for most places is said of them, and names none.
  const isOfPlace = ({name, type = 'string'}: FieldDefinition) =>
    name !== subject &&
    type === 'string' &&
    [...byKey.values()].every((own) => new Set(own.map((row) => row[name])).size === 1) &&
    new Set(rows.map((row) => row[name])).size > byKey.size / 2
  const able = fields.filter((field) => isOfPlace(field) && rows.every((row) => row[field.name])).map(({name}) => name)
  // What tells places apart may itself be their name in one language.
  const found = new Map(LANGUAGES.flatMap((language) => columnOf(language, [...able, subject])))
  const ofLanguages = [...found.values()]
  const plain = able.find((name) => NAME.test(name) && !ofLanguages.includes(name)) ?? subject
  const isHan = rows.some((row) => /\p{sc=Han}/u.test(String(row[plain])))
  const own = languages.length > 0 ? languages : found.size > 0 ? [...found.keys()] : [isHan ? 'zh-Hans' : 'en']
  const ids = idsOf([...byKey.keys()])
  const places = [...byKey].map(([key, [row]], at) => ({
    id: ids[at]!,
    key,
    names: Object.fromEntries(own.map((language) => [language, String(row![found.get(language) ?? plain])]))
  }))
  return {places, languages: own}
}

/** A column's name without the end that says its language: `country` of `country_en`. */
export function withoutLanguage(column: string): string {
  const end = Object.values(ENDS).find((pattern) => pattern.test(column))
  const words = end === undefined ? column : column.replace(end, '')
  return words === '' ? column : words
}

/** Columns that name places in a language, and places for which one has several names. */
export function unsureNames({
  fields,
  rows,
  subject
}: Omit<Named, 'languages'>): readonly (readonly [column: string, key: string])[] {
  const byKey = [...Map.groupBy(rows, (row) => String(row[subject]))]
  const named = fields
    .map(({name}) => name)
    .filter((name) => name !== subject && Object.values(ENDS).some((end) => end.test(name)))
  return named.flatMap((name) => {
    const unsure = byKey.filter(([, own]) => new Set(own.map((row) => row[name])).size > 1)
    return unsure.length === 0 || unsure.length > byKey.length / 2 ? [] : [[name, unsure[0]![0]] as const]
  })
}

function columnOf(language: string, able: readonly string[]): [string, string][] {
  const column = able.find((name) => ENDS[language]!.test(name))
  return column === undefined ? [] : [[language, column]]
}

/** Letters that are no letter of the alphabet with a mark. */
const LETTERS: Readonly<Record<string, string>> = {ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i'}

// As addresses have them; where one would lose a letter, or two would be one, all are numbered.
function idsOf(keys: readonly string[]): readonly string[] {
  const plain = keys.map((key) =>
    key
      .toLowerCase()
      .replaceAll(/[^a-z]/g, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
  )
  const ids = plain.map((text) => text.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, ''))
  const isSound = plain.every((text) => /^[a-z]/.test(text) && !/(?![a-z])\p{L}/u.test(text)) && new Set(ids).size === ids.length
  return isSound ? ids : keys.map((_, at) => `place-${String(at + 1).padStart(String(keys.length).length, '0')}`)
}
