/** Every edition of the flagship as a reader of the published page meets it: its blocks, in order, as plain text. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Element, Nodes, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {buildReport} from './building.ts'

export interface ReadEdition {
  /** As in `gd leaders en`. */
  readonly id: string
  readonly region: string
  readonly audience: Audience
  readonly language: Language
  /** All that is read, a line for each block. */
  readonly text: string
  /** Headings and titles of figures and tables. */
  readonly titles: readonly string[]
  readonly panels: readonly Panel[]
}

export type Audience = 'leaders' | 'practitioners' | 'public'
export type Language = 'en' | 'zh-Hans' | 'zh-Hant'

/** A figure, a table or a panel. */
export interface Panel {
  readonly kind: 'figure' | 'table' | 'callout'
  readonly title: string
  readonly sources: readonly string[]
}

export const AUDIENCES: readonly Audience[] = ['leaders', 'practitioners', 'public']
export const LANGUAGES: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant']

/** Build the pages of the flagship into a folder and read them. */
export async function readFlagship(folder: string, regions: readonly string[]): Promise<readonly ReadEdition[]> {
  const report = fileURLToPath(new URL('../sources/digital-government', import.meta.url))
  const places = {folder: report, out: join(folder, 'out'), store: join(folder, 'store')}
  await buildReport(places, {formats: ['html']})
  return regions.flatMap((region) =>
    AUDIENCES.flatMap((audience) => LANGUAGES.map((language) => readEdition(places.out, {region, audience, language})))
  )
}

function readEdition(
  out: string,
  {region, audience, language}: Pick<ReadEdition, 'region' | 'audience' | 'language'>
): ReadEdition {
  const page = readFileSync(join(out, region, audience, language, 'digital-government.html'), 'utf8')
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>')).replace(/<(svg|details|nav|header)\b.*?<\/\1>/gs, '')
  const tree = raw({type: 'root', children: [{type: 'raw', value: main}]} as Root)
  const elements = [...elementsIn(tree)]
  return {
    id: `${region} ${audience} ${language}`,
    region,
    audience,
    language,
    text: elements
      .filter(
        ({tagName, children}) => BLOCKS.has(tagName) && !children.some((child) => 'tagName' in child && BLOCKS.has(child.tagName))
      )
      .map(textOf)
      .join('\n'),
    titles: elements.filter(({tagName}) => /^(h[1-6]|figcaption|caption)$/.test(tagName)).map(textOf),
    panels: elements.filter(isPanel).map(panelOf)
  }
}

const BLOCKS = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'figcaption', 'caption', 'tr'])

function isPanel({tagName, properties}: Element): boolean {
  const names = properties['className']
  return tagName === 'table' || (Array.isArray(names) && (names.includes('callout') || names.includes('figure')))
}

// A table stands in its box, with its remarks beside it.
function panelOf(element: Element): Panel {
  const kind = element.tagName === 'table' ? 'table' : element.tagName === 'figure' ? 'figure' : 'callout'
  const inside = [...elementsIn(boxes.get(element) ?? element)]
  const title = inside.find(
    ({tagName, properties}) => /caption/.test(tagName) || String(properties['className']).includes('callout-title')
  )
  const sources = inside.filter(({properties}) => String(properties['className']).split(/[ ,]/).includes('source')).map(textOf)
  return {kind, title: title === undefined ? '' : textOf(title), sources}
}

const boxes = new WeakMap<Element, Element>()

function* elementsIn(node: Nodes, box?: Element): Generator<Element> {
  if (node.type === 'element') {
    if (node.tagName === 'table' && box !== undefined) boxes.set(node, box)
    yield node
  }
  if (!('children' in node)) return
  const isBox = node.type === 'element' && String(node.properties['className']).split(/[ ,]/).includes('table')
  for (const child of node.children) yield* elementsIn(child, isBox ? node : box)
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  const text = 'children' in node ? node.children.map(textOf).join('') : ''
  return node.type === 'element' && /^t[dh]$/.test(node.tagName) ? `${text} ` : text
}
