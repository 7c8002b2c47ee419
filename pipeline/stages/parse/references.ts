/** `[words][name]`, with `[name]: target` elsewhere -> the link as it would stand in place; pictures likewise. */
import type {Definition, Image, Link, Node, Parent, Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'

/** Resolve every reference of a chapter, so that all targets are read and checked in one way. */
export function resolveReferences(tree: Root): Root {
  const targets = new Map<string, Definition>()
  visit(tree, 'definition', (node) => {
    if (!targets.has(node.identifier)) targets.set(node.identifier, node)
  })
  return targets.size === 0 ? tree : {...tree, children: resolveIn(tree.children, targets) as RootContent[]}
}

function resolveIn(nodes: readonly Node[], targets: ReadonlyMap<string, Definition>): Node[] {
  return (nodes as readonly RootContent[]).filter(({type}) => type !== 'definition').map((node) => resolve(node, targets))
}

// Markdown makes a reference only where there is a definition.
function resolve(node: RootContent, targets: ReadonlyMap<string, Definition>): Node {
  const children = 'children' in node ? {children: resolveIn(node.children, targets)} : {}
  if (node.type === 'linkReference') {
    const {url, title} = targets.get(node.identifier)!
    return {type: 'link', url, title, position: node.position, ...children} as Link
  }
  if (node.type === 'imageReference') {
    const {url, title} = targets.get(node.identifier)!
    return {type: 'image', url, title, alt: node.alt, position: node.position} as Image
  }
  return {...node, ...children} as Parent
}
