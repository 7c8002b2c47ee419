/** A chart that sets the edition's own place apart -> whether it shows that place at all: a limit or a filter may have left it out. */
import type {Row, Selection} from '../../types.ts'
import {fieldsUsed} from './fields.ts'
import {isObject, objectsOf, type JsonObject, type JsonPath} from './json.ts'
import {treeOf} from './limits.ts'
import {problem, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'
import type {DrawnUnit} from './seen.ts'

/** The rule, which holds for a chart at every size. */
export const OWN_RULE = 'chart-shows-its-own-place'

/** What an author does about it. */
export const OWN_NOTE =
  'Keep the row of the edition, whatever its place. If it may be missing, write `"usermeta": {"octavo": {"mayLackOwn": true}}` in the chart.'

/** The columns by which a chart looks for rows of its own edition, and the axes; none where these may be missing. */
export function ownColumns(spec: string): readonly {readonly column: string; readonly axis: string}[] {
  const tree = treeOf(spec)
  if (tree === undefined || mayLackOwn(tree)) return []
  const found = comparisonsIn(tree).map(({column, axis}) => [`${column} ${axis}`, {column, axis}] as const)
  return [...new Map(found).values()].filter(({axis}) => axis !== 'language')
}

/** What was drawn, from what, and for whom. */
export interface OwnInput {
  readonly tree: JsonObject
  readonly units: readonly DrawnUnit[]
  readonly rows: Sources
  readonly axes: Selection
  readonly path: string
}

/** A warning for each axis by which a chart looks for its own rows, and finds none. */
export function ownIsDrawn({tree, units, rows, axes, path}: OwnInput): readonly Problem[] {
  if (mayLackOwn(tree)) return []
  const used = new Set(fieldsUsed(tree).map(({name}) => name))
  const found = Map.groupBy(comparisonsIn(tree), ({axis}) => axis)
  return [...found].flatMap(([axis, [first]]) => {
    const own = axes[axis]
    if (first === undefined || own === undefined || axis === 'language' || isSpokenOf(tree, axis, own)) return []
    return isLacking(first.column, own, {units, rows, used}) ? [lacks(first, {axis, own, path})] : []
  })
}

function mayLackOwn({usermeta}: JsonObject): boolean {
  return isObject(usermeta) && isObject(usermeta['octavo']) && usermeta['octavo']['mayLackOwn'] === true
}

interface Comparison {
  readonly column: string
  readonly axis: string
  readonly at: JsonPath
}

const EXPRESSIONS = ['calculate', 'expr', 'filter', 'test']
const COLUMN = String.raw`datum(?:\.(?<dotted>[\p{L}_$][\p{L}\p{N}_$]*)|\[\s*['"](?<quoted>[^'"]+)['"]\s*\])`
const AXIS = String.raw`edition\.(?<axis>[A-Za-z_]\w*)`
const COMPARED = [`${COLUMN}\\s*===?\\s*${AXIS}`, `${AXIS}\\s*===?\\s*${COLUMN}`].map((text) => new RegExp(text, 'gu'))

function comparisonsIn(tree: JsonObject): readonly Comparison[] {
  return objectsOf(tree).flatMap(({object, at}) =>
    EXPRESSIONS.flatMap((key) => {
      const text = object[key]
      if (typeof text !== 'string') return []
      return COMPARED.flatMap((pattern) => [...text.matchAll(pattern)]).map(({groups = {}}) => ({
        column: groups['dotted'] ?? groups['quoted'] ?? '',
        axis: groups['axis'] ?? '',
        at: [...at, key]
      }))
    })
  )
}

// `edition.region === 'cn'`: the chart knows of this edition, and does what its author wants there.
function isSpokenOf(tree: JsonObject, axis: string, own: string): boolean {
  const texts = objectsOf(tree).flatMap(({object}) => EXPRESSIONS.map((key) => object[key]))
  const spoken = new RegExp(`edition\\.${axis}\\s*[!=]==?\\s*(['"])${own}\\1|(['"])${own}\\2\\s*[!=]==?\\s*edition\\.${axis}\\b`)
  return texts.some((text) => typeof text === 'string' && spoken.test(text))
}

interface Shown extends Pick<OwnInput, 'units' | 'rows'> {
  /** Columns that the chart names. */
  readonly used: ReadonlySet<string>
}

// What has no value is told with the values that are left out, and what the query has no row of is a matter of the query.
function isLacking(column: string, own: string, {units, rows, used}: Shown): boolean {
  const cells = units.flatMap(({marks}) => marks.flatMap(({items}) => items.map(({datum}) => datum[column])))
  const shown = cells.filter((cell) => cell !== undefined && cell !== null)
  if (shown.length === 0 || shown.some((cell) => String(cell) === own)) return false
  const ownRows = [...rows.values()].flatMap((source) => source.rows.filter((row) => row[column] === own))
  const isWhole = (row: Row) => !Object.entries(row).some(([name, cell]) => cell === null && used.has(name))
  return ownRows.length > 0 && ownRows.every(isWhole)
}

function lacks(
  {at}: Comparison,
  {axis, own, path}: {readonly axis: string; readonly own: string; readonly path: string}
): Problem {
  return {
    ...problem(OWN_RULE, at, {
      reason: `Unexpected chart that sets \`${own}\` apart and leaves it out by a filter, expected its ${axis} to be seen`,
      note: OWN_NOTE
    }),
    severity: 'warning',
    once: `${OWN_RULE} ${path} ${axis}`
  }
}
