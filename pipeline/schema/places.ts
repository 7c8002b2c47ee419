/** Where the keys and items of a YAML document stand. */
import type {Document, isMap, isScalar, isSeq} from 'yaml'

/** Line and column, from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Places by JSON Pointer, as in `/axes/region/from`; a key's place is where the key is written. */
export type Places = Readonly<Record<string, Place>>

/** Tells the kinds of nodes apart; given, because the parser is loaded only where it is needed. */
export interface Kinds {
  readonly isMap: typeof isMap
  readonly isScalar: typeof isScalar
  readonly isSeq: typeof isSeq
}

/** The place of every key and item that is written in the document itself. */
export function placesIn({contents}: Document, {isMap, isScalar, isSeq}: Kinds, at: (offset: number) => Place): Places {
  const places: [string, Place][] = []
  visit(contents, '')
  return Object.fromEntries(places)

  function visit(node: unknown, pointer: string): void {
    if (isSeq(node)) node.items.forEach((item, index) => note(item, item, `${pointer}/${index}`))
    if (!isMap(node)) return
    for (const {key, value} of node.items) note(key, value, pointer + pointerOf([isScalar(key) ? String(key.value) : '']))
  }

  function note(written: unknown, value: unknown, pointer: string): void {
    const start = startOf(written)
    if (start !== undefined) places.push([pointer, at(start)])
    visit(value, pointer)
  }
}

/** The place of a value, or of the nearest thing around it that has one. */
export function placeIn(places: Places, pointer: readonly (string | number)[]): Place {
  for (let depth = pointer.length; depth > 0; depth--) {
    const place = places[pointerOf(pointer.slice(0, depth))]
    if (place !== undefined) return place
  }
  return {line: 1, column: 1}
}

/** `['axes', 'a/b', 0]` -> `/axes/a~1b/0` */
export function pointerOf(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function startOf(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined
}
