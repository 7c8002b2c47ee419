/** A paragraph with its values -> whether the numbers in each of its sentences add up, in this edition. */
import type {Node, Paragraph, RootContent} from 'mdast'
import {rulesFor} from '../../language/index.ts'
import type {Language} from '../../types.ts'
import {canonicalDecimal} from '../../values/decimal.ts'
import {brokenSums, type Rounded} from '../../values/sums.ts'
import {warn, type Unfolding} from './unfolding.ts'

interface Any extends Node {
  readonly value?: string
  readonly children?: readonly Any[]
}

interface Written {
  text: string
  readonly rounded: Rounded[]
}

/** Tell of sums that do not come out; one without a value of the data is the same in every edition and told elsewhere. */
export function checkSums(source: Paragraph, made: RootContent, at: Unfolding): void {
  const node = firstValue(source)
  if (node === undefined) return
  const written: Written = {text: '', rounded: []}
  write(made as Any, written, at.names.language)
  for (const {parts, sum, whole} of brokenSums(written.text, rulesFor(at.names.language).prose, written.rounded))
    warn(at, node, {
      severity: 'warning',
      rule: 'sum-comes-out',
      reason: `Unexpected whole ${whole} of ${parts.join(' + ')}, which make ${sum}`,
      note: 'Where no sum is meant, write the numbers in sentences of their own.'
    })
}

/** Number of the node of the first value that stands in one. */
export function firstValue(node: Any): string | undefined {
  if (node.type === 'expression') return (node as {expression?: {node: string}}).expression?.node
  for (const child of node.children ?? []) {
    const found = firstValue(child)
    if (found !== undefined) return found
  }
  return undefined
}

function write(node: Any, written: Written, language: Language): void {
  const start = written.text.length
  if (node.type === 'text') written.text += node.value ?? ''
  for (const child of node.children ?? []) write(child, written, language)
  const value = node.data?.hName === 'data' ? String(node.data.hProperties?.['value'] ?? '') : undefined
  if (value !== undefined && isRounded(value, written.text.slice(start), language))
    written.rounded.push([start, written.text.length])
}

// 12.6 shown as 13, or a ratio shown as per cent: what is shown is not the value itself.
function isRounded(value: string, text: string, language: Language): boolean {
  const {group, point} = rulesFor(language).numbers
  const digits = /[\d.,]+/.exec(text)?.[0].replaceAll(group, '').replace(point, '.') ?? ''
  return canonicalDecimal(digits) !== canonicalDecimal(value)
}
