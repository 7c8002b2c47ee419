/** JSON Lines: one object on each line, a row each. Numbers keep the text they are written with. */
import {gathering, type Gathering} from '../messages.ts'
import type {Resource} from '../types.ts'
import {decode, MOST_ROWS, tooManyRows, type TextConnector} from './connector.ts'
import {placesIn} from './json-places.ts'
import {keepNumberText, keysIn, malformed, rowReader, tooDeep} from './json-row.ts'

const NO_ROW = Symbol('no row')

// V8 names the place of a fault in a text longer than this only.
const PAD = ' '.repeat(40)

/** JSON Lines, also known as NDJSON. */
export const jsonl: TextConnector = {
  format: 'jsonl',
  columns(bytes, resource) {
    const decoded = decode(bytes, resource)
    const lines = 'text' in decoded ? decoded.text.split('\n').filter((line) => line.trim() !== '') : []
    const isDeep = lines.some((line) => placesIn(line, 1).tooDeep !== undefined)
    return isDeep ? [] : keysIn(`[${lines.join()}]`)
  },
  read(bytes, resource) {
    const decoded = decode(bytes, resource)
    if ('message' in decoded) return {rows: [], messages: [decoded.message]}
    const lines = decoded.text.split('\n').map((text, index) => ({text, line: index + 1}))
    const stated = lines.filter(({text}) => text.trim() !== '')
    if (stated.length > MOST_ROWS) return {rows: [], messages: [tooManyRows(stated.length, resource)]}
    const {add, messages} = gathering()
    const read = rowReader(resource, add)
    const rows = stated.flatMap(({text, line}) => {
      const {rows: places, tooDeep: isDeep} = placesIn(text, 1)
      if (isDeep !== undefined) add([tooDeep(line, resource)])
      const item = isDeep === undefined ? parse({text, line}, resource, add) : NO_ROW
      return item === NO_ROW ? [] : (read(item, {line, twice: places[0]?.twice ?? []}) ?? [])
    })
    return {rows, messages}
  }
}

function parse({text, line}: {readonly text: string; readonly line: number}, resource: Resource, add: Gathering['add']): unknown {
  try {
    return JSON.parse(PAD + text, keepNumberText)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const note = /^\s*[[\]]/.test(text) ? 'A list of objects is of the format `json`.' : undefined
    const message = malformed(error, {text: PAD + text, expected: 'one JSON object on each line', firstLine: line}, resource)
    add([{...message, column: message.column! - PAD.length, note}])
    return NO_ROW
  }
}
