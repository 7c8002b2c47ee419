/** Numbers what is numbered: chapters and sections, figures, tables, notes; then writes every reference. */
import type {Element, ElementContent, Root} from 'hast'
import {headingsByWords} from './anchors.ts'
import {toText} from './text.ts'
import {eachElement} from './elements.ts'
import type {Message} from '../../messages.ts'
import {suggestion} from '../../messages.ts'
import type {OutlineEntry, Words} from '../../types.ts'

/** How headings, figures and tables are numbered. */
export interface Numbering {
  readonly numbered: boolean
  readonly words: Words
  /** Short titles of chapters, by the id of their heading: they stand over the finding where chapters are numbered. */
  readonly shortTitles: ReadonlyMap<string, string>
}

const CAPTIONS = {figure: 'figcaption', table: 'caption'} as const

/** Number headings, figures and tables in place, and tell what stands where. */
export function number(root: Root, {numbered, words, shortTitles}: Numbering, tell: (message: Message) => void): OutlineEntry[] {
  const outline: OutlineEntry[] = []
  const counts = {chapter: 0, section: 0, subsection: 0, figure: 0, table: 0}
  const seen = new Set<string>()

  eachElement(root, (node) => {
    const id = node.properties['id']
    if (typeof id !== 'string') return
    if (seen.has(id))
      tell({
        severity: 'error',
        rule: 'id-is-unique',
        reason: `Unexpected second \`#${id}\` in one edition, expected another id`,
        ...whereOf(node)
      })
    seen.add(id)
    if (/^h[1-3]$/.test(node.tagName)) numberHeading(node, id)
    else if (hasClass(node, 'figure')) numberCaptioned(node, id, 'figure')
    else if (hasClass(node, 'table')) numberCaptioned(node, id, 'table')
  })
  return outline

  function numberHeading(node: Element, id: string): void {
    const level = Number(node.tagName[1])
    const finding = toText(node)
    const title = shortTitles.get(id) ?? finding
    if (hasClass(node, 'unnumbered')) return void outline.push({id, kind: 'section', level, label: '', title})
    if (level === 1) Object.assign(counts, {chapter: counts.chapter + 1, section: 0, subsection: 0})
    else if (level === 2) Object.assign(counts, {section: counts.section + 1, subsection: 0})
    else counts.subsection++
    const label = numbered ? [counts.chapter, counts.section, counts.subsection].slice(0, level).join('.') : ''
    if (numbered && title !== finding) node.children.unshift(span('chapter-name', title), {type: 'text', value: ' '})
    if (numbered) node.children.unshift(span('number', label), {type: 'text', value: ' '})
    outline.push({id, kind: 'section', level, label, title})
  }

  function numberCaptioned(node: Element, id: string, kind: 'figure' | 'table'): void {
    const caption = find(node, CAPTIONS[kind])
    if (caption === undefined) return
    counts[kind]++
    const label = fill(words[kind], {n: String(counts[kind])})
    outline.push({id, kind, level: 0, label, title: toText(caption)})
    caption.children.unshift(span('label', label), {type: 'text', value: ' '})
  }
}

/** Write the text of each `[](#id)`, and the slot of its page where it is asked for. No link leads nowhere. */
export function refer(
  root: Root,
  outline: readonly OutlineEntry[],
  {words, tell}: {readonly words: Words; readonly tell: (message: Message) => void}
): void {
  const known = new Map(outline.map((entry) => [entry.id, entry]))
  const ids = idsIn(root)
  const headingId = headingsByWords(root)
  const unknown = (node: Element, id: string) => {
    const isThere = ids.has(id)
    const reason = `Unexpected reference to \`#${id}\`, which ${isThere ? 'has no number' : 'this edition does not hold'}`
    tell({
      severity: 'error',
      rule: 'reference-is-known',
      reason,
      note: isThere ? 'Write words between its brackets.' : suggestion(id, known.keys()),
      ...whereOf(node)
    })
  }
  eachElement(root, (node, index, parent) => {
    const href = node.properties['href']
    if (typeof href !== 'string' || !/^#./.test(href)) return
    const id = href.slice(1)
    const target = ids.has(id) ? id : headingId(id, node)
    if (target !== undefined) node.properties['href'] = `#${target}`
    // An author's own class is no mark of ours: words stay.
    if (!hasClass(node, 'ref') || node.children.length > 0) {
      if (target === undefined) unknown(node, id)
      return
    }
    const entry = known.get(target ?? id)
    const page = node.properties['dataPage'] !== undefined
    if (entry === undefined) unknown(node, id)
    else node.children = [{type: 'text', value: nameOf(entry, words)}]
    delete node.properties['dataNode']
    delete node.properties['dataPage']
    if (page) parent.children.splice(index + 1, 0, pageReference(target ?? id, words))
  })
}

/** Fill `{n}` and the like in a phrase of the engine. */
export function fill(phrase: string | undefined, values: Readonly<Record<string, string>>): string {
  return (phrase ?? '').replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** A `<span>` of one class. */
export function span(className: string, text: string): Element {
  return {type: 'element', tagName: 'span', properties: {className: [className]}, children: [{type: 'text', value: text}]}
}

/** Whether an element is of a class. */
export function hasClass(node: Element, name: string): boolean {
  const classes = node.properties['className']
  return Array.isArray(classes) && classes.includes(name)
}

function nameOf({kind, label, title, level}: OutlineEntry, words: Words): string {
  if (kind !== 'section') return label
  if (label === '') return fill(words['quoted'], {title})
  return fill(words[level === 1 ? 'chapter' : 'section'], {n: label})
}

function pageReference(id: string, words: Words): Element {
  const [before, after] = (words['page'] ?? ' ({n})').split('{n}')
  const slot: Element = {type: 'element', tagName: 'span', properties: {className: ['page-number'], dataPageOf: id}, children: []}
  const text = (value: string | undefined): ElementContent[] => (value ? [{type: 'text', value}] : [])
  return {
    type: 'element',
    tagName: 'span',
    properties: {className: ['page-ref']},
    children: [...text(before), slot, ...text(after)]
  }
}

function idsIn(root: Root): ReadonlySet<unknown> {
  const ids = new Set<unknown>()
  eachElement(root, (node) => void ids.add(node.properties['id']))
  return ids
}

function find(node: Element, tagName: string): Element | undefined {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const found = child.tagName === tagName ? child : find(child, tagName)
    if (found !== undefined) return found
  }
  return undefined
}

function whereOf(node: Element): {node?: string} {
  const where = node.properties['dataNode']
  return typeof where === 'string' ? {node: where} : {}
}
