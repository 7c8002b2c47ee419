/** From font files to the characters they can show, read from their `cmap` tables. */
import {open, type FileHandle} from 'node:fs/promises'

/** The characters that some fonts can show, by code point. */
export interface Coverage {
  has(code: number): boolean
}

/** Characters that have a glyph in at least one of these TrueType files. */
export async function coverage(paths: readonly string[]): Promise<Coverage> {
  // One byte a character: a set of 30,000 numbers a face takes ten times as long to fill.
  const covered = new Uint8Array(0x110000)
  for (const path of paths) addCharacters(await characterMap(path), covered)
  return {has: (code) => covered[code] === 1}
}

/** Characters of a text that would print as an empty box, each once, in order of code point. */
export function missingGlyphs(text: string, covered: Coverage): readonly string[] {
  const missing = [...new Set(text)].filter(
    (character) => !covered.has(character.codePointAt(0) ?? 0) && !INVISIBLE.test(character)
  )
  return missing.sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
}

// Spaces and marks of direction or joining need no glyph; private use characters do.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/u

// Only the directory and this one table: a Chinese face is 15 MB.
async function characterMap(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const tables = await readAt(file, 12, 16 * (await readAt(file, 0, 12)).readUInt16BE(4))
    for (let at = 0; at < tables.length; at += 16) {
      if (tables.toString('latin1', at, at + 4) === 'cmap')
        return await readAt(file, tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12))
    }
  } finally {
    await file.close()
  }
  throw new Error(`No character map in the font ${path}`)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  return (await file.read(Buffer.alloc(length), 0, length, position)).buffer
}

function addCharacters(table: Buffer, covered: Uint8Array): void {
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const map = table.subarray(table.readUInt32BE(4 + 8 * index + 4))
    const format = map.readUInt16BE(0)
    if (format === 4) addSegments(map, covered)
    if (format === 12) addGroups(map, covered)
  }
}

// Format 4 of the OpenType specification: segments of the first 65,536 characters, in four parallel arrays.
function addSegments(map: Buffer, covered: Uint8Array): void {
  const size = map.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const start = map.readUInt16BE(16 + size + at)
    const delta = map.readUInt16BE(16 + 2 * size + at)
    const offset = map.readUInt16BE(16 + 3 * size + at)
    for (let code = start; code <= map.readUInt16BE(14 + at); code++) {
      const glyph = offset === 0 ? code : map.readUInt16BE(16 + 3 * size + at + offset + 2 * (code - start))
      if (code !== 0xffff && glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) covered[code] = 1
    }
  }
}

// Format 12: groups of consecutive characters and glyphs, in all planes.
function addGroups(map: Buffer, covered: Uint8Array): void {
  for (let at = 16; at < 16 + 12 * map.readUInt32BE(12); at += 12) {
    const start = map.readUInt32BE(at)
    const first = map.readUInt32BE(at + 8)
    for (let code = start; code <= map.readUInt32BE(at + 4); code++) if (first + code - start !== 0) covered[code] = 1
  }
}
