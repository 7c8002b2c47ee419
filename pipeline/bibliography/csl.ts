/** An item of CSL-JSON, as reference managers write it -> a source. */
import type {Language, LocalText} from '../types.ts'
import {KINDS, TEXTS, type Kind, type TextName, type Work} from './work.ts'

/** An item of a file that keeps its schema. */
export type CslItem = Readonly<Record<string, unknown>>

interface CslName {
  readonly family?: string
  readonly given?: string
  readonly suffix?: string
  readonly 'non-dropping-particle'?: string
  readonly 'dropping-particle'?: string
  readonly literal?: string
}

/** The source of an item; its `type` must be a {@link Kind}. `languages` are those whose endings are looked for. */
export function workOfItem(item: CslItem, languages: readonly Language[]): Work {
  const own = writtenIn(item)
  const texts = TEXTS.flatMap((name) => {
    const given = [
      ...languages.map((language) => [language, textOf(item, `${name}_${ending(language)}`)] as const),
      [own, textOf(item, name)] as const
    ]
    const known = given.filter(([, text]) => text !== undefined)
    return known.length === 0 ? [] : [[name, Object.fromEntries(known.toReversed()) as LocalText] as const]
  })
  return {
    id: String(item['id']),
    kind: item['type'] as Kind,
    texts: Object.fromEntries(texts) as Partial<Record<TextName, LocalText>>,
    ...optional('issued', dateIn(item['issued'])),
    ...optional('accessed', dateIn(item['accessed'])),
    ...optional('url', plainIn(item['URL'])),
    ...optional('doi', plainIn(item['DOI']))
  }
}

/** Whether a type of CSL is one that the styles can write. */
export function isKind(type: unknown): type is Kind {
  return typeof type === 'string' && Object.hasOwn(KINDS, type)
}

/** The language in which a text without a word about it is written, by its script. */
export function guessLanguage(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en'
}

function writtenIn(item: CslItem): Language {
  const tag = typeof item['language'] === 'string' ? item['language'] : ''
  if (/^zh.*(Hant|TW|HK|MO)/i.test(tag)) return 'zh-Hant'
  if (/^(zh|cn|chi)/i.test(tag)) return 'zh-Hans'
  return tag === '' ? guessLanguage(String(item['title'] ?? '')) : (tag.split('-')[0] ?? tag)
}

function ending(language: Language): string {
  return language.toLowerCase().replaceAll('-', '_')
}

// `container_title_en` is `container-title_en` in the file.
function textOf(item: CslItem, name: string): string | undefined {
  const value = item[name] ?? item[name.replace(/^(container|publisher)_(title|place)/, '$1-$2')]
  return Array.isArray(value) ? namesText(value as readonly CslName[]) : plainIn(value)
}

function plainIn(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined
}

function namesText(names: readonly CslName[]): string | undefined {
  return names.length === 0 ? undefined : names.map(nameText).join('; ')
}

function nameText(name: CslName): string {
  if (name.literal !== undefined) return `{${name.literal}}`
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ')
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ')
  return [family, given, ...(name.suffix ? [name.suffix] : [])].filter(Boolean).join(', ')
}

function dateIn(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return undefined
  const {'date-parts': parts, raw, literal} = value as {'date-parts'?: unknown; raw?: unknown; literal?: unknown}
  const [first] = Array.isArray(parts) ? (parts as unknown[]) : []
  if (!Array.isArray(first)) return plainIn(raw) ?? plainIn(literal)
  return first.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
}

function optional(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : {[name]: value}
}
