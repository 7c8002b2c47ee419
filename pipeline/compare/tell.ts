/** The tree of a page -> its passages, in the order in which they are read. */
import type {Element, ElementContent, Root} from 'hast'
import {digest} from '../cache/hash.ts'
import {rulesFor} from '../language/index.ts'
import {columnOf, columnsIn, elementsIn, hasClass, machineValue, textOf} from './elements.ts'
import type {Passage, PassageKind, Piece} from './passage.ts'
import {sentencesOf} from './sentences.ts'

/** What is known of a page beside its tree. */
export interface TellingOptions {
  readonly language: string
  /** What stands for a picture of this address, such as the digest of its bytes. */
  readonly pictureOf: (address: string) => string
}

/** What is no block of its own, but stands in a line. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr'.split(
    ' '
  )
)
const SKIPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'nav',
  'template',
  'noscript',
  'octavo-chart',
  'button',
  'summary'
])
/** Whatever stands in one of these is of that kind. */
const KINDS: Readonly<Record<string, PassageKind>> = {
  caption: 'caption',
  figcaption: 'caption',
  li: 'item',
  dt: 'item',
  dd: 'item'
}

interface Place {
  readonly kind: PassageKind
  readonly columns: readonly string[]
  readonly isDatum: boolean
  /** What a drawing without words of its own is of. */
  readonly subject: string
}

/** Tell what a page says. */
export function tellPage(body: Root | Element, {language, pictureOf}: TellingOptions): readonly Passage[] {
  const passages: Passage[] = []
  const {sentences} = rulesFor(language).prose
  let pieces: Piece[] = []
  let near = ''

  function flush(kind: PassageKind): void {
    const parts = kind === 'row' || kind === 'datum' || kind === 'head' ? [pieces] : sentencesOf(pieces, sentences)
    for (const part of parts) if (part.length > 0) passages.push({kind, near, pieces: part})
    pieces = []
  }

  function visit(node: ElementContent | Root['children'][number], place: Place): void {
    if (node.type === 'text') return void pieces.push(node.value)
    if (node.type !== 'element' || isSkipped(node)) return
    if (node.tagName === 'svg') return drawn(node, place)
    if (node.tagName === 'img') return pictured(node, place)
    if (INLINE.has(node.tagName)) return inline(node, place)
    flush(place.kind)
    const before = near
    if (typeof node.properties.id === 'string') near = node.properties.id
    block(node, within(node, place))
    // The text behind a figure or a table is that of its section again.
    if (node.tagName === 'figure' || hasClass(node, 'table')) near = before
  }

  function block(node: Element, place: Place): void {
    if (node.tagName === 'tr') return row(node, place)
    for (const child of node.children) visit(child, place)
    flush(place.kind)
  }

  function inline(node: Element, place: Place): void {
    const value = valueIn(node)
    if (value !== undefined) return void pieces.push(value)
    for (const child of node.children) visit(child, place)
    const href = node.properties.href
    const isAway = typeof href === 'string' && /^(?:https?|mailto):/.test(href)
    if (isAway && plain(textOf(node)) !== href) pieces.push({text: '', value: href, origin: 'link'})
  }

  // Each cell of a row with an origin is a value of it.
  function row(node: Element, place: Place): void {
    const origin = node.properties.dataOrigin
    const cells = node.children.filter((child) => child.type === 'element')
    cells.forEach((cell, at) => {
      if (at > 0) pieces.push(' | ')
      const column = columnOf(cell, place.columns[at])
      const text = plain(textOf(cell))
      const isValue = typeof origin === 'string' && column !== ''
      if (isValue) pieces.push({text, value: machineValue(cell) ?? text, origin: `${origin}.${column}`})
      else cell.children.filter((child) => !isDrawing(child)).forEach((child) => visit(child, place))
    })
    flush(cells.every(({tagName, properties}) => tagName === 'th' && properties.scope === 'col') ? 'head' : place.kind)
    for (const drawing of elementsIn(node).filter(isDrawing)) drawn(drawing, place)
  }

  function drawn(node: Element, {kind, subject}: Place): void {
    flush(kind)
    passages.push({kind: 'figure', near, pieces: [String(node.properties.ariaLabel ?? subject)], picture: digest(shapeOf(node))})
  }

  function pictured(node: Element, {kind}: Place): void {
    flush(kind)
    const {alt, src} = node.properties
    passages.push({kind: 'picture', near, pieces: [String(alt ?? '')], picture: pictureOf(String(src ?? ''))})
  }

  for (const child of body.children) visit(child, {kind: 'sentence', columns: [], isDatum: false, subject: ''})
  flush('sentence')
  return passages
}

// The drawing for a phone shows the same, the ways to files are no part of the text, and a correction, or a list of changes, is what a release tells of itself.
function isSkipped(node: Element): boolean {
  return (
    SKIPPED.has(node.tagName) ||
    ['narrow', 'downloads', 'download', 'back', 'correction', 'changes', 'page-ref'].some((name) => hasClass(node, name))
  )
}

// A small one may stand in the cell of a table.
function isDrawing(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'svg'
}

function within(node: Element, place: Place): Place {
  const {tagName} = node
  if (/^h[1-6]$/.test(tagName)) return {...place, kind: 'heading'}
  if (hasClass(node, 'chart-data')) return {...place, isDatum: true}
  if (hasClass(node, 'key-figure')) return {...place, subject: labelOf(node)}
  if (hasClass(node, 'note') || hasClass(node, 'source') || hasClass(node, 'footnotes')) return {...place, kind: 'note'}
  if (tagName === 'table') return {...place, columns: columnsIn(node)}
  if (tagName === 'tr') return {...place, kind: place.isDatum ? 'datum' : 'row'}
  return place.kind !== 'note' && Object.hasOwn(KINDS, tagName) ? {...place, kind: KINDS[tagName]!} : place
}

// The strip of a key figure is read by nobody, and is of what the figure is called.
function labelOf(figure: Element): string {
  const label = elementsIn(figure).find((node) => node.type === 'element' && hasClass(node, 'key-label'))
  return label === undefined ? '' : plain(textOf(label))
}

// What is numbered anew when something comes before it is a value too: a label, a reference, a citation.
function valueIn(node: Element): Piece | undefined {
  const {tagName, properties} = node
  const text = plain(textOf(node))
  const numbered = (origin: string) => ({text, value: text, origin})
  if (tagName === 'data' && typeof properties.dataOrigin === 'string')
    return {text, value: typeof properties.value === 'string' ? properties.value : text, origin: properties.dataOrigin}
  if (tagName === 'time') return {text, value: String(properties.dateTime ?? properties['datetime'] ?? text), origin: 'date'}
  if (hasClass(node, 'ref')) return numbered(String(properties.href ?? ''))
  if (hasClass(node, 'citation')) return numbered('citation')
  if (hasClass(node, 'label') || hasClass(node, 'number')) return numbered('number')
  return undefined
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}

/** A tree as plain data. */
type Shape = string | readonly [string, Readonly<Record<string, string>>, readonly Shape[]]

function shapeOf(node: ElementContent): Shape {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  const properties = Object.entries(node.properties).map(([name, value]) => [name, String(value)] as const)
  return [node.tagName, Object.fromEntries(properties), node.children.map(shapeOf)]
}
