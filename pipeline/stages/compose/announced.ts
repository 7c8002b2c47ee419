/** Blocks beside each other, and what they became -> words that announce something, with nothing behind them in this edition. */
import type {Node, RootContent} from 'mdast'
import type {NodeId} from '../../tree.ts'
import {warn, type Unfolding} from './unfolding.ts'

/** A block as it is written, and what stands in its place. */
export interface Unfolded {
  readonly source: RootContent
  readonly made: readonly RootContent[]
}

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

/** What may stand behind a colon: not the next sentence, and no heading. */
const ANNOUNCED: readonly string[] = ['list', 'table', 'blockquote', 'code', 'math', 'html', 'htmlElement']

/** Tell of directives that came to nothing behind a paragraph that ends with a colon. */
export function checkAnnounced(blocks: readonly Unfolded[], at: Unfolding): void {
  blocks.forEach((block, index) => {
    const last = block.made.at(-1)
    if (last?.type !== 'paragraph' || !/[:：]$/.test(textIn(last as Any).trimEnd())) return
    const behind = blocks.slice(index + 1)
    const node = nodeOf(behind[0]?.source)
    if (node === undefined) return
    const next = behind.find(({made}) => made.length > 0)
    const isThere = next !== undefined && (nodeOf(next.source) !== undefined || ANNOUNCED.includes(next.source.type))
    if (!isThere) announcesNothing(node, at)
  })
}

function announcesNothing(node: NodeId, at: Unfolding): void {
  warn(at, node, {
    severity: 'warning',
    rule: 'list-follows-its-words',
    reason: 'Unexpected nothing behind words that end with a colon, expected what they announce',
    note: 'Put the words inside `:::only{if="..."}` too, or say in another `:::only` that there is none.'
  })
}

function nodeOf(source: RootContent | undefined): NodeId | undefined {
  return source?.type === 'containerDirective' ? source.data?.node : undefined
}

function textIn({value, children = []}: Any): string {
  return value ?? children.map(textIn).join('')
}
