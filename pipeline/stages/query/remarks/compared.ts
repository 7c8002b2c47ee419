/** The syntax tree of a query -> what is compared with a value that is written out: `sector = 'Services'`, `in`, `case`. */
import {constantType, isTree, partsOf, spelt, type Tree} from '../syntax-tree.ts'
import {namesIn} from './reckonings.ts'

/** A value that is written out, and what it is compared with. */
export interface Literal {
  readonly value: string
  readonly isText: boolean
  /** True where the rows that have it are left out. */
  readonly isNot: boolean
  /** The byte at which it stands. */
  readonly at: number
  /** An expression that reads a column. */
  readonly beside: Tree
}

const EQUAL: ReadonlySet<unknown> = new Set(['COMPARE_EQUAL', 'COMPARE_IN', 'COMPARE_NOT_DISTINCT_FROM'])
const UNEQUAL: ReadonlySet<unknown> = new Set(['COMPARE_NOTEQUAL', 'COMPARE_NOT_IN', 'COMPARE_DISTINCT_FROM'])

/** The literals of a `select` without the queries inside it, by what they are compared with. */
export function comparisonsIn(select: Tree): ReadonlyMap<string, readonly Literal[]> {
  return Map.groupBy(literalsIn({...select, cte_map: null}), ({beside}) => spelt(beside))
}

function literalsIn(node: unknown): readonly Literal[] {
  if (isTree(node) && (node['class'] === 'SUBQUERY' || node['type'] === 'SUBQUERY')) return []
  const own = isTree(node) && (EQUAL.has(node['type']) || UNEQUAL.has(node['type'])) ? comparedIn(node) : []
  return [...own, ...partsOf(node).flatMap(literalsIn)]
}

function comparedIn(node: Tree): readonly Literal[] {
  const sides = [node['left'], node['right'], ...partsOf(node['children'])].filter(isTree)
  const [beside, more] = sides.filter((side) => constantType(side) === undefined)
  if (beside === undefined || more !== undefined || namesIn(beside).length === 0 || holdsQuery(beside)) return []
  return sides.flatMap((side): readonly Literal[] => {
    const value = constantOf(side)
    return value === undefined ? [] : [{...value, isNot: UNEQUAL.has(node['type']), at: Number(side['query_location']), beside}]
  })
}

function holdsQuery(node: unknown): boolean {
  return (
    (isTree(node) && node['class'] === 'SUBQUERY') || partsOf(node).some((part) => typeof part === 'object' && holdsQuery(part))
  )
}

// A text, or four digits.
function constantOf(node: Tree): Pick<Literal, 'value' | 'isText'> | undefined {
  const type = constantType(node)
  const value = isTree(node['value']) ? node['value']['value'] : undefined
  if (typeof value === 'string' && type?.['id'] === 'VARCHAR') return {value, isText: true}
  return typeof value === 'number' && /^(?:19|20)\d\d$/.test(String(value)) ? {value: String(value), isText: false} : undefined
}

/** Texts that a query writes besides those that it compares with. */
export function constantsApart(node: unknown): readonly string[] {
  if (!isTree(node)) return partsOf(node).flatMap(constantsApart)
  const value = constantOf(node)
  if (value !== undefined) return [value.value]
  const isCompared = EQUAL.has(node['type']) || UNEQUAL.has(node['type'])
  const parts = isCompared ? [node['left'], node['right'], ...partsOf(node['children'])] : partsOf(node)
  return parts.flatMap((part) => (isCompared && constantType(part) !== undefined ? [] : constantsApart(part)))
}
