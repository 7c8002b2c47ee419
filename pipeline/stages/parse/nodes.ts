/** Goes over the parsed tree once: reads expressions, directives and attributes, refuses what is left over. */
import type {CitationNode, Node, Parent, RootContent} from 'mdast'
import {joinLines} from '../../language/line-breaks.ts'
import {readDirective} from './directive.ts'
import {readCitation} from './citation.ts'
import {checkCode} from './code.ts'
import {attach, bare, readHeading, readImage, readLink} from './links.ts'
import {nestHtml, type RawElement, type RawText} from './html.ts'
import {checkProse, mergeProse} from './prose.ts'
import {readElement, readRawText} from './raw.ts'
import type {Reader} from './reader.ts'

/** Nodes ready to be stored: without positions, every special one understood. */
export function readNodes(nodes: readonly Node[], reader: Reader): Node[] {
  const read: Node[] = []
  for (const node of nestHtml(mergeProse(nodes), reader)) {
    if (node.type === 'yaml') continue
    if (node.type === 'rawText') read.push(...readRawText(node as RawText, reader))
    else if (node.type === 'rawElement') read.push(readElement(node as RawElement, reader, readNodes))
    else if (node.type === 'attributes') read.push(attach(node as Node & {value: string}, read.pop()!, reader))
    else read.push(readNode(node as RootContent, reader))
  }
  return read
}

function readNode(node: RootContent, reader: Reader): Node {
  if (['paragraph', 'heading', 'table'].includes(node.type)) reader.block(node)
  switch (node.type) {
    case 'expression': {
      const id = reader.name(node)
      const value = node.value.slice(2, -2).trim()
      checkThird(node, reader)
      return {type: node.type, value, expression: reader.expression(value, node, id)} as Node
    }
    case 'citation':
      return readMark(node, reader)
    case 'containerDirective':
    case 'leafDirective':
    case 'textDirective':
      return readDirective(node, reader, readNodes)
    case 'heading':
      return withLinesJoined(readHeading(node, reader, readNodes) as Parent, reader)
    case 'paragraph':
      return withLinesJoined({...bare(node), children: readNodes(node.children, reader)} as Parent, reader)
    case 'link':
      return readLink(node, reader, readNodes)
    case 'image':
      return readImage(node, reader)
    case 'code':
      checkCode(node, reader)
      return bare(node)
    case 'text':
      checkProse(node, reader)
      return bare(node)
    default:
      return 'children' in node ? ({...bare(node), children: readNodes(node.children, reader)} as Parent) : bare(node)
  }
}

function readMark(node: CitationNode, reader: Reader): Node {
  const id = reader.name(node)
  const citation = readCitation(node.value, id)
  if ('reason' in citation) {
    reader.problem('citation-is-understood', citation.reason, node, citation.note)
    return bare(node)
  }
  reader.uses.citations.push(...citation.cited.map(({id: source}) => ({id: source, node: id})))
  return {...bare(node), citation} as Node
}

// What stands beside a value is joined when the value is known.
function withLinesJoined(node: Parent, {breaks}: Reader): Parent {
  const {children, isOpen} = joinLines(node.children, breaks)
  return {...node, ...(isOpen && {data: {...node.data, breaks}}), children: children as RootContent[]}
}

// `{{{x}}}` is Handlebars for "as it is"; here it would print a brace on either side.
function checkThird(node: Node, reader: Reader): void {
  const {start, end} = node.position ?? {}
  const before = reader.text[(start?.offset ?? 0) - 1] === '{' && reader.text[(start?.offset ?? 0) - 2] !== '\\'
  if (before && reader.text[end?.offset ?? 0] === '}')
    reader.problem(
      'expression-is-closed',
      'Unexpected third brace, expected `{{` and `}}` around an expression',
      node,
      'Braces as such are written `\\{`.'
    )
}
