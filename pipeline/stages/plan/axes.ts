/** An axis as `report.yaml` writes it -> its values with their names in every language. */
import {languageSuffix} from '../../language/index.ts'
import {suggestion} from '../../messages.ts'
import type {AxisDefinition} from '../../schema/definition.ts'
import type {Axis, AxisValue, LocalText, Row, Table} from '../../types.ts'

/** Where a key of the definition stands. */
export type Place = (pointer: readonly (string | number)[]) => {readonly line: number; readonly column: number}

/** Takes a mistake: where it stands, its rule, what is wrong, how to mend it. */
export type Tell = (pointer: readonly (string | number)[], rule: string, reason: string, note?: string) => void

/** An axis value is part of ids, of paths and of addresses. */
const PLAIN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

/** What an axis is read with. */
export interface AxisContext {
  readonly tables: ReadonlyMap<string, Table>
  readonly languages: readonly string[]
  readonly tell: Tell
}

/** The values of an axis, checked: written out, with labels, or one for each row of a table. */
export function readAxis(name: string, axis: AxisDefinition, context: AxisContext): Axis {
  const {languages, tell} = context
  const values = readValues(name, axis, context)
  if (values.length === 0) tell(['axes', name], 'axis-has-values', `Unexpected axis \`${name}\` without a value`)
  const seen = new Set<string>()
  for (const {id} of values) {
    if (!PLAIN_ID.test(id))
      tell(
        ['axes', name],
        'axis-value-is-plain',
        `Unexpected value \`${id.slice(0, 40)}\` of the axis \`${name}\`, expected letters a to z, digits, \`-\` and \`_\``
      )
    if (seen.has(id)) tell(['axes', name], 'axis-value-is-unique', `Unexpected second value \`${id}\` of the axis \`${name}\``)
    seen.add(id)
  }
  const title = (!isList(axis) && axis.title) || everyLanguage(languages, () => name)
  return {name, title, values}
}

function readValues(name: string, axis: AxisDefinition, context: AxisContext): AxisValue[] {
  const {languages} = context
  if (isList(axis))
    return axis.map((id) => ({id: String(id), label: everyLanguage(languages, () => String(id)), params: {id: String(id)}}))
  if ('from' in axis) return tableValues(name, axis, context)
  return Object.entries(axis.values).map(([id, label]) => ({id, label, params: {id}}))
}

interface TableAxis {
  readonly from: string
  readonly key: string
  readonly label?: string
}

function isList(axis: AxisDefinition): axis is readonly string[] {
  return Array.isArray(axis)
}

function tableValues(name: string, axis: TableAxis, {tables, languages, tell}: AxisContext): AxisValue[] {
  const table = tables.get(axis.from)
  if (table === undefined) {
    tell(
      ['axes', name, 'from'],
      'table-is-known',
      `Unexpected table \`${axis.from}\` of the axis \`${name}\``,
      suggestion(axis.from, tables.keys())
    )
    return []
  }
  const columns = table.fields.map((field) => field.name)
  if (!columns.includes(axis.key)) {
    tell(
      ['axes', name, 'key'],
      'column-is-known',
      `Unexpected key \`${axis.key}\` of the axis \`${name}\`, which the table \`${axis.from}\` does not have`,
      suggestion(axis.key, columns)
    )
    return []
  }
  return table.rows.map((row) => {
    const id = String(row[axis.key] ?? '')
    return {id, label: everyLanguage(languages, (language) => labelOf(row, axis.label ?? axis.key, language) ?? id), params: row}
  })
}

function labelOf(row: Row, column: string, language: string): string | undefined {
  const cell = row[column] ?? row[`${column}_${languageSuffix(language)}`]
  return typeof cell === 'string' ? cell : undefined
}

function everyLanguage(languages: readonly string[], text: (language: string) => string): LocalText {
  return Object.fromEntries(languages.map((language) => [language, text(language)]))
}
