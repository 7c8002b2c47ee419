/** A place in a column and the words beside it, which must count from the same end: the third lowest is third from the smallest. */
import {rulesFor} from '../../language/index.ts'
import type {Message} from '../../messages.ts'
import type {Expression, NodeId} from '../../tree.ts'
import type {Language} from '../../types.ts'

/** A place, where nothing follows it yet. */
export interface Ranked {
  readonly node: NodeId
  readonly isFromSmallest: boolean
}

/** What an expression leaves, where it is a place. */
export function rankedOf({helper, node, options}: Expression): Ranked | undefined {
  const {order} = options
  if (helper !== 'rank') return undefined
  return {node, isFromSmallest: order?.kind === 'literal' && String(order.value).startsWith('asc')}
}

/** What is wrong with the words on one side of a place. */
export function rankFault(
  {isFromSmallest}: Ranked,
  side: {readonly before: string} | {readonly behind: string},
  language: Language
): Omit<Message, 'node'> | undefined {
  const {fromLargest, fromSmallest} = rulesFor(language).prose.places
  const other = isFromSmallest ? fromLargest : fromSmallest
  const [words] = ('before' in side ? other.before.exec(side.before) : other.behind.exec(side.behind)) ?? []
  if (words === undefined) return undefined
  const [asked, expected] = isFromSmallest ? ['the smallest', 'without `order`'] : ['the largest', 'with `order="ascending"`']
  return {
    severity: 'warning',
    rule: 'place-agrees-with-its-words',
    reason: `Unexpected \`${words.trim()}\` beside a place that counts from ${asked}, expected words that count from there`,
    note: `Change the words, or write \`rank\` ${expected}, which counts from the other end.`
  }
}
