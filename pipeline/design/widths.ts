/** From font files to the width of a text. Reads only the tables it needs: a millisecond where a whole Chinese face takes thirty. */
import {closeSync, openSync, readSync} from 'node:fs'
import {MachineError} from '../messages.ts'

/** Width in CSS pixels of one line of text. */
export type Measure = (text: string, fontSize: number, bold: boolean) => number

/** Paths of two TrueType files: what the Latin face lacks, the Chinese face shows. */
export interface FacePair {
  readonly latin: string
  readonly cjk: string
}

/** Files of the faces in which words are measured, by weight. */
export interface MeasureFonts {
  readonly regular: FacePair
  readonly bold: FacePair
}

/** Advance of a character as a share of the font size, or nothing where the face lacks it. */
type Advance = (codePoint: number) => number | undefined

/** A measure that opens its fonts when it is first asked. Kerning is left out: it changes less than half a per cent. */
export function createMeasure(fonts: MeasureFonts): Measure {
  const regular = lazyPair(fonts.regular)
  const bold = lazyPair(fonts.bold)
  return (text, fontSize, isBold) => {
    const advance = isBold ? bold : regular
    let width = 0
    for (const character of text) width += advance(character)
    return width * fontSize
  }
}

function lazyPair(pair: FacePair): (character: string) => number {
  const known = new Map<string, number>()
  let faces: readonly Advance[] | undefined
  return (character) => {
    const found = known.get(character)
    if (found !== undefined) return found
    faces ??= [openFace(pair.latin), openFace(pair.cjk)]
    const codePoint = character.codePointAt(0)!
    const width = faces[0]!(codePoint) ?? faces[1]!(codePoint) ?? absentWidth(codePoint)
    known.set(character, width)
    return width
  }
}

// What no face shows is reported elsewhere; here it only has to keep its place.
function absentWidth(codePoint: number): number {
  return codePoint >= 0x2e80 ? 1 : 0.5
}

function openFace(path: string): Advance {
  const tables = readTables(path, ['head', 'hhea', 'hmtx', 'cmap'])
  const unitsPerEm = tables.head.readUInt16BE(18)
  const metrics = tables.hhea.readUInt16BE(34)
  const glyphOf = openCmap(tables.cmap)
  return (codePoint) => {
    const glyph = glyphOf(codePoint)
    if (glyph === 0) return undefined
    return tables.hmtx.readUInt16BE(4 * Math.min(glyph, metrics - 1)) / unitsPerEm
  }
}

function readTables<Tag extends string>(path: string, tags: readonly Tag[]): Record<Tag, Buffer> {
  const file = openFile(path)
  try {
    const directory = readAt(file, 12, 16 * readAt(file, 0, 12).readUInt16BE(4))
    const entries = tags.map((tag) => {
      const at = findEntry(directory, tag)
      if (at === undefined) throw new MachineError(`The font ${path} has no table \`${tag}\``, 'Install the dependencies again.')
      return [tag, readAt(file, directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12))] as const
    })
    return Object.fromEntries(entries) as Record<Tag, Buffer>
  } finally {
    closeSync(file)
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new MachineError(`The font ${path} cannot be read`, 'Install the dependencies again.', cause)
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, position)
  return bytes
}

function findEntry(directory: Buffer, tag: string): number | undefined {
  for (let at = 0; at + 16 <= directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) === tag) return at
  }
  return undefined
}

// OpenType specification, "cmap": format 12 covers all of Unicode, format 4 the first plane.
function openCmap(cmap: Buffer): (codePoint: number) => number {
  const offsets = Array.from({length: cmap.readUInt16BE(2)}, (_, index) => cmap.readUInt32BE(4 + 8 * index + 4))
  const full = offsets.find((offset) => cmap.readUInt16BE(offset) === 12)
  if (full !== undefined) return (codePoint) => glyphInGroups(cmap, full, codePoint)
  const basic = offsets.find((offset) => cmap.readUInt16BE(offset) === 4)
  if (basic !== undefined) return (codePoint) => glyphInSegments(cmap, basic, codePoint)
  return () => 0
}

function glyphInGroups(cmap: Buffer, table: number, codePoint: number): number {
  let low = 0
  let high = cmap.readUInt32BE(table + 12) - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const group = table + 16 + 12 * middle
    if (codePoint < cmap.readUInt32BE(group)) high = middle - 1
    else if (codePoint > cmap.readUInt32BE(group + 4)) low = middle + 1
    else return cmap.readUInt32BE(group + 8) + codePoint - cmap.readUInt32BE(group)
  }
  return 0
}

function glyphInSegments(cmap: Buffer, table: number, codePoint: number): number {
  const size = cmap.readUInt16BE(table + 6)
  for (let segment = 0; segment < size; segment += 2) {
    if (codePoint > cmap.readUInt16BE(table + 14 + segment)) continue
    const first = cmap.readUInt16BE(table + 16 + size + segment)
    if (codePoint < first) return 0
    const delta = cmap.readUInt16BE(table + 16 + 2 * size + segment)
    const rangeAt = table + 16 + 3 * size + segment
    const range = cmap.readUInt16BE(rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const glyph = cmap.readUInt16BE(rangeAt + range + 2 * (codePoint - first))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}
