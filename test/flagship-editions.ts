/** Every edition of the flagship as a reader of the published page meets it: its blocks, in order, as plain text. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {defaultTreeAdapter, parseFragment, type DefaultTreeAdapterTypes} from 'parse5'
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
  const elements = [...elementsIn(parseFragment(main))]
  return {
    id: `${region} ${audience} ${language}`,
    region,
    audience,
    language,
    text: elements
      .filter(({tagName, childNodes}) => BLOCKS.has(tagName) && !childNodes.some(({nodeName}) => BLOCKS.has(nodeName)))
      .map(textOf)
      .join('\n'),
    titles: elements.filter(({tagName}) => /^(h[1-6]|figcaption|caption)$/.test(tagName)).map(textOf),
    panels: elements.filter(isPanel).map(panelOf)
  }
}

const BLOCKS = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'figcaption', 'caption', 'tr'])

function isPanel(element: Element): boolean {
  const names = classesOf(element)
  return element.tagName === 'table' || names.includes('callout') || names.includes('figure')
}

// A table stands in its box, with its remarks beside it.
function panelOf(element: Element): Panel {
  const kind = element.tagName === 'table' ? 'table' : element.tagName === 'figure' ? 'figure' : 'callout'
  const inside = [...elementsIn(kind === 'table' ? boxOf(element) : element)]
  const title = inside.find((one) => /caption/.test(one.tagName) || classesOf(one).includes('callout-title'))
  const sources = inside.filter((one) => classesOf(one).includes('source')).map(textOf)
  return {kind, title: title === undefined ? '' : textOf(title), sources}
}

function boxOf({parentNode}: Element): Node {
  if (parentNode === null || !defaultTreeAdapter.isElementNode(parentNode)) throw new Error('A table has no box around it')
  return classesOf(parentNode).includes('table') ? parentNode : boxOf(parentNode)
}

function classesOf({attrs}: Element): readonly string[] {
  return attrs.find(({name}) => name === 'class')?.value.split(' ') ?? []
}

function* elementsIn(node: Node): Generator<Element> {
  if (defaultTreeAdapter.isElementNode(node)) yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child)
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value
  const text = 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
  return /^t[dh]$/.test(node.nodeName) ? `${text} ` : text
}

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
