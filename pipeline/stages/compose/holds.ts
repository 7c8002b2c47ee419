/** A condition -> whether it holds in one edition. */
import {canonicalDecimal, compareDecimals, compareText} from '../../values/decimal.ts'
import {compareValues, isNumberType} from '../../values/order.ts'
import type {Comparison, Condition, Term} from '../../tree.ts'
import type {Cell, FieldType} from '../../types.ts'
import {columnOf, rowsOf, valueOf, type Names} from './names.ts'

/** Whether a condition holds in this edition. */
export function holds(condition: Condition, names: Names): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, names) && holds(condition.right, names)
    case 'or':
      return holds(condition.left, names) || holds(condition.right, names)
    case 'not':
      return !holds(condition.of, names)
    case 'empty':
      return isEmpty(condition.of, names)
    case 'in':
      return condition.values.some((value) => compare('=', operandOf(condition.of, names), operandOf(value, names)))
    case 'compare':
      return compare(condition.operator, operandOf(condition.left, names), operandOf(condition.right, names))
  }
}

/** One side of a comparison: a number by the type of its column or as it is written, or else a text. */
interface Operand {
  readonly cell: Cell
  readonly isNumber: boolean
  /** Of a column, where its values have an order of their own. */
  readonly type?: FieldType
}

function operandOf(term: Term, names: Names): Operand {
  if (term.kind === 'literal') {
    const isNumber = typeof term.value === 'number'
    return {cell: isNumber ? String(term.value) : (term.value as string | boolean), isNumber}
  }
  if (term.parts.length === 1 && Object.hasOwn(names.axes, term.parts[0]!))
    return {cell: names.axes[term.parts[0]!]!, isNumber: false}
  const value = valueOf(term.parts, names)
  const type = value?.field.type
  return {cell: value?.cell ?? null, isNumber: type !== undefined && isNumberType(type), ...(type && {type})}
}

function isEmpty(term: Term, names: Names): boolean {
  if (term.kind === 'literal') return term.value === ''
  if (term.parts.length === 1) return rowsOf(term.parts[0]!, names).rows.length === 0
  return columnOf(term.parts, names).values.every(({cell}) => cell === '')
}

// Nothing is neither more nor less than anything; it differs from every value. Codes such as 010 are texts, not numbers.
function compare(operator: Comparison, one: Operand, other: Operand): boolean {
  const [left, right] = [one.cell, other.cell]
  if (left === null || right === null) return operator === '!=' ? left !== right : operator === '=' && left === right
  const order = orderOf(one, other, [String(left), String(right)])
  switch (operator) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

function orderOf(one: Operand, other: Operand, [left, right]: readonly [string, string]): number {
  const type = one.type ?? other.type
  if (type === 'datetime' || type === 'duration') return compareValues(left, right, type)
  const [a, b] = one.isNumber || other.isNumber ? [canonicalDecimal(left), canonicalDecimal(right)] : []
  return a === undefined || b === undefined ? compareText(left, right) : compareDecimals(a, b)
}
