/** `::table{#tab-x query="q" columns="a, b" caption="..."}`: the rows of a query. */
import type {HtmlElement, PhrasingContent} from 'mdast'
import {cellOf, columnFor, isNumeric, localText, rowOrigin, unitOf} from '../values/column.ts'
import {doubtOf} from '../values/doubt.ts'
import {withUnit} from '../values/unit.ts'
import {hasMachineForm, showCell, type Said} from '../values/value.ts'
import {unlabelled} from '../values/label.ts'
import {groupRows, type RowGroup} from '../values/row-groups.ts'
import {rowAnchor} from '../values/anchor.ts'
import {halfWidths} from '../language/half-widths.ts'
import {nearest} from '../messages.ts'
import type {Dataset, Field, Row} from '../types.ts'
import {classOf, element, isOwn, remarks, textNode, type Directive, type Scope} from './directive.ts'

/** `::table`. */
export const table: Directive = {
  name: 'table',
  forms: ['leaf'],
  attributes: {
    query: {kind: 'query', required: true},
    columns: {kind: 'names', required: true},
    caption: {kind: 'template', required: true},
    note: {kind: 'template'},
    source: {kind: 'template'},
    place: {kind: 'names'},
    anchor: {kind: 'names'},
    groups: {kind: 'names'}
  },
  id: 'required',
  expand({id, names, templates}, scope) {
    const dataset = scope.dataset(names['query']!)
    const fields = columns(names['columns']!, dataset, scope)
    if (dataset.rows.length === 0)
      scope.problem(
        'table-has-rows',
        `The query \`${dataset.query}\` gives no rows for the table`,
        'Put the table inside `:::only{if="..."}` for the editions that have rows.'
      )
    const group = names['groups'] === undefined ? undefined : columns(names['groups'], dataset, scope)[0]
    scope.spend(dataset.rows.length * (fields.length + (group ? 1 : 0)))
    rowsDiffer(dataset, group ? [group, ...fields] : fields, scope)
    const anchorOf = anchors({table: id!, column: names['anchor'], dataset}, scope)
    const title = element('span', {className: ['title']}, scope.phrase(templates['caption']!))
    const head = element('thead', {}, [
      element(
        'tr',
        {},
        fields.map((field) => headCell(field, dataset, scope))
      )
    ])
    const bodyRows = (rows: readonly Row[]) => rows.map((row) => bodyRow({row, dataset, id: anchorOf(row)}, fields, scope))
    const bodies = group
      ? groupsOf(dataset, group, scope).map((rows) =>
          element('tbody', {}, [groupHead({rows, field: group, dataset}, fields.length, scope), ...bodyRows(rows)])
        )
      : [element('tbody', {}, bodyRows(dataset.rows))]
    return [
      element('div', {className: classOf('table', names['place'], scope), id}, [
        element('table', {}, [element('caption', {}, [title]), head, ...bodies]),
        ...remarks(templates, scope)
      ])
    ]
  }
}

function columns(list: string, dataset: Dataset, scope: Scope): Field[] {
  const known = new Map(dataset.columns.map((field) => [field.name, field]))
  return list.split(',').flatMap((part) => {
    const name = part.trim()
    const field = known.get(columnFor(name, known, scope.language) ?? '')
    if (field !== undefined) return [field]
    const near = nearest(name, known.keys())
    scope.problem(
      'column-is-known',
      `Unexpected column \`${name}\`, which the query \`${dataset.query}\` does not give`,
      near && `Did you mean \`${near}\`?`
    )
    return []
  })
}

function headCell(field: Field, {query}: Dataset, scope: Scope): HtmlElement {
  const {language} = scope
  const unit = localText(field.unit, language)
  const text = localText(field.label, language)
  const doubt = text === undefined ? unlabelled(field.name, query, language) : undefined
  if (doubt !== undefined) scope.warn(doubt)
  const label = textNode(text ?? field.name)
  const unitNode = unit === undefined ? [] : [textNode(' '), element('span', {className: ['unit']}, [textNode(unit)])]
  return element('th', {scope: 'col', className: numericClass(field), dataColumn: field.name}, [label, ...unitNode])
}

// Two rows that only their numbers tell apart are most often one that a join has doubled, or a year that is not shown.
function rowsDiffer({query, rows}: Dataset, fields: readonly Field[], scope: Scope): void {
  const naming = fields.filter((field) => !isNumeric(field))
  const [first] = naming
  if (first === undefined) return
  const names = (row: Row) => JSON.stringify(naming.map(({name}) => cellOf(row, name)))
  const seen = new Set<string>()
  const twice = rows.find((row) => seen.size === seen.add(names(row)).size)
  if (twice === undefined) return
  scope.warn({
    severity: 'warning',
    rule: 'row-has-its-own-name',
    reason: `Unexpected second row of \`${cellOf(twice, first.name) ?? '–'}\` in the table of \`${query}\`, expected names that tell its rows apart`,
    note: 'Look whether a join doubles rows; else show the column that tells them apart, such as the year.',
    once: `row-has-its-own-name ${query} ${naming.map(({name}) => name).join()}`
  })
}

