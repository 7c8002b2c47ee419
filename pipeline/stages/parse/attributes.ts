/** `#id width=60% caption="..." page` -> attributes, as they stand in braces behind a heading, an image or a link. */
import type {Node} from 'unist'
import type {Reader} from './reader.ts'
import type {Attributes, NodeId, Template} from '../../tree.ts'

const ITEM = /\s*(?:#([^\s}]+)|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?)/y

/** Short ASCII, since ids become names of places in the PDF. */
export const ID = /^[a-z][a-z0-9-]{0,59}$/

/** What stands between braces, where, and the node whose attributes it is. */
export interface Braces {
  readonly text: string
  readonly node: Node
  readonly id: NodeId
}

/** The attributes behind a node, checked; mistakes are told to the reader. */
export function readAttributes({text, node, id}: Braces, reader: Reader): Attributes {
  const values: Record<string, Template> = {}
  let own: string | undefined
  ITEM.lastIndex = 0
  let end = 0
  for (let match = ITEM.exec(text); match !== null; match = ITEM.exec(text)) {
    end = ITEM.lastIndex
    const [, hash, key, double, single, bare] = match
    if (hash !== undefined) own = checkedId(hash, node, reader)
    // A name of JavaScript's own would be set and lost.
    else if (key === '__proto__') reader.problem('attribute-is-known', 'Unexpected attribute `__proto__`', node)
    else values[key!] = reader.template(double ?? single ?? bare ?? '', node, id) ?? []
  }
  if (text.slice(end).trim() !== '')
    reader.problem('attributes-are-understood', `Unexpected \`${text.slice(end).trim()}\` in \`{${text}}\``, node)
  return {...(own !== undefined && {id: own}), values}
}

/** An id as written, or nothing and a message. */
export function checkedId(id: string, node: Node, reader: Reader): string | undefined {
  if (ID.test(id)) return id
  reader.problem(
    'id-is-short-ascii',
    `Unexpected id \`${id.slice(0, 60)}\`, expected small letters a to z, digits and hyphens`,
    node
  )
  return undefined
}

/** Refuse what a node does not know. */
export function expectOnly(
  attributes: Attributes,
  {known, node}: {readonly known: readonly string[]; readonly node: Node},
  reader: Reader
): void {
  for (const key of Object.keys(attributes.values)) {
    if (!known.includes(key))
      reader.problem(
        'attribute-is-known',
        `Unexpected attribute \`${key}\``,
        node,
        known.length > 0 ? `Known here: ${known.map((name) => `\`${name}\``).join(', ')}` : undefined
      )
  }
}
