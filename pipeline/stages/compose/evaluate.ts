/** An expression -> what it shows in one edition. */
import {doubtOf} from '../../values/doubt.ts'
import {showPlain, type Said, type Shown, type Value} from '../../values/value.ts'
import {helpers} from '../../helpers/index.ts'
import type {Call, Column, Helper, Options, Takes} from '../../helpers/helper.ts'
import {rulesFor} from '../../language/index.ts'
import {suggestion} from '../../messages.ts'
import type {Expression, Term} from '../../tree.ts'
import {columnOf, missing, NameProblem, originOf, valueOf, type NamedColumn, type Names} from './names.ts'
import {placeDoubt} from './place.ts'

/** What an expression says. Throws a {@link NameProblem} for unknown names and missing values. */
export function say(expression: Expression, names: Names): Shown {
  const or = expression.options['or']
  if (expression.helper === undefined) return sayPath(expression.terms[0]!, expression, names)
  const helper = helpers.find(({name}) => name === expression.helper)
  if (helper === undefined)
    throw new NameProblem(
      'helper-is-known',
      `Unexpected helper \`${expression.helper}\``,
      suggestion(
        expression.helper,
        helpers.map(({name}) => name)
      )
    )
  checkCall(helper, expression)
  if (or !== undefined && isMissing(helper, expression, names)) return {text: literalOf(or), origins: []}
  const seen = {term: expression.terms[0]!, origins: originsOf(helper, expression, names)}
  const shown = withWarning(run(helper, expression, names), seen, names)
  if (shown.warning !== undefined) return shown
  const found = gapIn(helper, expression, names) ?? misplacedIn(helper, expression, names)
  return found === undefined ? shown : {...shown, warning: found}
}

function misplacedIn({name}: Helper, {terms: [term], options}: Expression, names: Names): Shown['warning'] {
  const of = options['of']
  if (name !== 'rank' || of === undefined || isTrue(options['outside'])) return undefined
  const column = wholeColumn(of, term!, names)
  const doubt = placeDoubt({value: presentValue(term!, names), column}, names)
  return doubt && doubtOf(doubt, column.dataset.query, column.field.name)
}

function isTrue(term: Term | undefined): boolean {
  return term?.kind === 'literal' && term.value === true
}

// A place in a column, or a list of it, passes over the rows without a value.
function gapIn(helper: Helper, {terms, options}: Expression, names: Names): Shown['warning'] {
  const named = Object.entries(options).filter(([name]) => helper.options[name] === 'column')
  const columns = [...terms.filter((_, index) => helper.takes[index] === 'column'), ...named.map(([, term]) => term)]
  const found = columns
    .map((term) => wholeColumn(term, terms[0]!, names))
    .find(({dataset, values}) => values.length < dataset.rows.length)
  return found && doubtOf('gaps', found.dataset.query, found.field.name)
}

function sayPath(term: Term, expression: Expression, names: Names): Shown {
  const unknown = Object.keys(expression.options).filter((option) => option !== 'or')
  if (unknown.length > 0)
    throw new NameProblem(
      'option-is-known',
      `Unexpected option \`${unknown[0]}\` of a plain value`,
      'A plain value takes only `or="..."`.'
    )
  if (term.kind === 'literal') return {text: String(term.value), origins: []}
  const value = valueOf(term.parts, names)
  if (value !== undefined)
    return withWarning(showPlain(value, names.language), {term, origins: [originOf(term.parts, value, names)]}, names)
  const or = expression.options['or']
  if (or === undefined) throw missing(term, names)
  return {text: literalOf(or), origins: []}
}

// What was looked at: the first term, and all cells and columns.
interface Seen {
  readonly term: Term
  readonly origins: readonly string[]
}

function withWarning({doubt, ...said}: Said, {term, origins}: Seen, names: Names): Shown {
  if (doubt === undefined || term.kind === 'literal') return {...said, origins}
  const {dataset, field} = columnOf(term.parts, names)
  return {...said, origins, warning: doubtOf(doubt, dataset.query, field.name)}
}

function run(helper: Helper, expression: Expression, names: Names): Said {
  const values: Value[] = []
  const columns: Column[] = []
  helper.takes.forEach((takes, index) => {
    const term = expression.terms[index]!
    if (takes === 'column') columns.push(presentColumn(term, names))
    else values.push(presentValue(term, names))
  })
  const {language} = names
  const call: Call = {values, columns, options: optionsOf(expression, names), language, rules: rulesFor(language)}
  try {
    return helper.run(call)
  } catch (error) {
    throw error instanceof NameProblem
      ? error
      : new NameProblem('helper-is-given-what-it-takes', `${helper.name}: ${(error as Error).message}`)
  }
}

