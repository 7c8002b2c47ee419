/** Chinese in one script -> the other, phrase by phrase, so that Chinese is written once. */
import type {Digest} from '../cache/hash.ts'
import type {Stage} from '../cache/memo.ts'
import type {Language} from '../types.ts'

export interface DeriveInput<Value> {
  /** A text, or plain data of which every `{"zh-Hans": ...}` without the wanted language is completed. */
  readonly value: Value
  readonly from: Language
  readonly to: Language
  /** Phrases to replace after the conversion: the report's own usage. */
  readonly words: Readonly<Record<string, string>>
}

/** OpenCC's names: characters as in Taiwan's standard, the vocabulary left as it is. */
const SCRIPTS: Readonly<Record<Language, 'cn' | 'tw'>> = {'zh-Hans': 'cn', 'zh-Hant': 'tw'}

const QUOTES = {'zh-Hant': {'“': '「', '”': '」', '‘': '『', '’': '』'}, 'zh-Hans': {'「': '“', '」': '”', '『': '‘', '』': '’'}}

export function deriveStage<Value>(code: Digest): Stage<DeriveInput<Value>, {value: Value}> {
  return {name: 'derive', code, run: async (input) => ({value: await derive(input)})}
}

/** Convert a text, or complete the texts inside plain data. */
export async function derive<Value>({value, from, to, words}: DeriveInput<Value>): Promise<Value> {
  const convert = await converter(from, to, words)
  return (typeof value === 'string' ? convert(value) : complete(value, from, to, convert)) as Value
}

/** Whether one language can be derived from another. */
export function isDerivable(from: Language, to: Language): boolean {
  return from !== to && from in SCRIPTS && to in SCRIPTS
}

async function converter(
  from: Language,
  to: Language,
  words: Readonly<Record<string, string>>
): Promise<(text: string) => string> {
  const convert = await scripts(from, to)
  const quotes: Readonly<Record<string, string>> = to === 'zh-Hant' ? QUOTES['zh-Hant'] : QUOTES['zh-Hans']
  const phrases = Object.entries(words).sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
  const own = (text: string) => phrases.reduce((sofar, [phrase, wanted]) => sofar.replaceAll(phrase, wanted), text)
  const inScript = (text: string) => own(convert(text).replaceAll(MARKS, (mark: string) => quotes[mark] ?? mark))
  return (text) =>
    text
      .split(CONDITION)
      .map((piece, at) => (at % 2 === 1 ? piece : inScript(piece)))
      .join('')
}

// An apostrophe between Latin letters is no quotation mark.
const MARKS = /[“”‘「」『』]|(?<![A-Za-z])’|’(?![A-Za-z])/g

// What a condition compares with is data, in the script that the data has: `if="..."` of a directive, `if:` of front matter.
const CONDITION = /(^if:.*$|\bif=(?:"[^"]*"|'[^']*'))/m

const converters = new Map<string, Promise<(text: string) => string>>()

// Its dictionaries take a quarter of a second to read.
function scripts(from: Language, to: Language): Promise<(text: string) => string> {
  const key = `${from} ${to}`
  let converter = converters.get(key)
  if (converter === undefined)
    converters.set(
      key,
      (converter = import('opencc-js').then(({Converter}) => Converter({from: SCRIPTS[from]!, to: SCRIPTS[to]!})))
    )
  return converter
}

function complete(value: unknown, from: Language, to: Language, convert: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => complete(item, from, to, convert))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, item]) => [key, complete(item, from, to, convert)] as const)
  const own = (value as Record<string, unknown>)[from]
  if (own === undefined || to in value) return Object.fromEntries(entries)
  const derived =
    typeof own === 'string'
      ? convert(own)
      : Array.isArray(own)
        ? own.map((item) => (typeof item === 'string' ? convert(item) : item))
        : own
  return Object.fromEntries([...entries, [to, derived]])
}
