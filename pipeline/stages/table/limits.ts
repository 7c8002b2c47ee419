/** Whether the constraints of a column fit its type: one that could hold of no value, or of none of this type, is told. */
import {canonicalDecimal} from '../../values/decimal.ts'
import {isNumberType} from '../../values/order.ts'
import type {Constraints, Field, FieldType} from '../../types.ts'
import {castCell, casts} from './cast.ts'

/** What is wrong with one of the constraints. */
export interface LimitProblem {
  readonly key: string
  readonly reason: string
}

const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const
const NO_LENGTH: readonly (keyof Constraints)[] = ['minLength', 'maxLength']
/** Types whose values have no order. */
const UNORDERED: readonly FieldType[] = ['boolean', 'list']

/** Constraints that the type of a column does not know, and limits that are no values of it. */
export function checkLimits(field: Field): readonly LimitProblem[] {
  return [...strayKeys(field), ...strayLimits(field)]
}

function strayKeys({name, type, constraints = {}}: Field): readonly LimitProblem[] {
  const strays = (Object.keys(constraints) as (keyof Constraints)[]).filter((key) => !knows(type, key))
  return strays.map((key) => ({
    key,
    reason: `Unexpected \`${key}\` of \`${name}\`, a column of type ${type}, expected it for ${KNOWN_BY[key] ?? 'what has an order'}`
  }))
}

const KNOWN_BY: Readonly<Partial<Record<keyof Constraints, string>>> = {
  pattern: 'string',
  minLength: 'string or list',
  maxLength: 'string or list',
  enum: 'one value in each cell'
}

function knows(type: FieldType, key: keyof Constraints): boolean {
  if (key === 'pattern') return type === 'string'
  if (key === 'enum') return type !== 'list'
  if (NO_LENGTH.includes(key)) return type === 'string' || type === 'list'
  return !(LIMITS as readonly string[]).includes(key) || !UNORDERED.includes(type)
}

// A limit of a column of whole numbers may itself be none.
function strayLimits(field: Field): readonly LimitProblem[] {
  const {constraints = {}, type, name} = field
  const limits = (UNORDERED.includes(type) ? [] : LIMITS).flatMap((key) =>
    constraints[key] === undefined ? [] : [{key, value: String(constraints[key])}]
  )
  const values = (type === 'list' ? [] : (constraints.enum ?? [])).map((value) => ({key: 'enum', value}))
  return [...limits.filter(({value}) => !isNumberType(type) || canonicalDecimal(value) === undefined), ...values]
    .filter(({value}) => castCell(value, field) === undefined)
    .map(({key, value}) => ({
      key,
      reason: `Unexpected \`${value}\` in \`${key}\` of \`${name}\`, expected ${casts[type].expected}`
    }))
}
