/** A JSON array of objects, one object for each row. Numbers keep the text they are written with. */
import {gathering} from '../messages.ts'
import type {Resource} from '../types.ts'
import {decode, MOST_ROWS, tooManyRows, type RawTable, type TextConnector} from './connector.ts'
import {placesIn, type RowPlace} from './json-places.ts'
import {keepNumberText, keysIn, malformed, rowReader, tooDeep} from './json-row.ts'

/** JSON files. */
export const json: TextConnector = {
  format: 'json',
  columns(bytes, resource) {
    const decoded = decode(bytes, resource)
    return 'text' in decoded && placesIn(decoded.text).tooDeep === undefined ? keysIn(decoded.text) : []
  },
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const places = placesIn(decoded.text)
    if (places.tooDeep !== undefined) return {rows: [], messages: [tooDeep(places.tooDeep, resource)]}
    try {
      return toRows(JSON.parse(decoded.text, keepNumberText), places.rows, resource)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return {rows: [], messages: [malformed(error, {text: decoded.text, expected: 'JSON: a list of objects'}, resource)]}
    }
  }
}

function toRows(value: unknown, places: readonly RowPlace[], resource: Resource): RawTable {
  if (!Array.isArray(value)) {
    const reason = 'Unexpected value, expected a list of rows'
    return {rows: [], messages: [{severity: 'error', rule: 'file-is-wellformed', path: resource.path, line: 1, reason}]}
  }
  if (value.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(value.length, resource)]}
  const {add, messages} = gathering()
  const read = rowReader(resource, add)
  const rows = value.flatMap((item: unknown, index) => read(item, places[index]!) ?? [])
  return {rows, messages}
}