function optionsOf(expression: Expression, names: Names): Options {
  const term = (name: string) => expression.options[name]
  return {
    value: (name) => (term(name) === undefined ? undefined : presentValue(term(name)!, names)),
    column: (name) => (term(name) === undefined ? undefined : wholeColumn(term(name)!, expression.terms[0]!, names)),
    literal(name) {
      const given = term(name)
      if (given === undefined || given.kind === 'literal') return given?.value
      throw new NameProblem('option-is-written-out', `Unexpected path behind \`${name}=\`, expected a text in quotes or a number`)
    }
  }
}

function checkCall(helper: Helper, expression: Expression): void {
  if (expression.terms.length !== helper.takes.length)
    throw new NameProblem(
      'helper-is-given-what-it-takes',
      `Unexpected ${expression.terms.length} values for \`${helper.name}\`, expected ${helper.takes.length}`
    )
  for (const option of Object.keys(expression.options)) {
    if (option !== 'or' && !Object.hasOwn(helper.options, option))
      throw new NameProblem(
        'option-is-known',
        `Unexpected option \`${option}\` of \`${helper.name}\``,
        suggestion(option, [...Object.keys(helper.options), 'or'])
      )
  }
}

// A missing value may be one that an option compares with, an empty column the one that a place is taken in.
function isMissing(helper: Helper, expression: Expression, names: Names): boolean {
  const needed: [Takes, Term][] = helper.takes.map((takes, index) => [takes, expression.terms[index]!])
  for (const [name, term] of Object.entries(expression.options)) {
    const takes = name === 'or' ? 'literal' : helper.options[name]
    if (takes === 'value' || takes === 'column') needed.push([takes, term])
  }
  return needed.some(([takes, term]) => {
    if (term.kind !== 'path') return false
    if (takes === 'value') return valueOf(term.parts, names) === undefined
    return wholeColumn(term, expression.terms[0]!, names).values.length === 0
  })
}

function presentValue(term: Term, names: Names): Value {
  if (term.kind === 'literal') {
    refuseInexact(term.value)
    return {
      cell: typeof term.value === 'boolean' ? term.value : String(term.value),
      row: {},
      field: {name: 'literal', type: typeof term.value === 'number' ? 'number' : 'string'}
    }
  }
  const value = valueOf(term.parts, names)
  if (value === undefined) throw missing(term, names)
  return value
}

// An author's digits that a double does not hold would be printed as others.
function refuseInexact(value: string | number | boolean): void {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new NameProblem('option-is-written-out', `Unexpected number of so many digits, expected it in quotation marks`)
}

function presentColumn(term: Term, names: Names): NamedColumn {
  if (term.kind === 'literal')
    throw new NameProblem('helper-is-given-what-it-takes', `Unexpected \`${term.value}\`, expected a column`)
  return columnOf(term.parts, names)
}

// `of=provinces` means the column of the same name as the first term's.
function wholeColumn(term: Term, first: Term, names: Names): NamedColumn {
  if (term.kind === 'path' && term.parts.length === 1 && first.kind === 'path')
    return columnOf([term.parts[0]!, first.parts[1]!], names)
  return presentColumn(term, names)
}

// All that was looked at: cells by the key of their row, whole columns by their name.
function originsOf(helper: Helper, {terms, options}: Expression, names: Names): readonly string[] {
  const given = [
    ...helper.takes.map((takes, index) => [takes, terms[index]!] as const),
    ...Object.entries(helper.options).flatMap(([name, takes]) =>
      Object.hasOwn(options, name) ? [[takes, options[name]!] as const] : []
    )
  ]
  const origins = given.flatMap(([takes, term]) => {
    if (takes === 'literal' || term.kind === 'literal') return []
    if (takes === 'column') {
      const {dataset, field} = wholeColumn(term, terms[0]!, names)
      return [`${dataset.query}.${field.name}`]
    }
    const value = valueOf(term.parts, names)
    return value === undefined ? [] : [originOf(term.parts, value, names)]
  })
  return [...new Set(origins)]
}

function literalOf(term: Term): string {
  if (term.kind === 'literal') return String(term.value)
  throw new NameProblem('option-is-written-out', 'Unexpected path behind `or=`, expected a text in quotes')
}
