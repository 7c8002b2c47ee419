/** Where the rows of a JSON list start, which keys a row has twice, and how deep the text goes: without the stack. */

/** Where a row of a JSON file starts, from line 1, and what its object has twice. */
export interface RowPlace {
  readonly line: number
  /** Keys that the object has more than once; `JSON.parse` keeps the last without a word. */
  readonly twice: string[]
}

/** Where the rows of a JSON file stand, and whether it goes too deep. */
export interface JsonPlaces {
  /** Of each item of the outermost list. */
  readonly rows: readonly RowPlace[]
  /** The first line that is deeper than this, where there is one. */
  readonly tooDeep?: number
}

/** Deeper than rows with simple cells by far, and far from the end of the stack. */
export const DEEPEST = 100

/**
 * Reads no more than brackets, strings and lines; what is no JSON has places of some kind. `outside`: how many lists are
 * around the text, 1 for an object that stands alone.
 */
export function placesIn(text: string, outside = 0): JsonPlaces {
  const rows: RowPlace[] = []
  let [line, depth, inValue, keys] = [1, outside, false, new Set<string>()]
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '\n') line++
    if (/\s/.test(character) || character === ',' || character === ':') {
      if (character === ',') inValue = false
      continue
    }
    if (character === ']' || character === '}') {
      depth--
      continue
    }
    if (depth === 1 && !inValue) {
      rows.push({line, twice: []})
      keys = new Set()
      inValue = true
    }
    if (character === '"') {
      const end = endOfString(text, at)
      if (depth === 2 && isKey(text, end)) noteKey(text.slice(at, end + 1))
      at = end
    } else if (character === '[' || character === '{') {
      depth++
      if (depth > DEEPEST) return {rows, tooDeep: line}
    }
  }
  return {rows}

  function noteKey(key: string): void {
    if (keys.has(key)) rows.at(-1)!.twice.push(key.slice(1, -1))
    keys.add(key)
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

function isKey(text: string, end: number): boolean {
  let at = end + 1
  while (at < text.length && /\s/.test(text[at]!)) at++
  return text[at] === ':'
}
