/**
 * Raw HTML among the nodes of a chapter -> elements that hold what stands between their tags: Markdown, values, directives.
 *
 * Nothing is dropped in silence. An element or an attribute that a page does not hold, a tag without its other half, a
 * comment without an end are errors; a comment that ends is left out.
 */
import type {Html, Node, RootContent, Text} from 'mdast'
import {suggestion} from '../../messages.ts'
import {htmlTokens, writtenName, type HtmlAttributes, type HtmlToken} from './html-tokens.ts'
import {
  isKnownAttribute,
  isKnownElement,
  isVoid,
  knownAttributes,
  knownElements,
  listed,
  misplaced,
  onlyIn,
  placeInside,
  type Place
} from './html-rules.ts'
import type {Reader} from './reader.ts'

/** An element as it is written, its children not read yet. */
export interface RawElement extends Node {
  readonly type: 'rawElement'
  readonly name: string
  readonly attributes: HtmlAttributes
  readonly children: RootContent[]
}

/** Text inside a block of raw HTML. */
export interface RawText extends Node {
  readonly type: 'rawText'
  readonly value: string
  /** Inside `<pre>`, where every blank is shown. */
  readonly isPreserved: boolean
}

interface Open {
  readonly element: RawElement | undefined
  readonly written: string
  readonly place: Place
  readonly children: Node[]
}

const WORDS = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'image',
  'expression',
  'textDirective',
  'footnoteReference'
])
const DIRECTIVES = new Set(['containerDirective', 'leafDirective', 'textDirective'])

/** Nodes of one parent, with those between two tags inside an element. */
export function nestHtml(nodes: readonly Node[], reader: Reader): readonly Node[] {
  if (!nodes.some(({type}) => type === 'html')) return nodes
  const isOfWords = nodes.some(({type}) => WORDS.has(type))
  const root: Open = {element: undefined, written: '', place: {parent: undefined, isOfWords}, children: []}
  const open: Open[] = [root]
  const unknown = new Set<string>()
  for (const node of nodes) {
    if (node.type === 'html') for (const token of htmlTokens((node as Html).value)) take(token, node as Html)
    else addMarkdown(node)
  }
  for (const left of open.splice(1).reverse()) tellUnclosed(left)
  return root.children

  function take(token: HtmlToken, node: Html): void {
    const at = placeOf(node, token.at, reader)
    if (token.kind === 'fault') reader.problem('html-is-wellformed', `Unexpected ${token.words}`, at, HTML_NOTE)
    else if (token.kind === 'text')
      addText({
        type: 'rawText',
        value: token.value,
        isPreserved: open.some(({element}) => element?.name === 'pre'),
        position: at.position
      })
    else if (token.kind === 'end') close(token.name, writtenName(node.value, token.at), at)
    else start(token, writtenName(node.value, token.at), at)
  }

  function start({name, attributes, isClosed}: HtmlToken & {kind: 'start'}, written: string, at: Node): void {
    const {place, children} = open.at(-1)!
    if (!isKnownElement(name)) return tellUnknown(name, written, at)
    checkElement(name, written, {place, at, reader})
    const element: RawElement = {
      type: 'rawElement',
      name,
      attributes: checkAttributes({element: name, attributes}, at, reader),
      children: [],
      position: at.position
    }
    // A picture between paragraphs is one of its own, as in Markdown.
    const isAlone = name === 'img' && place.parent === undefined && !place.isOfWords
    children.push(isAlone ? ({type: 'paragraph', children: [element], position: at.position} as Node) : element)
    if (isVoid(name)) return
    if (isClosed)
      reader.problem('html-is-closed', `Unexpected \`<${written}/>\`, expected \`</${written}>\` behind its words`, at, HTML_NOTE)
    else open.push({element, written, place: placeInside(name, place), children: element.children})
  }

  function close(name: string, written: string, at: Node): void {
    if (!isKnownElement(name)) return tellUnknown(name, written, at)
    if (name === 'br' || !open.some(({element}) => element?.name === name)) {
      reader.problem('html-is-closed', `Unexpected \`</${written}>\`, which closes nothing that was opened here`, at, HTML_NOTE)
      return
    }
    for (let last = open.pop()!; last.element?.name !== name; last = open.pop()!) tellUnclosed(last, written)
  }

  // Once for both of its tags.
  function tellUnknown(name: string, written: string, at: Node): void {
    if (unknown.has(name)) return
    unknown.add(name)
    const near = suggestion(name, knownElements())
    const note = near?.startsWith('Did') === true ? `${near} ${HTML_NOTE}` : HTML_NOTE
    reader.problem(
      'html-element-is-known',
      `Unexpected element \`<${written}>\`, which a page of a report does not hold`,
      at,
      note
    )
  }

  function tellUnclosed({element, written}: Open, before?: string): void {
    const where = before === undefined ? 'in the same paragraph, list item or passage' : `before \`</${before}>\``
    reader.problem(
      'html-is-closed',
      `Unexpected \`<${written}>\` without an end, expected \`</${written}>\` ${where}`,
      element,
      HTML_NOTE
    )
  }

  function addText(text: RawText): void {
    const {element, place, children} = open.at(-1)!
    const only = onlyIn(place)
    // HTML leaves out the line end right behind the tag.
    const isFirst = element?.name === 'pre' && children.length === 0
    if (only === undefined) children.push(isFirst ? {...text, value: text.value.replace(/^\n/, '')} : text)
    else if (text.value.trim() !== '') tellMisplaced('text', text, place)
  }

  function addMarkdown(node: Node): void {
    const {place, children} = open.at(-1)!
    const isWords = WORDS.has(node.type)
    const isMisplaced = onlyIn(place) !== undefined ? !isBlank(node) : place.parent !== undefined && place.isOfWords && !isWords
    if (isMisplaced && !DIRECTIVES.has(node.type) && node.type !== 'footnoteDefinition')
      tellMisplaced(isWords ? 'text' : 'passage of Markdown', node, place)
    children.push(node)
  }

  function tellMisplaced(what: string, node: Node, place: Place): void {
    const only = onlyIn(place)
    const expected = only === undefined ? 'words alone' : `nothing but ${listed(only)}`
    reader.problem('html-nests', `Unexpected ${what} inside \`<${place.parent}>\`, expected ${expected}`, node, NESTING_NOTE)
  }
}

