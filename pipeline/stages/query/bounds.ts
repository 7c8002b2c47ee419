/**
 * How large a thing a query may make in one step. The database stops a query between steps, and one call such as
 * `repeat('x', 2000000000)` is a single step of seconds and gigabytes.
 */
import type {Message} from '../../messages.ts'
import {constantType, isTree, partsOf, type Tree} from './syntax-tree.ts'

/** Characters of a text, items of a list. */
export const MOST_ITEMS = 100_000

/** Begins the complaint of the macros below. */
export const TOO_LARGE = 'larger than any table needs'

/**
 * Laid over the database's own functions. What is given them is also cut to size, because the database reckons calls of
 * constants before it runs anything.
 */
export const BOUNDED: readonly string[] = [
  `create macro octavo_fits(n) as case when n > ${MOST_ITEMS} then error('${TOO_LARGE}') else n is not null end`,
  `create macro repeat(what, n) as case when octavo_fits(n::hugeint * greatest(1, length(try_cast(what as varchar)))) then
    system.main.repeat(what, least(n, ${MOST_ITEMS} // greatest(1, length(try_cast(what as varchar))))) end`,
  ...['lpad', 'rpad'].map(
    (name) => `create macro ${name}(what, n, filler) as
      case when octavo_fits(n) then system.main.${name}(what, least(n, ${MOST_ITEMS})::integer, filler) end`
  ),
  ...['list_resize', 'array_resize'].map(
    (
      name
    ) => `create macro ${name}(what, n) as case when octavo_fits(n) then system.main.${name}(what, least(n, ${MOST_ITEMS})) end,
      (what, n, filler) as case when octavo_fits(n) then system.main.${name}(what, least(n, ${MOST_ITEMS}), filler) end`
  ),
  ...['range', 'generate_series'].map(
    (name) => `create macro ${name}(n) as
      case when octavo_fits(n) then system.main.${name}(least(n, ${MOST_ITEMS})::bigint) end,
      (a, b) as case when octavo_fits(b - a) then system.main.${name}(a::bigint, least(b, a + ${MOST_ITEMS})::bigint) end,
      (a, b, step) as system.main.${name}(a, b, step)`
  )
]

const FORMATS = new Set(['printf', 'format'])
const SERIES = new Set(['range', 'generate_series'])
const SHORT_STEPS = /^to_(micro|milli)?seconds$|^to_minutes$|^to_hours$/
const DEEPEST_LIST = 8

/** Why something is refused, without its place. */
export type Refusal = Pick<Message, 'rule' | 'reason' | 'note'>

/** What is too large to be run at all, seen in the text of a call. */
export function checkSize(name: string, call: Tree): Refusal | undefined {
  const children = partsOf(call['children'])
  const rule = 'query-is-small'
  if (FORMATS.has(name) && !isPlainFormat(children[0])) {
    return {rule, reason: `Unexpected form in \`${name}\`, expected it written out, with widths below 1000`}
  }
  if (SERIES.has(name) && children.length === 3 && isShort(children[2])) {
    return {rule, reason: `Unexpected step of hours or less in \`${name}\`, expected days or longer`}
  }
  if (SERIES.has(name) && children.length === 3 && constantType(children[2]) !== undefined && !fits(children)) {
    return {rule, reason: `Unexpected size of \`${name}\`, expected at most ${MOST_ITEMS} items`}
  }
  if (name === 'bar' && !isSmall(children[3])) return {rule, reason: 'Unexpected width in `bar`, expected it below 1000'}
  if (name === 'list_value' && depthOf(call) === DEEPEST_LIST + 1) {
    return {rule, reason: `Unexpected list inside lists, more than ${DEEPEST_LIST} deep, expected rows and columns`}
  }
  return undefined
}

function isPlainFormat(node: unknown): boolean {
  const text = valueOf(node)
  return typeof text === 'string' && !/\d{4,}|\*/.test(text)
}

function isSmall(node: unknown): boolean {
  const value = valueOf(node)
  return node === undefined || (typeof value === 'number' && value < 1000)
}

// `interval 1 second` is a call, `interval '1 second'` a cast.
function isShort(step: unknown): boolean {
  if (!isTree(step)) return false
  if (step['class'] === 'CAST') return /micro|milli|sec|min|hour|:/i.test(String(valueOf(step['child'])))
  return SHORT_STEPS.test(String(step['function_name'])) || partsOf(step['children']).some(isShort)
}

// From and to need not be written out where the step is 1 or more: then columns of the data decide.
function fits(children: readonly unknown[]): boolean {
  const [from, to, step] = children.map(valueOf)
  if (typeof step !== 'number') return typeof step === 'string'
  return typeof from !== 'number' || typeof to !== 'number' || Math.abs((to - from) / step) <= MOST_ITEMS
}

function valueOf(node: unknown): unknown {
  const value = constantType(node) !== undefined && isTree(node) ? node['value'] : undefined
  return isTree(value) ? value['value'] : undefined
}

function depthOf(call: unknown): number {
  let [depth, level] = [0, [call]]
  while (level.length > 0) {
    depth++
    level = level
      .flatMap((node) => (isTree(node) ? partsOf(node['children']) : []))
      .filter((node) => isTree(node) && node['function_name'] === 'list_value')
  }
  return depth
}
