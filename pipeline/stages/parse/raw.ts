/** An element of raw HTML -> the node that Markdown would have made, or an element of the page. */
import type {Heading, Image, Link, Node} from 'mdast'
import {joinText} from '../../language/line-breaks.ts'
import {checkedId} from './attributes.ts'
import {SINGLE, strayBraces} from './braces.ts'
import type {RawElement, RawText} from './html.ts'
import {readImage, readLink} from './links.ts'
import {faultOf, nearDirectives} from './nearly.ts'
import type {Reader} from './reader.ts'

type ReadNodes = (nodes: readonly Node[], reader: Reader) => Node[]

/** Read an element: links, pictures and headings keep the rules that they have in Markdown. */
export function readElement(node: RawElement, reader: Reader, readNodes: ReadNodes): Node {
  const {name, position, children} = node
  const given = new Map(node.attributes.map(({name, value}) => [name, value]))
  const id = given.has('id') ? checkedId(given.get('id')!, node, reader) : undefined
  const title = given.get('title') ?? null
  if (name === 'a' && given.has('href')) {
    const link = readLink(
      {type: 'link', url: given.get('href')!, title, children: [], position} as Link,
      reader,
      readNodes
    ) as Link
    const own = propertiesOf(node, ['href', 'title'], id)
    return {...link, data: {...link.data, ...own}, children: readNodes(children, reader)} as Node
  }
  if (name === 'img') return readRawImage(node, given, reader)
  if (/^h[2-6]$/.test(name)) {
    reader.block(node)
    return {
      type: 'heading',
      depth: Number(name[1]) as Heading['depth'],
      data: {node: reader.name(node), ...propertiesOf(node), ...(id && {attributes: {id, values: {}}})},
      children: readNodes(children, reader)
    } as Node
  }
  const templates = title?.includes('{{') === true ? {title: reader.template(title, node, reader.name(node)) ?? []} : {}
  const {hProperties} = propertiesOf(node, [], id)
  return {
    type: 'htmlElement',
    data: {hName: name, hProperties: hProperties ?? {}, ...templates},
    children: readNodes(children, reader)
  } as Node
}

// What is not read by a rule of its own stays as it is.
function propertiesOf(
  {attributes}: RawElement,
  read: readonly string[] = [],
  id?: string
): {readonly hProperties?: Readonly<Record<string, string | boolean | string[]>>} {
  const others = attributes.filter(({name}) => name !== 'id' && !read.includes(name)).map(propertyOf)
  const all = [...others, ...(id === undefined ? [] : [['id', id] as const])]
  return all.length === 0 ? {} : {hProperties: Object.fromEntries(all)}
}

/** Read the text inside a block of HTML: its values are values; a directive in it is none. */
export function readRawText(node: RawText, reader: Reader): Node[] {
  for (const near of nearDirectives(node.value, true)) {
    const fault = near.text.startsWith(':')
      ? `directive \`${near.text.slice(0, 60)}\` inside a block of HTML`
      : faultOf(near.text)
    reader.problem(
      'directive-is-understood',
      `Unexpected ${fault}`,
      below(node, near.index),
      'A blank line between the tag and the directive ends the block of HTML.'
    )
  }
  for (const {0: mark, index} of node.value.matchAll(/\[\]\(#[^)\s]*\)|\[\^[^\]\s]+\]|\[@[^\]\n]*\]/g)) {
    const reason = `Unexpected \`${mark.slice(0, 60)}\` inside a block of HTML, where no Markdown is read`
    reader.problem(
      'html-holds-no-markdown',
      reason,
      below(node, index),
      'A blank line between the tag and the words lets Markdown begin.'
    )
  }
  const value = node.isPreserved ? node.value : joined(node.value, reader)
  const type = node.isPreserved ? 'preserved' : 'text'
  const single = SINGLE.exec(node.value)
  if (single !== null) {
    const reason = `Unexpected single braces in \`${single[0].slice(0, 60)}\`, expected \`{{\` and \`}}\` around an expression`
    reader.problem('expression-is-closed', reason, below(node, single.index))
  }
  if (strayBraces(value) === undefined) return [{type, value} as Node]
  const id = reader.name(node)
  return (reader.template(value, node, id) ?? []).map((piece) =>
    typeof piece === 'string' || 'cited' in piece
      ? ({type, value: typeof piece === 'string' ? piece : ''} as Node)
      : ({type: 'expression', value: '', expression: piece} as Node)
  )
}

function readRawImage(node: RawElement, given: ReadonlyMap<string, string>, reader: Reader): Node {
  const {position} = node
  const image = {
    type: 'image',
    url: given.get('src') ?? '',
    alt: given.get('alt') ?? '',
    title: given.get('title') ?? null,
    position
  }
  const read = readImage(image as Image, reader) as Image
  const sizes = ['width', 'height'].flatMap((name) => (given.has(name) ? [[name, [given.get(name)!]]] : []))
  const id = given.has('id') ? checkedId(given.get('id')!, node, reader) : undefined
  const hasAttributes = sizes.length > 0 || id !== undefined
  return {
    ...read,
    data: {
      ...read.data,
      ...propertiesOf(node, ['src', 'alt', 'title', 'width', 'height']),
      ...(hasAttributes && {attributes: {...(id && {id}), values: Object.fromEntries(sizes)}})
    }
  } as Node
}

// Names as the tree of a page has them.
const PROPERTIES: Readonly<Record<string, string>> = {
  class: 'className',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  datetime: 'dateTime'
}

function propertyOf({
  name,
  value
}: {
  readonly name: string
  readonly value: string
}): readonly [string, string | boolean | string[]] {
  if (name === 'class') return ['className', value.split(/\s+/).filter(Boolean)]
  if (name === 'open' || name === 'reversed') return [name, true]
  return [PROPERTIES[name] ?? name, value]
}

// The line ends beside a tag are HTML's own.
function joined(value: string, {breaks}: Reader): string {
  const [, start = '', words = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(value) ?? []
  return start + joinText(words, breaks) + end
}

function below(node: RawText, index: number): Node {
  const lines = node.value.slice(0, index).split('\n')
  const start = node.position?.start ?? {line: 1, column: 1}
  const column = lines.length === 1 ? start.column + index : lines.at(-1)!.length + 1
  const point = {line: start.line + lines.length - 1, column}
  return {type: 'text', position: {start: point, end: point}}
}
