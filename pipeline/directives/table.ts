/** `::table{#tab-x query="q" columns="a, b" caption="..."}`: the rows of a query. */
import type {HtmlElement} from 'mdast'
import {columnFor, formatCell, isNumeric} from '../values/format.ts'
import {nearest} from '../messages.ts'
import type {Dataset, Field, Row} from '../types.ts'
import {element, remarks, textNode, type Directive, type Scope} from './directive.ts'

export const table: Directive = {
  name: 'table',
  forms: ['leaf'],
  attributes: {
    query: {kind: 'query', required: true},
    columns: {kind: 'names', required: true},
    caption: {kind: 'template', required: true},
    note: {kind: 'template'},
    source: {kind: 'template'}
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
    const title = element('span', {className: ['title']}, scope.phrase(templates['caption']!))
    const head = element('thead', {}, [
      element(
        'tr',
        {},
        fields.map((field) => headCell(field, scope))
      )
    ])
    const body = element(
      'tbody',
      {},
      dataset.rows.map((row) => bodyRow(row, fields, dataset, scope))
    )
    return [
      element('div', {className: ['table'], id}, [
        element('table', {}, [element('caption', {}, [title]), head, body]),
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

function headCell(field: Field, scope: Scope): HtmlElement {
  const unit = field.unit?.[scope.language]
  const label = textNode(field.label?.[scope.language] ?? field.name)
  const unitNode = unit === undefined ? [] : [textNode(' '), element('span', {className: ['unit']}, [textNode(unit)])]
  return element('th', {scope: 'col', className: numericClass(field)}, [label, ...unitNode])
}

function bodyRow(row: Row, fields: readonly Field[], {rows}: Dataset, scope: Scope): HtmlElement {
  const own = isOwn(row, scope) && !rows.every((other) => isOwn(other, scope))
  const cells = fields.map((field, index) => {
    const text = cellText(row, field, scope)
    return index === 0
      ? element('th', {scope: 'row'}, [textNode(text)])
      : element('td', {className: numericClass(field) ?? shortClass(text)}, [textNode(text)])
  })
  return element('tr', own ? {className: ['own']} : {}, cells)
}

// Where every row is the edition's own, none stands out.
function isOwn(row: Row, {axes}: Scope): boolean {
  return Object.entries(axes).some(([axis, value]) => row[axis] === value)
}

// In a table of many indicators each row has its own unit, in a column of its own.
function cellText(row: Row, field: Field, {language}: Scope): string {
  const text = formatCell(row[field.name] ?? null, field, row, language)
  if (field.unitFrom === undefined) return text
  const unit = row[columnFor(field.unitFrom, {has: (name) => name in row}, language) ?? '']
  if (typeof unit !== 'string' || text === '–') return text
  return language.startsWith('zh') || unit === '%' ? text + unit : `${text} ${unit}`
}

// A date or a number with its unit does not break.
function shortClass(text: string): string[] | undefined {
  return text.length <= 14 && /\d/.test(text) ? ['short'] : undefined
}

function numericClass(field: Field): string[] | undefined {
  return isNumeric(field) ? ['numeric'] : undefined
}
