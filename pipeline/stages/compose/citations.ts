/** Marks of citations and the list of references: each mark leads to its entry, each entry back to its first mark. */
import type {Element, ElementContent, Root} from 'hast'
import {styles} from '../../bibliography/index.ts'
import type {Style} from '../../bibliography/style.ts'
import type {Written} from '../../bibliography/work.ts'
import type {Citation} from '../../tree.ts'
import {rulesFor} from '../../language/index.ts'
import type {Language, Words} from '../../types.ts'
import {eachElement, type Parent} from './elements.ts'
import {markOf, type Listed} from './marks.ts'
import {fill} from './number.ts'

/** What is cited, and how it is written. */
export interface Citing {
  readonly style: string
  readonly works: Readonly<Record<string, Written>>
  readonly language: Language
  readonly words: Words
}

/** Write the mark of every citation, and give the list of references, or nothing where nothing is cited. */
export function placeCitations(root: Root, citations: readonly Citation[], citing: Citing): Element | undefined {
  if (citations.length === 0) return undefined
  const style = styles.find(({name}) => name === citing.style)!
  const marks = marksIn(root, citations)
  const listed = list(
    marks.flatMap(({citation}) => citation.cited.map(({id}) => id)),
    style,
    citing
  )
  const places = new Map<string, string>()
  marks.forEach(({citation, element, before}, index) => {
    const place = `cite-${index + 1}`
    for (const {id} of citation.cited) if (!places.has(id)) places.set(id, place)
    if (style.isNumeric && before !== undefined) before.value = before.value.trimEnd()
    element.tagName = style.isNumeric ? 'sup' : 'span'
    element.properties = {className: ['citation'], id: place}
    element.children = markOf(citation.cited, listed, {style, language: citing.language})
  })
  const items = [...listed.values()].map((one) => entry(one, places.get(one.work.id)!, {...citing, style}))
  return section(items, citing.words)
}

interface Mark {
  readonly citation: Citation
  readonly element: Element
  /** The words right before it. */
  readonly before: {value: string} | undefined
}

function marksIn(root: Root, citations: readonly Citation[]): readonly Mark[] {
  const marks: Mark[] = []
  eachElement(root, (element, index, parent) => {
    const own = element.properties['dataCitation']
    if (own !== undefined) marks.push({citation: citations[Number(own)]!, element, before: textBefore(parent, index)})
  })
  return marks
}

function textBefore(parent: Parent, index: number): {value: string} | undefined {
  const before = parent.children[index - 1]
  return before?.type === 'text' ? before : undefined
}

function list(ids: readonly string[], style: Style, {works, language}: Citing): ReadonlyMap<string, Listed> {
  const cited = [...new Set(ids)].map((id) => works[id]!)
  const ordered = style.order(cited, language)
  const alike = Map.groupBy(ordered, (work) => style.mark?.(work, '') ?? work.id)
  return new Map(
    ordered.map((work, index) => {
      const same = alike.get(style.mark?.(work, '') ?? work.id)!
      const letter = same.length > 1 ? String.fromCharCode(97 + same.indexOf(work)) : ''
      return [work.id, {work, number: index + 1, letter}]
    })
  )
}

type Writing = Omit<Citing, 'style'> & {readonly style: Style}

// The number of an entry is the way back; where there is none, an arrow is.
function entry({work, number, letter}: Listed, place: string, {style, words, language}: Writing): Element {
  const label = fill(words['backToCitation'], {n: String(number)})
  const back = node('a', {href: `#${place}`, className: ['citation-back'], role: 'doc-backlink', ariaLabel: label}, [
    text(style.isNumeric ? `[${number}]` : '↑')
  ])
  const pieces = style.entry(work, letter).flatMap((piece): ElementContent[] => {
    if (piece.address !== undefined) return [node('a', {href: piece.address}, [text(piece.text)])]
    return piece.isTitle ? [node('cite', {}, [text(piece.text)])] : unbroken(piece.text)
  })
  const last = pieces.at(-1)
  if (last?.type === 'text') last.value = last.value.trimEnd()
  const isOwn = work.script === rulesFor(language).script
  const content = isOwn ? pieces : [node('span', {lang: work.script === 'Latn' ? 'en' : `zh-${work.script}`}, pieces)]
  return node('li', {id: `ref-${number}`}, style.isNumeric ? [back, text(' '), ...content] : [...content, text(' '), back])
}

// A date does not break at its hyphens.
function unbroken(words: string): ElementContent[] {
  return words
    .split(/(\d{4}-\d{2}(?:-\d{2})?)/)
    .flatMap((part, index) =>
      part === '' ? [] : [index % 2 === 1 ? node('span', {className: ['short']}, [text(part)]) : text(part)]
    )
}

function section(items: readonly Element[], words: Words): Element {
  const title = node('h1', {className: ['unnumbered'], id: 'references'}, [text(words['references'] ?? 'References')])
  const list = node('ol', {className: ['references']}, items)
  return node(
    'section',
    {className: ['chapter', 'endnotes'], id: 'ch-references', role: 'doc-bibliography', ariaLabelledBy: ['references']},
    [title, list]
  )
}

function node(tagName: string, properties: Element['properties'], children: readonly ElementContent[]): Element {
  return {type: 'element', tagName, properties, children: [...children]}
}

function text(value: string): {type: 'text'; value: string} {
  return {type: 'text', value}
}
