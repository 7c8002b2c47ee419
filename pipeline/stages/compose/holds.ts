/** A condition -> whether it holds in one edition. */
import {canonicalDecimal, compareDecimals, compareText} from '../../values/decimal.ts'
import type {Comparison, Condition, Term} from '../../tree.ts'
import type {Cell} from '../../types.ts'
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
}

function operandOf(term: Term, names: Names): Operand {
  if (term.kind === 'literal') {
    const isNumber = typeof term.value === 'number'
    return {cell: isNumber ? String(term.value) : (term.value as string | boolean), isNumber}
  }
  if (term.parts.length === 1 && Object.hasOwn(names.axes, term.parts[0]!))
    return {cell: names.axes[term.parts[0]!]!, isNumber: false}
  const value = valueOf(term.parts, names)
  return {cell: value?.cell ?? null, isNumber: value !== undefined && ['number', 'integer', 'year'].includes(value.field.type)}
}

function isEmpty(term: Term, names: Names): boolean {
  if (term.kind === 'literal') return term.value === ''
  if (term.parts.length === 1) return rowsOf(term.parts[0]!, names).rows.length === 0
  return columnOf(term.parts, names).values.every(({cell}) => cell === '')
}

// Nothing is neither more nor less than anything; it differs from every value. Codes such as 010 are texts, not numbers.
function compare(operator: Comparison, {cell: left, isNumber}: Operand, {cell: right, isNumber: isNumberToo}: Operand): boolean {
  if (left === null || right === null) return operator === '!=' ? left !== right : operator === '=' && left === right
  const [a, b] = isNumber || isNumberToo ? [canonicalDecimal(String(left)), canonicalDecimal(String(right))] : []
  const order = a === undefined || b === undefined ? compareText(String(left), String(right)) : compareDecimals(a, b)
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
