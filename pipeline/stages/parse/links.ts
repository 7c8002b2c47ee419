/** Headings, links and pictures, with the braces behind them. */
import type {Heading, Image, Link, Node, PhrasingContent} from 'mdast'
import {joinText} from '../../language/line-breaks.ts'
import {CITATION_NOTE, holdsCitation} from './citation.ts'
import {expectOnly, readAttributes} from './attributes.ts'
import type {Reader} from './reader.ts'
import type {NodeId, Template} from '../../tree.ts'

type ReadNodes = (nodes: readonly Node[], reader: Reader) => Node[]

// A target without a scheme stays in the report; what a browser leaves out of a scheme is left out here.
const SAFE_TARGET = /^(?:https?:|mailto:|tel:|doi:)|^(?![a-z][a-z\d+.-]*:)/i

/** A heading with its id. */
export function readHeading(node: Heading, reader: Reader, readNodes: ReadNodes): Node {
  const children = [...node.children]
  const last = children.at(-1)
  let id: string | undefined
  if (last?.type === 'attributes') {
    children.pop()
    const attributes = readAttributes({text: inside(last), node: last, id: reader.name(last)}, reader)
    expectOnly(attributes, {known: [], node: last}, reader)
    id = attributes.id
    const before = children.at(-1)
    if (before?.type === 'text') children[children.length - 1] = {...before, value: before.value.trimEnd()}
  }
  return {
    ...bare(node),
    data: {node: reader.name(node), ...(id && {attributes: {id, values: {}}})},
    children: readNodes(children, reader)
  } as Node
}

/** A link with its target and title. */
export function readLink(node: Link, reader: Reader, readNodes: ReadNodes): Node {
  const id = reader.name(node)
  if (!SAFE_TARGET.test(node.url.replaceAll(/[\p{Cc}\s]/gu, '')))
    reader.problem('link-is-safe', `Unexpected target \`${node.url.slice(0, 60)}\`, expected a web or mail address`, node)
  const citation = node.children.find(holdsCitation)
  if (citation !== undefined)
    reader.problem(
      'citation-stands-in-prose',
      'Unexpected citation inside a link, expected it behind the link',
      citation,
      CITATION_NOTE
    )
  const url = node.url.includes('{{') ? reader.template(node.url, node, id) : undefined
  const title = readTitle(node, id, reader)
  const {title: _, ...rest} = bare(node)
  return {...rest, data: {node: id, ...(url && {url}), ...(title && {title})}, children: readNodes(node.children, reader)} as Node
}

/** A picture with its address, title and attributes. */
export function readImage(node: Image, reader: Reader): Node {
  const id = reader.name(node)
  const alt = reader.template(joinText(node.alt ?? '', reader.breaks), node, id)
  if (!node.alt?.trim())
    reader.problem(
      'image-has-alternative-text',
      'Unexpected image without an alternative text',
      node,
      'Write in the brackets what a reader who cannot see it should know.'
    )
  reader.uses.images.push({path: node.url, node: id})
  const title = readTitle(node, id, reader)
  const {title: _, alt: __, ...rest} = bare(node)
  return {...rest, alt: node.alt ?? '', data: {node: id, ...(alt && {alt}), ...(title && {title})}} as Node
}

/** Braces behind an image or a link belong to it. */
export function attach(node: Node & {value: string}, before: Node, reader: Reader): Node {
  const owner = before as PhrasingContent & {data?: {node?: string}}
  const attributes = readAttributes({text: inside(node), node, id: owner.data?.node ?? reader.name(node)}, reader)
  const known = owner.type === 'image' ? ['width', 'caption', 'note', 'source'] : ['page']
  expectOnly(attributes, {known, node}, reader)
  return {...owner, data: {...owner.data, attributes}} as Node
}

/** A node without its place, which would change with every line above it. */
export function bare<Kind extends Node>(node: Kind): Kind {
  const {position: _, ...rest} = node
  return rest as Kind
}

function readTitle(node: Link | Image, id: NodeId, reader: Reader): Template | undefined {
  return node.title ? reader.template(joinText(node.title, reader.breaks), node, id) : undefined
}

function inside(braces: {readonly value: string}): string {
  return braces.value.slice(1, -1).trim()
}
