/** A cell that holds a list: JSON text with the one spelling of each item, so that a comma in an item parts nothing. */
import type {Field} from '../types.ts'

/** An item of a list: text as in a cell of its type, or a truth. */
export type Item = string | boolean

/** The cell of a list. */
export function listCell(items: readonly Item[]): string {
  return JSON.stringify(items)
}

/** The items of such a cell, in their order. */
export function itemsOf(cell: string): readonly Item[] {
  return JSON.parse(cell) as readonly Item[]
}

/** Whether a cell is that of a list, and not of an item. */
export function isListCell(cell: Item): boolean {
  try {
    return typeof cell === 'string' && Array.isArray(JSON.parse(cell))
  } catch {
    return false
  }
}

/** What an item of a column of lists is: text where the contract says nothing. */
export function itemField({itemType = 'string', ...field}: Field): Field {
  return {...field, type: itemType}
}