const HTML_NOTE = 'What is meant as text is written `\\<` or stands in `backticks`.'
const NESTING_NOTE = 'A browser would move it elsewhere.'

function checkElement(name: string, written: string, {place, at, reader}: {place: Place; at: Node; reader: Reader}): void {
  if (name === 'h1')
    return reader.problem(
      'chapter-has-one-title',
      'Unexpected `<h1>`, expected the one `# Title` of the chapter',
      at,
      'Sections have `##` or `<h2>`.'
    )
  const expected = misplaced(name, place)
  if (expected !== undefined)
    reader.problem('html-nests', `Unexpected \`<${written}>\` here, expected ${expected}`, at, NESTING_NOTE)
}

function checkAttributes(
  {element, attributes}: {readonly element: string; readonly attributes: HtmlAttributes},
  at: Node,
  reader: Reader
): HtmlAttributes {
  return attributes.filter(({name, value}) => {
    if (!isKnownAttribute(element, name)) {
      const reason = `Unexpected attribute \`${name}\` of \`<${element}>\`, which a page of a report does not hold`
      reader.problem('html-attribute-is-known', reason, at, suggestion(name, knownAttributes(element)))
      return false
    }
    if (value.includes('{{') && !TEMPLATES.has(name)) {
      reader.problem(
        'expression-has-its-place',
        `Unexpected \`{{\` in \`${name}\` of \`<${element}>\`, expected it in text, \`href\`, \`alt\` or \`title\``,
        at
      )
      return false
    }
    return true
  })
}

const TEMPLATES = new Set(['href', 'alt', 'title'])

function isBlank(node: Node): boolean {
  return node.type === 'text' && (node as Text).value.trim() === ''
}

// The marks of quotations and lists before a line are no part of the HTML.
function placeOf(node: Html, offset: number, reader: Reader): Node {
  const before = node.value.slice(0, offset).split('\n')
  const {line, column} = node.position?.start ?? {line: 1, column: 1}
  const first = before.length === 1
  const ownLine = node.value.split('\n')[before.length - 1] ?? ''
  const start = first ? column - 1 : Math.max(0, reader.line(line + before.length - 1).indexOf(ownLine))
  const point = {line: line + before.length - 1, column: start + before.at(-1)!.length + 1}
  return {type: 'html', position: {start: point, end: point}}
}