interface Anchoring {
  readonly table: string
  readonly column: string | undefined
  readonly dataset: Dataset
}

// The id of a row, that a link may lead to one: that of its table, and the value of a column that tells its rows apart.
function anchors({table, column, dataset}: Anchoring, scope: Scope): (row: Row) => string | undefined {
  const field = column === undefined ? undefined : columns(column, dataset, scope)[0]
  if (field === undefined) return () => undefined
  const seen = new Set<string>()
  return (row) => {
    const value = String(cellOf(row, field.name) ?? '')
    const id = rowAnchor(table, value)
    const isSecond = id !== undefined && seen.has(id)
    if (id === undefined)
      scope.problem(
        'id-is-short-ascii',
        `Unexpected \`${value.slice(0, 60)}\` in the column \`${field.name}\` of an \`anchor\`, expected letters a to z and digits`
      )
    else if (isSecond)
      scope.problem(
        'id-is-unique',
        `Unexpected second row \`#${id}\`, expected a column for \`anchor\` that tells the rows of \`${dataset.query}\` apart`
      )
    else seen.add(id)
    return isSecond ? undefined : id
  }
}

function groupsOf({query, rows}: Dataset, {name}: Field, scope: Scope): readonly RowGroup[] {
  const {groups, again} = groupRows(rows, name)
  if (again !== undefined)
    scope.problem(
      'groups-stand-together',
      `Unexpected second group \`${cellOf(again, name) ?? '–'}\` in the table of \`${query}\`, expected the rows of one \`${name}\` behind each other`,
      `Let the query begin its \`order by\` with \`${name}\`, or with what orders the groups.`
    )
  return groups
}

interface HeadOfGroup {
  readonly rows: RowGroup
  readonly field: Field
  readonly dataset: Dataset
}

// It names its own column, and what that is called, for the row as a file has it.
function groupHead({rows, field, dataset}: HeadOfGroup, width: number, scope: Scope): HtmlElement {
  const [row] = rows
  const dataHead = localText(field.label, scope.language) ?? field.name
  const head = {scope: 'rowgroup', colSpan: width, dataColumn: field.name, dataHead}
  return element('tr', {dataOrigin: rowOrigin(dataset, row)}, [
    element('th', head, cellContent(shownCell(row, field, scope), field))
  ])
}

interface TableRow {
  readonly row: Row
  readonly dataset: Dataset
  readonly id: string | undefined
}

function bodyRow({row, dataset, id}: TableRow, fields: readonly Field[], scope: Scope): HtmlElement {
  const own = standsOut(row, dataset, scope)
  const isWide = fields.length > FEW
  const cells = fields.map((field, index) => {
    const shown = shownCell(row, field, scope)
    if (shown.doubt !== undefined) scope.warn(doubtOf(shown.doubt, dataset.query, field.name))
    return index === 0
      ? element('th', {scope: 'row', className: isAtAGlance(shown.text) ? ['short'] : undefined}, cellContent(shown, field))
      : element('td', {className: numericClass(field) ?? shortClass(shown.text, isWide)}, cellContent(shown, field))
  })
  return element('tr', {id, className: own ? ['own'] : undefined, dataOrigin: rowOrigin(dataset, row)}, cells)
}

// In a table of many indicators each row has its own unit; that of a column stands in its head.
function shownCell(row: Row, field: Field, {language}: Scope): Said {
  const cell = cellOf(row, field.name)
  const shown = showCell({cell, field, row}, language)
  const unit = cell === null || field.unitFrom === undefined ? undefined : unitOf(field, row, language)
  return unit === undefined ? shown : {...shown, text: withUnit(shown.text, unit, {field, language})}
}

// Where it comes from stands once for the row.
function cellContent({text, value}: Said, field: Field): PhrasingContent[] {
  return value === undefined || !hasMachineForm(field) ? [textNode(text)] : [element('data', {value}, [textNode(text)])]
}

// Where every row belongs to the edition, as those of a partition do, the one that its key names is its own.
function standsOut(row: Row, {rows, key}: Dataset, {axes}: Scope): boolean {
  if (!rows.every((other) => isOwn(other, axes))) return isOwn(row, axes)
  const own = Object.keys(axes).filter((axis) => cellOf(row, axis) === axes[axis])
  return key.some((name) => !Object.hasOwn(axes, name) && own.some((axis) => cellOf(row, name) === axes[axis]))
}

/** Half-widths of what is read at one glance; a Chinese character takes two. */
const GLANCE = 18
/** So many columns of that width find room beside each other. */
const FEW = 6

// A date or a number with its unit does not break, nor does a word where there is room for it.
function shortClass(text: string, isWide: boolean): string[] | undefined {
  const isNumber = text.length <= 14 && /\d/.test(text)
  const isWord = !isWide && !/\s/.test(text) && isAtAGlance(text)
  return isNumber || isWord ? ['short'] : undefined
}

// Of one word that has no place to break nothing need be said.
function isAtAGlance(text: string): boolean {
  return halfWidths(text) <= GLANCE && /[\s-]|\p{Script=Han}/u.test(text)
}

function numericClass(field: Field): string[] | undefined {
  return isNumeric(field) ? ['numeric'] : undefined
}
