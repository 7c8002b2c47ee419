/** Chinese in one script -> the other, phrase by phrase, so that Chinese is written once. */
import type {Data, Node, Root} from 'mdast'
import type {Digest} from '../cache/hash.ts'
import type {Artifact, Stage} from '../cache/memo.ts'
import {KEPT_PHRASES, OWN_PHRASES} from '../language/traditional.ts'
import type {Chapter, ChapterHead, Expression, Template, Term} from '../tree.ts'
import type {Language} from '../types.ts'

/** What is converted, and to which language. */
export interface DeriveInput<Value> {
  /** A text, or plain data of which every `{"zh-Hans": ...}` without the wanted language is completed. */
  readonly value: Value
  readonly from: Language
  readonly to: Language
  /** Phrases to replace after the conversion: the report's own usage. */
  readonly words: Readonly<Record<string, string>>
}

/**
 * OpenCC's names. `zh-Hant` is the traditional script with the words of the mainland, its characters in the forms that are
 * usual in print; `zh-TW` and `zh-HK` have the characters and, in Taiwan's case, the words of their place.
 */
const SCRIPTS: Readonly<Record<Language, 'cn' | 'tw' | 'twp' | 'hk'>> = {
  'zh-Hans': 'cn',
  'zh-CN': 'cn',
  'zh-Hant': 'tw',
  'zh-TW': 'twp',
  'zh-HK': 'hk',
  'zh-MO': 'hk'
}

const QUOTES = {
  traditional: {'“': '「', '”': '」', '‘': '『', '’': '』'},
  simplified: {'「': '“', '」': '”', '『': '‘', '』': '’'}
}

/** The stage `derive` of a text or of plain data. */
export function deriveStage<Value>(code: Digest): Stage<DeriveInput<Value>, {value: Value}> {
  return {name: 'derive', code, run: async (input) => ({value: await derive(input)})}
}

/** Convert a text, or complete the texts inside plain data. */
export async function derive<Value>({value, from, to, words}: DeriveInput<Value>): Promise<Value> {
  const convert = await converter(from, to, words)
  return (typeof value === 'string' ? convert(value) : complete(value, {from, to, convert})) as Value
}

/** A chapter as it was parsed, in the script that it was written in. */
export interface DeriveChapterInput {
  readonly tree: Artifact<Root>
  readonly head: Artifact<ChapterHead>
  readonly from: Language
  readonly to: Language
  readonly words: Readonly<Record<string, string>>
}

/** The stage `derive` of a whole chapter. */
export function deriveChapterStage(code: Digest): Stage<DeriveChapterInput, Pick<Chapter, 'tree' | 'head'>> {
  return {
    name: 'derive',
    code,
    async run({tree, head, from, to, words}) {
      const convert = await converter(from, to, words)
      const {title, ...rest} = await head.value()
      return {
        tree: convertNode(await tree.value(), convert),
        head: {...rest, ...(title && {title: convertTemplate(title, convert)})}
      }
    }
  }
}

/** Whether one language can be derived from another. */
export function isDerivable(from: Language, to: Language): boolean {
  return Object.hasOwn(SCRIPTS, from) && Object.hasOwn(SCRIPTS, to) && (SCRIPTS[from] === 'cn') !== (SCRIPTS[to] === 'cn')
}

async function converter(
  from: Language,
  to: Language,
  words: Readonly<Record<string, string>>
): Promise<(text: string) => string> {
  const convert = await scripts(from, to)
  const quotes: Readonly<Record<string, string>> = SCRIPTS[to] === 'cn' ? QUOTES.simplified : QUOTES.traditional
  const phrases = Object.entries(words).sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
  const own = (text: string) => phrases.reduce((sofar, [phrase, wanted]) => sofar.replaceAll(phrase, () => wanted), text)
  return (text) => own(convert(text).replaceAll(MARKS, (mark: string) => quotes[mark] ?? mark))
}

// An apostrophe between Latin letters is no quotation mark.
const MARKS = /[“”‘「」『』]|(?<![A-Za-z])’|’(?![A-Za-z])/g

const converters = new Map<string, Promise<(text: string) => string>>()

