/** Composes chapters in a test as a build does, from text and rows, and reads what they became. */
import {readFileSync} from 'node:fs'
import type {Root} from 'hast'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {parse as parseYaml} from 'yaml'
import {digest} from '../pipeline/cache/hash.ts'
import {Artifact} from '../pipeline/cache/memo.ts'
import type {Store} from '../pipeline/cache/store.ts'
import type {Passage} from '../pipeline/compare/passage.ts'
import {readEditionPage} from '../pipeline/compare/read-page.ts'
import {compose, type ComposeInput, type Composed} from '../pipeline/stages/compose/index.ts'
import {ReportError, type Message} from '../pipeline/messages.ts'
import {chapterId, parse} from '../pipeline/stages/parse/index.ts'
import type {AxisIds} from '../pipeline/stages/parse/front-matter.ts'
import type {Cell, Dataset, Field, Words} from '../pipeline/types.ts'

/** A dataset from its rows. Columns are texts unless a field says otherwise. */
export function dataset(
  query: string,
  rows: readonly Readonly<Record<string, Cell>>[],
  {key = [], fields = {}}: DatasetOptions = {}
): Dataset {
  const names = [...new Set([...rows.flatMap(Object.keys), ...Object.keys(fields)])]
  return {query, key, rows, columns: names.map((name) => ({name, type: 'string', ...fields[name]}))}
}

export interface DatasetOptions {
  readonly key?: readonly string[]
  readonly fields?: Readonly<Record<string, Partial<Field>>>
}

export interface Given {
  /** Chapters by file name without ending, in order; or the one chapter `standing`, under a title of its own where it has none. */
  readonly text: string | Readonly<Record<string, string>>
  readonly language?: string
  readonly queries?: readonly Dataset[]
  readonly numbered?: boolean
  readonly bibliography?: ComposeInput['bibliography']
  /** What it said at its last release: a page of a chapter with this HTML. */
  readonly previous?: {readonly release: string; readonly main: string}
}

export interface Text extends Composed {
  readonly warnings: readonly Message[]
  readonly html: string
}

const AXES: AxisIds = {region: ['gd', 'zj', 'cn'], audience: ['leaders', 'public'], language: ['en', 'zh-Hans', 'zh-Hant']}
const NO_SOURCES = {style: 'gb-t-7714', works: {}}
const REGION = {id: 'gd', name_en: 'Guangdong', name_zh_hans: '广东', name_zh_hant: '廣東', model: 'pioneering', note: null}

/** Compose an edition of Guangdong for leaders. Throws a ReportError with every mistake. */
export async function composed({
  text,
  language = 'en',
  queries = [],
  numbered = false,
  bibliography = NO_SOURCES,
  previous
}: Given): Promise<Text> {
  const sources = typeof text === 'string' ? {standing: text.includes('# ') ? text : `# Title\n\n${text}`} : text
  const chapters = await Promise.all(
    Object.entries(sources).map(async ([name, text]) => {
      const path = `chapters/${language}/${name}.md`
      const {head, tree} = await parse({source: {path, text}, language, axes: AXES}, () => {})
      return {head: {...head, id: chapterId(path)}, tree: artifact(tree)}
    })
  )
  const warnings: Message[] = []
  const result = await compose(
    {
      language,
      axes: {region: 'gd', audience: 'leaders', language},
      chapters,
      given: {
        region: dataset('region', [REGION], {key: ['id']}),
        audience: dataset('audience', [{id: 'leaders'}], {key: ['id']}),
        language: dataset('language', [{id: language}], {key: ['id']}),
        report: dataset('report', [{id: 'markets', title: 'Market halls', release: '2024-04-15'}], {
          fields: {release: {type: 'date'}}
        })
      },
      queries: Object.fromEntries(queries.map((dataset) => [dataset.query, artifact(dataset)])),
      numbered,
      words: words(language),
      ...(previous && {previous: {release: previous.release, passages: artifact(passagesOf(previous.main, language))}}),
      bibliography
    },
    (message) => warnings.push(message)
  )
  return {...result, warnings, html: toHtml(result.body)}
}

function passagesOf(main: string, language: string): readonly Passage[] {
  const html = `<html lang="${language}"><body data-edition="gd"><main id="text">${main}</main></body></html>`
  return readEditionPage(html, () => '')!.passages
}

/** The body of the one chapter, without its section and its title. */
export async function passage(given: Given): Promise<string> {
  const {html} = await composed(given)
  return html
    .replace(/^<section[^>]*>(?:<h1[^>]*>.*?<\/h1>)?/s, '')
    .replace(/<\/section>$/, '')
    .trim()
}

/** The mistakes of an edition, each as `rule: reason (note)`. */
export async function mistakes(given: Given): Promise<readonly string[]> {
  return (await messages(given)).map(({rule, reason, note}) => `${rule}: ${reason}${note === undefined ? '' : ` (${note})`}`)
}

export async function messages(given: Given): Promise<readonly Message[]> {
  try {
    await composed(given)
    return []
  } catch (error) {
    if (error instanceof ReportError) return error.messages
    throw error
  }
}

export function words(language: string): Words {
  return parseYaml(readFileSync(new URL(`../templates/locales/${language}.yaml`, import.meta.url), 'utf8')) as Words
}

function toHtml(body: Root): string {
  return unified().use(rehypeStringify).stringify(body)
}

/** A store that holds the one value. */
export function artifact<Value>(value: Value): Artifact<Value> {
  const bytes = Buffer.from(JSON.stringify(value))
  const store: Pick<Store, 'bytes'> = {bytes: async () => bytes}
  return new Artifact<Value>(digest(value), store as Store)
}
