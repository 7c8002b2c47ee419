/** A spec -> the texts that it compares a column or an axis with: `datum.kind === 'online'`, `oneOf`, a domain, an order. */
import {fieldsMade, GUIDES} from './fields.ts'
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'
import {treeOf} from './limits.ts'
import {remark, toMessages, type SpecSource} from './problems.ts'
import {suggestion, type Message} from '../../messages.ts'

/** A text or a number that a spec has written out. */
export interface Literal {
  readonly of: 'column' | 'axis'
  /** Of the column or the axis. */
  readonly name: string
  readonly value: string
  /** A number, or a comparison with one: a year, if anything that a row must have. */
  readonly isNumber: boolean
  /** All of the list that it stands in, where it gives an order: a value more than there are does no harm there. */
  readonly among?: readonly string[]
  readonly at: JsonPath
}

/** In the order of the spec. What a transform makes, or rows in the spec itself have, is compared with nothing that the data know. */
export function literalsIn(spec: string): readonly Literal[] {
  const tree = treeOf(spec)
  const made = tree && fieldsMade(tree)
  if (tree === undefined || made === undefined) return []
  const own = JSON.stringify([tree['datasets'] ?? null, objectsOf(tree).map(({object}) => object['values'] ?? null)])
  return objectsOf(tree)
    .filter(({at}) => !at.some((key) => GUIDES.has(String(key))))
    .flatMap(({object, at}) => [...inPredicate(object, at), ...inOrder(object, at), ...inExpressions(object, at)])
    .filter(({of, name, value}) => of === 'axis' || !(made.has(name) || own.includes(JSON.stringify(value))))
}

/** What is told of a literal that is none of the values that there are. */
export function unknownLiterals(
  found: readonly (readonly [Literal, known: readonly string[]])[],
  source: SpecSource
): Promise<readonly Message[]> {
  const remarks = found.map(([{of, name, value, at}, known]) => {
    const path = of === 'axis' ? `edition.${name}` : `datum.${name}`
    const whose = of === 'axis' ? `which is no value of the axis \`${name}\`` : 'which no row of any edition has'
    const listed = of === 'axis' ? '' : ' Where it may come, list it in `enum` of the column.'
    return remark('chart-value-is-known', at, {
      reason: `Unexpected \`${value}\` beside \`${path}\`, ${whose}`,
      note: `${suggestion(value, known) ?? ''}${listed}`.trim()
    })
  })
  return toMessages(remarks, source)
}

// What is no spec is told where it is drawn.
function inPredicate({field, equal, oneOf, timeUnit}: JsonObject, at: JsonPath): readonly Literal[] {
  if (typeof field !== 'string' || timeUnit !== undefined) return []
  const listed = isList(oneOf) ? oneOf.map((value, index) => literal(field, value, [...at, 'oneOf', index])) : []
  return [literal(field, equal, [...at, 'equal']), ...listed].filter((each) => each !== undefined)
}

function inOrder({field, sort, scale, type}: JsonObject, at: JsonPath): readonly Literal[] {
  if (typeof field !== 'string' || type === 'quantitative' || type === 'temporal') return []
  const domain = isObject(scale) ? scale['domain'] : undefined
  return [...ordered(field, sort, [...at, 'sort']), ...ordered(field, domain, [...at, 'scale', 'domain'])]
}

function ordered(field: string, list: Json | undefined, at: JsonPath): readonly Literal[] {
  if (!isList(list) || !list.every((value) => typeof value === 'string')) return []
  return list.map((value, index) => ({of: 'column', name: field, value, isNumber: false, among: list, at: [...at, index]}))
}

function literal(name: string, value: Json | undefined, at: JsonPath): Literal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return {of: 'column', name, value: String(value), isNumber: typeof value === 'number', at}
}

const EXPRESSIONS = ['calculate', 'expr', 'filter', 'test']
const NAME = String.raw`(?<of>datum|edition)(?:\.(?<dotted>[\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:'(?<single>[^']+)'|"(?<double>[^"]+)")\s*\])`
const TEXT = String.raw`(?:'(?<one>[^'\\]*)'|"(?<two>[^"\\]*)"|(?<number>\d{4}))`
// Next to a sign of reckoning it is a part of something else.
const [BEFORE, AFTER] = [String.raw`(?<=^\s*|[(&|?:,]\s*)`, String.raw`(?=\s*(?:$|[)&|?:,]))`]
const COMPARED = [
  `${BEFORE}${NAME}\\s*(?<sign>[!=]==?)\\s*${TEXT}${AFTER}`,
  `${BEFORE}${TEXT}\\s*(?<sign>[!=]==?)\\s*${NAME}${AFTER}`
].map((source) => new RegExp(source, 'gu'))

function inExpressions(object: JsonObject, at: JsonPath): readonly Literal[] {
  return EXPRESSIONS.flatMap((key) => {
    const text = object[key]
    if (typeof text !== 'string') return []
    return COMPARED.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap(({groups = {}}): Literal[] => {
      const {of, dotted, single, double, one, two, number, sign = ''} = groups
      // A year that is kept out need not be there.
      if (number !== undefined && sign.startsWith('!')) return []
      const name = dotted ?? single ?? double ?? ''
      const value = one ?? two ?? number ?? ''
      return [{of: of === 'edition' ? 'axis' : 'column', name, value, isNumber: number !== undefined, at: [...at, key]}]
    })
  })
}
