/** A paragraph, or the text of an attribute, with its values -> sentences in it that begin with a value in digits, in this edition. */
import type {Node, RootContent} from 'mdast'
import {digitBeginnings} from '../../language/beginnings.ts'
import {rulesFor} from '../../language/index.ts'
import type {NodeId} from '../../tree.ts'
import {warn, type Unfolding} from './unfolding.ts'

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

interface Written {
  text: string
  /** Where values begin. */
  readonly values: Set<number>
}

/** Tell of them at a node, once; a digit that its author wrote is the same in every edition, and told elsewhere. */
export function checkBeginnings(node: NodeId | undefined, made: readonly RootContent[], at: Unfolding): void {
  if (node === undefined) return
  const written: Written = {text: '', values: new Set()}
  for (const each of made as readonly Any[]) write(each, written)
  const [found] = digitBeginnings(written.text, rulesFor(at.names.language).prose).filter(({digit}) => written.values.has(digit))
  if (found === undefined) return
  warn(at, node, {
    severity: 'warning',
    rule: 'sentence-begins-with-a-word',
    reason: `Unexpected digit at the beginning of “${found.sentence.slice(0, 40).trim()}…”, expected a word`,
    note: 'Put a word before the number, or write a small one in words: `words="capital"`.',
    once: `sentence-begins-with-a-word ${at.chapter}#${node}`
  })
}

function write(node: Any, written: Written): void {
  if (node.data?.hName === 'data') written.values.add(written.text.length)
  if (node.type === 'text') written.text += node.value ?? ''
  for (const child of node.children ?? []) write(child, written)
}
