/** What the contract says of a column, read for one row in one language. */
import {languageSuffix} from '../language/index.ts'
import type {Cell, Dataset, Field, Language, Row} from '../types.ts'

/** Whether the values of a column are numbers, set flush right. */
export function isNumeric(field: Field): boolean {
  return field.type === 'number' || field.type === 'integer'
}

/** A cell of a row. Names such as `constructor` are columns like any other, there or not. */
export function cellOf(row: Row, column: string): Cell {
  return Object.hasOwn(row, column) ? row[column]! : null
}

/** The column that a name means in a language: itself, or the one with the language's ending. */
export function columnFor(name: string, columns: {has(name: string): boolean}, language: Language): string | undefined {
  if (columns.has(name)) return name
  const local = `${name}_${languageSuffix(language)}`
  return columns.has(local) ? local : undefined
}

/** Digits after the point that a value of this column has when shown, where the contract states them. */
export function decimalsOf(field: Field, row: Row): number | undefined {
  const own = field.decimalsFrom === undefined ? null : cellOf(row, field.decimalsFrom)
  if (typeof own === 'string' && /^\d{1,2}$/.test(own) && Number(own) <= 20) return Number(own)
  return field.decimals ?? (field.type === 'integer' ? 0 : undefined)
}

/** The unit of a value: that of its row where each row has its own, else that of its column. */
export function unitOf(field: Field, row: Row, language: Language): string | undefined {
  if (field.unitFrom === undefined) return localText(field.unit, language)
  const column = columnFor(field.unitFrom, {has: (name) => Object.hasOwn(row, name)}, language)
  const own = column === undefined ? null : cellOf(row, column)
  return typeof own === 'string' && own !== '' ? own : undefined
}

/** The text of one language, where it is written. */
export function localText<Text>(texts: Readonly<Record<Language, Text>> | undefined, language: Language): Text | undefined {
  return texts !== undefined && Object.hasOwn(texts, language) ? texts[language] : undefined
}

/** `profile[region=gd]`: a row by its query and its key; no blank in it, so that several origins make a list. */
export function rowOrigin({query, key}: Pick<Dataset, 'query' | 'key'>, row: Row): string {
  const named = key.map((column) => `${column}=${String(cellOf(row, column)).replaceAll(/\s/gu, encodeURIComponent)}`).join(';')
  return `${query}${named === '' ? '' : `[${named}]`}`
}