// Its dictionaries take a quarter of a second to read.
function scripts(from: Language, to: Language): Promise<(text: string) => string> {
  const key = `${SCRIPTS[from]} ${SCRIPTS[to]}`
  let converter = converters.get(key)
  if (converter === undefined) converters.set(key, (converter = readDictionaries(SCRIPTS[from]!, SCRIPTS[to]!)))
  return converter
}

async function readDictionaries(
  from: 'cn' | 'tw' | 'twp' | 'hk',
  to: 'cn' | 'tw' | 'twp' | 'hk'
): Promise<(text: string) => string> {
  const {Converter, ConverterFactory, Locale, Trie} = await import('opencc-js')
  if (from !== 'cn') return Converter({from, to})
  const trie = new Trie()
  for (const group of Locale.from['cn'] ?? []) trie.loadDictGroup(group)
  // What stands around is converted before our own phrases are known.
  const kept = KEPT_PHRASES.map(([before, middle, after]) => [
    before + middle + after,
    trie.convert(before) + middle + trie.convert(after)
  ])
  for (const [phrase, wanted] of [...OWN_PHRASES, ...kept]) trie.addWord(phrase!, wanted!)
  const toPlace = ConverterFactory(Locale.to[to] ?? [])
  return (text) => toPlace(trie.convert(text))
}

type Convert = (text: string) => string

/**
 * The prose of a chapter's node: its text, captions, titles, alternative texts and what a value says in its own words.
 * Targets, code, raw attributes, names and conditions are not ours to change: what a condition compares with is data.
 */
function convertNode<Kind extends Node>(node: Kind, convert: Convert): Kind {
  if (node.data?.directive?.name === 'unconverted') return node
  const any = node as Node & {value?: string; alt?: string; url?: string; children?: Node[]; expression?: Expression; data?: Data}
  const children = any.children?.map((child) => convertNode(child, convert))
  if (any.type === 'text') return {...node, value: convert(any.value ?? '')}
  if (any.type === 'expression') return {...node, ...(any.expression && {expression: convertExpression(any.expression, convert)})}
  return {
    ...node,
    ...(any.type === 'link' && {url: convertFragment(any.url ?? '', convert)}),
    ...(any.type === 'image' && {alt: convert(any.alt ?? '')}),
    ...(any.data && {data: any.type === 'htmlElement' ? any.data : convertData(any.data, convert)}),
    ...(children && {children})
  }
}

// `#方法` is the words of a heading, which are converted too.
function convertFragment(url: string, convert: Convert): string {
  if (!url.startsWith('#')) return url
  try {
    return convert(decodeURIComponent(url))
  } catch {
    return url
  }
}

function convertData(data: Data, convert: Convert): Data {
  const {alt, title, attributes, directive} = data
  const all = (templates: Readonly<Record<string, Template>>) =>
    Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, convertTemplate(template, convert)]))
  return {
    ...data,
    ...(alt && {alt: convertTemplate(alt, convert)}),
    ...(title && {title: convertTemplate(title, convert)}),
    ...(attributes && {attributes: {...attributes, values: all(attributes.values)}}),
    ...(directive && {directive: {...directive, templates: all(directive.templates)}})
  }
}

function convertTemplate(template: Template, convert: Convert): Template {
  return template.map((piece) =>
    typeof piece === 'string' ? convert(piece) : 'cited' in piece ? piece : convertExpression(piece, convert)
  )
}

// `or="尚未公布"` is printed; the names beside it are those of columns.
function convertExpression(expression: Expression, convert: Convert): Expression {
  const term = (given: Term): Term =>
    given.kind === 'literal' && typeof given.value === 'string' ? {...given, value: convert(given.value)} : given
  return {
    ...expression,
    terms: expression.terms.map(term),
    options: Object.fromEntries(Object.entries(expression.options).map(([name, given]) => [name, term(given)]))
  }
}

interface Completion {
  readonly from: Language
  readonly to: Language
  readonly convert: Convert
}

function complete(value: unknown, completion: Completion): unknown {
  const {from, to, convert} = completion
  if (Array.isArray(value)) return value.map((item) => complete(item, completion))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, item]) => [key, complete(item, completion)] as const)
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
