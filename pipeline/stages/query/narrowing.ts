/**
 * The plan of a query -> where the database would round numbers that nobody told it to round.
 *
 * Where values of two types meet (`coalesce`, `case`, `union`, a comparison, a step of a recursive query) it casts both to one
 * type, and drops places when 38 digits do not hold all of both, or takes a local moment for one in UTC. Casts that the author
 * wrote are none of these.
 */
import {isTree, partsOf, type Tree} from './syntax-tree.ts'

/** A cast that loses places: of what to what, as in `DECIMAL(32,12)`, and where in the text, in bytes. */
export interface Narrowing {
  readonly from: string
  readonly to: string
  readonly at: number | undefined
}

/** Every such cast in a plan; `written` is the syntax tree of the same text. */
export function narrowings(plan: unknown, written: unknown): Narrowing[] {
  const nodes = allNodes(plan)
  const byHand = new Set(
    allNodes(written)
      .filter((node) => node['class'] === 'CAST')
      .map((node) => node['query_location'])
  )
  const read = nodes.filter(({type}) => type === 'LOGICAL_GET').map(mostPlaces)
  const limit = Math.min(
    18,
    read.reduce((most, places) => Math.max(most, places), 12)
  )
  return nodes.flatMap((node): Narrowing[] => {
    const at = node['query_location']
    if (node['expression_class'] !== 'BOUND_CAST' || node['try_cast'] === true || byHand.has(at)) return []
    const [from, to] = [typeOf(node['child']), node['return_type']]
    if (!isTree(from) || !isTree(to)) return []
    if (isLocalToUtc(from, to)) return [{from: nameOf(from), to: nameOf(to), at: placeIn(at)}]
    const [before, after] = [placesOf(from), isText(to) ? 0 : placesOf(to)]
    if (before === undefined || after === undefined || after >= Math.min(limit, before)) return []
    return [{from: nameOf(from), to: nameOf(to), at: placeIn(at)}]
  })
}

// A clock on the wall beside a moment: the database would take its place to be on the meridian of Greenwich.
function isLocalToUtc({id: from}: Tree, {id: to}: Tree): boolean {
  return from === 'TIMESTAMP' && to === 'TIMESTAMP WITH TIME ZONE'
}

function placeIn(at: unknown): number | undefined {
  return typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? at : undefined
}

const CUTTING = /^(median|mad|quantile_cont|approx_quantile)$/

/** Whether the database's own median and its kin are left for numbers, which they would cut to the places of their column. */
export function isCut(plan: unknown): boolean {
  return allNodes(plan).some(({expression_class: kind, name, arguments: given}) => {
    if ((kind !== 'BOUND_AGGREGATE' && kind !== 'BOUND_WINDOW') || !CUTTING.test(String(name))) return false
    const first: unknown = Array.isArray(given) ? given[0] : undefined
    return isTree(first) && (first['id'] === 'DECIMAL' || WHOLE.test(String(first['id'])))
  })
}

// Deep trees are walked without the stack.
function allNodes(root: unknown): Tree[] {
  const found: Tree[] = []
  const open = [root]
  for (let part = open.pop(); open.length > 0 || part !== undefined; part = open.pop()) {
    if (isTree(part)) found.push(part)
    for (const child of partsOf(part)) if (typeof child === 'object' && child !== null) open.push(child)
  }
  return found
}

function mostPlaces({returned_types: types}: Tree): number {
  const known = Array.isArray(types) ? types.filter(isTree) : []
  return Math.max(0, ...known.filter(({id}) => id === 'DECIMAL').map((type) => placesOf(type) ?? 0))
}

function typeOf(node: unknown): unknown {
  if (!isTree(node)) return undefined
  return node['return_type'] ?? (isTree(node['value']) ? node['value']['type'] : undefined)
}

// A number that becomes text by itself is written with all places of its column, `2.500000000000`: no reader's number.
function isText({id}: Tree): boolean {
  return id === 'VARCHAR'
}

const WHOLE = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/

// Nothing for what is no number; floating point has more than any decimal.
function placesOf({id, type_info: info}: Tree): number | undefined {
  if (id === 'DECIMAL') return isTree(info) ? Number(info['scale']) : 0
  if (WHOLE.test(String(id))) return 0
  return id === 'DOUBLE' || id === 'FLOAT' ? 19 : undefined
}

function nameOf({id, type_info: info}: Tree): string {
  return id === 'DECIMAL' && isTree(info) ? `DECIMAL(${Number(info['width'])},${Number(info['scale'])})` : String(id)
}
