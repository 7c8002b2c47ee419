/** `::key-figure{value="..." unit="..." label="..." note="..." among="query" column="column"}`: a number to be remembered, and its place among all. */
import type {HtmlElement, PhrasingContent} from 'mdast'
import {rulesFor} from '../language/index.ts'
import {cellOf, columnFor, isNumeric} from '../values/column.ts'
import {doubtOf, unitDoubt} from '../values/doubt.ts'
import {contradicts} from '../values/measures.ts'
import {nearest} from '../messages.ts'
import type {Field, Row} from '../types.ts'
import type {DirectiveData, Template} from '../tree.ts'
import {element, isOwn, textNode, type Directive, type Scope} from './directive.ts'

/** `::key-figure`. */
export const keyFigure: Directive = {
  name: 'key-figure',
  forms: ['leaf'],
  attributes: {
    value: {kind: 'template', required: true},
    unit: {kind: 'template'},
    label: {kind: 'template', required: true},
    note: {kind: 'template'},
    among: {kind: 'query'},
    column: {kind: 'names'}
  },
  id: 'none',
  expand(data, scope) {
    const {value, unit, label, note} = data.templates
    const shown = scope.phrase(value!, unit)
    const behind =
      unit && !isReplaced(value!, shown)
        ? [element('span', {className: ['unit']}, [textNode(blankBefore(scope)), ...scope.phrase(unit)])]
        : []
    if (unit && behind.length > 0) unitIsOfColumn(value!, unit, scope)
    return [
      element('div', {className: ['key-figure']}, [
        element('p', {className: ['key-value']}, [...shown.map(withSmallWords), ...behind]),
        element('p', {className: ['key-label']}, scope.phrase(label!)),
        ...strip(data, scope),
        ...(note ? [element('p', {className: ['key-note']}, scope.phrase(note))] : [])
      ])
    ]
  }
}

// Words that `or` puts in the place of a missing number have no unit.
function isReplaced(value: Template, shown: readonly PhrasingContent[]): boolean {
  const mayBe = value.some((part) => typeof part !== 'string' && 'options' in part && 'or' in part.options)
  return mayBe && !shown.some((node) => node.type === 'htmlElement')
}

// A unit by hand is not taken from the contract, and stays when its column gets another.
function unitIsOfColumn(value: Template, unit: Template, scope: Scope): void {
  const isNumberAlone = value.every((part) => typeof part !== 'string' || part.trim() === '')
  const [number, ...others] = isNumberAlone ? scope.numbers(value) : []
  if (number?.unit === undefined || others.length > 0 || !unit.every((part) => typeof part === 'string')) return
  const written = unit.join('').trim()
  if (contradicts(written, number.unit)) scope.warn(unitDoubt(written, number.unit))
}

function blankBefore({language}: Scope): string {
  return rulesFor(language).withUnit('1', 'x').slice(1, -1)
}

// The number is large; `million`, 亿 or % behind it is a unit like others.
function withSmallWords(node: PhrasingContent): PhrasingContent {
  if (node.type !== 'htmlElement') return node
  const [only] = node.children
  const [, number, words] = (only?.type === 'text' && /^(\P{L}*\d\P{L}*?)(\s*\p{L}.*)$/su.exec(only.value)) || []
  if (number === undefined || words === undefined) return node
  return {...node, children: [textNode(number), element('span', {className: ['unit']}, [textNode(words)])]}
}

/** Powers of ten that lie between a value and the same rounded: a twentieth of it. */
const ROUNDED = 0.02

// Sizes in the units of the drawing, which is as wide as its column.
const WIDTH = 160
const HEIGHT = 9
const EDGE = 1

// What it shows is said by the words beside it: it is there to be seen, and is not read aloud.
function strip({names, templates}: DirectiveData, scope: Scope): HtmlElement[] {
  const {among, column} = names
  if (among === undefined && column === undefined) return []
  if (among === undefined || column === undefined) {
    scope.problem(
      'strip-has-a-column',
      `Unexpected \`${among === undefined ? 'column' : 'among'}\` alone, expected \`among\` and \`column\``
    )
    return []
  }
  const dataset = scope.dataset(among)
  const field = fieldOf(column, dataset.columns, scope)
  if (field === undefined) return []
  scope.spend(dataset.rows.length)
  const placed = dataset.rows.flatMap((row) => valueOf(row, field, scope))
  const isByAxis = dataset.columns.some(({name}) => name !== 'language' && Object.hasOwn(scope.axes, name))
  if (isByAxis && !placed.some(({own}) => own) && scope.speaksOfOwn(templates['value']!))
    scope.warn(doubtOf('absent', dataset.query, field.name))
  stripIsOfValue(templates['value']!, placed.find(({own}) => own)?.value, scope)
  const [least, most] = [Math.min(...placed.map(({value}) => value)), Math.max(...placed.map(({value}) => value))]
  if (!(most > least)) return []
  const at = (value: number) => ((value - least) / (most - least)) * (WIDTH - 2 * EDGE) + EDGE
  const strokes = (own: boolean) =>
    placed
      .filter((each) => each.own === own)
      .map(({value}) => `M${at(value).toFixed(1)} ${own ? 0 : 2}V${HEIGHT - (own ? 0 : 2)}`)
  const line = `M0 ${HEIGHT / 2}H${WIDTH}`
  return [
    element('svg', {className: ['strip'], viewBox: `0 0 ${WIDTH} ${HEIGHT}`, ariaHidden: 'true'}, [
      element('path', {className: ['strip-line'], d: line}, []),
      element('path', {className: ['strip-others'], d: strokes(false).join('')}, []),
      element('path', {className: ['strip-own'], d: strokes(true).join('')}, [])
    ])
  ]
}

// The mark of the own place is where the number above it stands; the same in thousands stands there too.
function stripIsOfValue(value: Template, marked: number | undefined, scope: Scope): void {
  const [number, ...others] = scope.numbers(value)
  if (number === undefined || others.length > 0 || marked === undefined || isSameButForTens(Number(number.value), marked)) return
  scope.warn({
    severity: 'warning',
    rule: 'strip-is-of-its-value',
    reason: `Unexpected strip that marks ${marked} below the value ${number.text}, expected the place of that value`,
    note: 'Name in `column` the column that the value is of, and in `among` a query with the same rows.'
  })
}

// What is shown may be rounded, and reckoned in thousands.
function isSameButForTens(one: number, two: number): boolean {
  const power = Math.log10(one / two)
  return one === 0 || Math.abs(power - Math.round(power)) < ROUNDED
}

function fieldOf(column: string, fields: readonly Field[], scope: Scope): Field | undefined {
  const known = new Map(fields.map((field) => [field.name, field]))
  const field = known.get(columnFor(column.trim(), known, scope.language) ?? '')
  if (field !== undefined && isNumeric(field)) return field
  const near = nearest(column, known.keys())
  if (field === undefined)
    scope.problem(
      'column-is-known',
      `Unexpected column \`${column}\`, which its query does not give`,
      near && `Did you mean \`${near}\`?`
    )
  else scope.problem('strip-has-a-column', `Unexpected column \`${column}\` of type \`${field.type}\`, expected numbers`)
  return undefined
}

function valueOf(row: Row, field: Field, scope: Scope): {readonly value: number; readonly own: boolean}[] {
  const cell = cellOf(row, field.name)
  return cell === null ? [] : [{value: Number(cell), own: isOwn(row, scope.axes)}]
}
