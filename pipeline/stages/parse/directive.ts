/** A directive of the tree -> a directive whose attributes are understood. */
import type {Node} from 'mdast'
import type {Directives} from 'mdast-util-directive'
import {directives} from '../../directives/index.ts'
import type {Directive} from '../../directives/directive.ts'
import {suggestion} from '../../messages.ts'
import {checkedId} from './attributes.ts'
import type {Reader} from './reader.ts'
import type {Condition, DirectiveData, NodeId, Template} from '../../tree.ts'

const FORMS = {containerDirective: 'container', leafDirective: 'leaf', textDirective: 'text'} as const

/** A directive with its attributes understood. */
export function readDirective(
  node: Directives,
  reader: Reader,
  readNodes: (nodes: readonly Node[], reader: Reader) => Node[]
): Node {
  const id = reader.name(node)
  const directive = directives.find(({name}) => name === node.name)
  if (directive === undefined) {
    reader.problem(
      'directive-is-known',
      `Unexpected directive \`${node.name}\``,
      node,
      suggestion(
        node.name,
        directives.map(({name}) => name)
      )
    )
    return {type: 'text', value: ''} as Node
  }
  const isEmpty = node.type === 'textDirective' && node.children.length === 0
  if (isEmpty || !directive.forms.includes(FORMS[node.type]))
    reader.problem(
      'directive-has-its-form',
      `Unexpected ${isEmpty ? 'text without brackets' : FORMS[node.type]} \`${node.name}\``,
      node,
      formNote(directive)
    )
  if (node.type === 'containerDirective' && !isClosed(reader.source(node)))
    reader.problem(
      'directive-is-closed',
      `Unexpected end of the text, expected a line of colons that closes \`:::${node.name}\``,
      node
    )
  const data = readData(directive, {node, id}, reader)
  const outer = reader.loops
  if (data.variable !== undefined) reader.loops = [...outer, [data.variable, data.names['in'] ?? '']]
  const children = readNodes(node.children, reader)
  reader.loops = outer
  return {type: node.type, name: node.name, attributes: {}, data: {node: id, directive: data}, children} as Node
}

function readData(
  directive: Directive,
  {node, id}: {readonly node: Directives; readonly id: NodeId},
  reader: Reader
): DirectiveData {
  if (directive.readsRelease) reader.uses.release = true
  const templates: Record<string, Template> = {}
  const names: Record<string, string> = {}
  let condition: Condition | undefined
  let own: string | undefined
  let variable: string | undefined
  for (const [key, value] of Object.entries(node.attributes ?? {})) {
    const attribute = Object.hasOwn(directive.attributes, key) ? directive.attributes[key] : undefined
    const text = value ?? ''
    if (key === 'id' && directive.id !== 'none') own = checkedId(text, node, reader)
    else if (attribute?.kind === 'template') templates[key] = reader.template(text, node, id) ?? []
    else if (attribute?.kind === 'condition') condition = reader.condition(text, node, id)
    else if (attribute !== undefined) {
      names[key] = text
      if (attribute.kind === 'query') reader.uses.queries.push({name: text, node: id})
      if (attribute.kind === 'chart') reader.uses.charts.push({name: text, node: id})
    } else if (directive.variable && text === '' && variable === undefined) variable = key
    else
      reader.problem(
        'attribute-is-known',
        `Unexpected attribute \`${key}\` of \`${directive.name}\``,
        node,
        suggestion(key, [...Object.keys(directive.attributes), ...(directive.id === 'none' ? [] : ['id'])])
      )
  }
  // The parser of directives sets a name of JavaScript's own, and loses it.
  if (/^:+[^\n]*[{ \t]__proto__[ \t]*=[ \t]*["']/.test(reader.source(node)))
    reader.problem('attribute-is-known', `Unexpected attribute \`__proto__\` of \`${directive.name}\``, node)
  for (const [key, {required}] of Object.entries(directive.attributes)) {
    if (required && node.attributes?.[key] == null)
      reader.problem('attribute-is-given', `Expected the attribute \`${key}\` of \`${directive.name}\``, node)
  }
  if (directive.id === 'required' && own === undefined)
    reader.problem(
      'attribute-is-given',
      `Expected an id of \`${directive.name}\`, such as \`{#${directive.name === 'table' ? 'tab' : 'fig'}-name ...}\``,
      node
    )
  if (directive.variable && variable === undefined)
    reader.problem('attribute-is-given', `Expected a name for the row, such as \`:::${directive.name}{row in="query"}\``, node)
  return {
    name: directive.name,
    templates,
    names,
    ...(own !== undefined && {id: own}),
    ...(condition !== undefined && {condition}),
    ...(variable !== undefined && {variable})
  }
}

// Markdown closes an open container at the end of the text without a word; an author should hear of it.
// The last line may close one inside it, which has fewer colons.
function isClosed(source: string): boolean {
  const lines = source.trimEnd().split('\n')
  const [opening] = /^:+/.exec(source) ?? ['']
  const closing = /^[\s>]*(:{3,})$/.exec(lines.at(-1)!)?.[1] ?? ''
  return lines.length > 1 && closing.length >= opening.length
}

function formNote(directive: Directive): string {
  const forms = {
    container: `\`:::${directive.name}\` around lines`,
    leaf: `\`::${directive.name}{...}\` on a line of its own`,
    text: `\`:${directive.name}[...]{...}\` in a sentence`
  }
  return `Write it as ${directive.forms.map((form) => forms[form]).join(' or ')}.`
}
