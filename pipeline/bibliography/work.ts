/** A source that chapters cite: what it is called in each language, and how its parts are read. */
import {rulesFor} from '../language/index.ts'
import type {CalendarDate} from '../language/rules.ts'
import {dateOf} from '../values/date.ts'
import type {Language, LocalText} from '../types.ts'

/** Kinds of sources by their names in CSL, and the letters of GB/T 7714 for each. */
export const KINDS = {
  article: 'Z',
  'article-journal': 'J',
  'article-magazine': 'J',
  'article-newspaper': 'N',
  bill: 'A',
  book: 'M',
  chapter: 'M',
  dataset: 'DS',
  document: 'Z',
  entry: 'M',
  'entry-dictionary': 'M',
  'entry-encyclopedia': 'M',
  legislation: 'A',
  manuscript: 'A',
  map: 'CM',
  'paper-conference': 'C',
  patent: 'P',
  post: 'EB',
  'post-weblog': 'EB',
  regulation: 'A',
  report: 'R',
  software: 'CP',
  standard: 'S',
  thesis: 'D',
  webpage: 'EB'
} as const

/** The kind of a source. */
export type Kind = keyof typeof KINDS

/** Parts of a source that are words: in table columns so named, with the ending of a language where each has its own. */
export const TEXTS = [
  'author',
  'editor',
  'translator',
  'title',
  'container_title',
  'publisher',
  'publisher_place',
  'edition',
  'volume',
  'issue',
  'page',
  'number'
] as const

/** Name of a part. */
export type TextName = (typeof TEXTS)[number]

/** A source. Names are one text, parted by `;`, those of persons as `Family, Given`. Dates are ISO 8601. */
export interface Work {
  readonly id: string
  readonly kind: Kind
  readonly texts: Readonly<Partial<Record<TextName, LocalText>>>
  readonly issued?: string
  readonly accessed?: string
  readonly url?: string
  readonly doi?: string
}

/** A source as one language writes it. */
export interface Written
  extends Omit<Work, 'texts'>, Readonly<Partial<Record<Exclude<TextName, 'author' | 'editor' | 'translator'>, string>>> {
  readonly author: readonly Name[]
  readonly editor: readonly Name[]
  readonly translator: readonly Name[]
  readonly script: Script
}

/** What its words are written in: this decides on 等 and "et al.", in an edition of any language. */
export type Script = 'Latn' | 'Hans' | 'Hant'

/** Who made a source: a person, or what has one name, such as an office. */
export type Name = {readonly family: string; readonly given: string; readonly suffix?: string} | {readonly literal: string}

/** The source in a language: its own words where it has them, else those that it has. */
export function inLanguage({texts, ...work}: Work, language: Language): Written {
  const text = Object.fromEntries(
    TEXTS.flatMap((name) => {
      const own = localOf(texts[name], language)
      return own === undefined ? [] : [[name, own]]
    })
  ) as Partial<Record<TextName, string>>
  const isHan = /\p{Script=Han}/u.test(text.title ?? '')
  return {
    ...work,
    ...text,
    author: namesOf(text.author),
    editor: namesOf(text.editor),
    translator: namesOf(text.translator),
    script: isHan ? (rulesFor(language).script === 'Hant' ? 'Hant' : 'Hans') : 'Latn'
  }
}

/** The days, months and years of its dates. */
export function calendarOf(iso: string | undefined): CalendarDate | undefined {
  return iso === undefined ? undefined : dateOf(iso)
}

// `zh-TW` reads what is written in `zh-Hant`, and any Chinese rather than none.
function localOf(texts: LocalText | undefined, language: Language): string | undefined {
  if (texts === undefined) return undefined
  const [family] = language.split('-')
  const keys = Object.keys(texts)
  const key =
    [language, rulesFor(language).tag].find((tag) => Object.hasOwn(texts, tag)) ??
    keys.find((tag) => tag.split('-')[0] === family) ??
    keys[0]
  return key === undefined || texts[key] === '' ? undefined : texts[key]
}

function namesOf(text: string | undefined): readonly Name[] {
  return (text ?? '')
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(nameOf)
}

// A comma inside braces parts no name, as in other tools.
function nameOf(text: string): Name {
  if (/^\{.*\}$/s.test(text)) return {literal: text.slice(1, -1)}
  const [family = '', given, suffix] = text.split(/[,，]/).map((part) => part.trim())
  if (given === undefined || given === '') return {literal: family}
  if (/^\p{Script=Han}+$/u.test(family + given)) return {literal: family + given}
  return {family, given, ...(suffix && {suffix})}
}
