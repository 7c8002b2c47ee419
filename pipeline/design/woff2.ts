/**
 * A TrueType font -> WOFF 2.0, as the W3C's Recommendation of 2018 has it: the tables as they are, compressed together by Brotli.
 * What the format can do besides with outlines saves a sixth of the bytes and takes fifty times as long.
 */
import {brotliCompress, constants} from 'node:zlib'
import {promisify} from 'node:util'

const compress = promisify(brotliCompress)

/** Section 4.1: tags that have a number. */
const KNOWN =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
const ANY = 63
/** Of `glyf` and `loca`: not transformed. */
const AS_IT_IS = 3 << 6
/** Bit 11 of the flags in `head`: the font was compressed without loss. */
const LOSSLESS = 1 << 3
const HEADER = 48

interface Table {
  readonly tag: string
  readonly bytes: Buffer
}

/** Compress a font. The same font gives the same bytes. */
export async function toWoff2(font: Uint8Array): Promise<Uint8Array> {
  const sfnt = Buffer.from(font)
  const tables = tablesOf(sfnt)
  const directory = Buffer.concat(tables.map(entryOf))
  const data = Buffer.concat(tables.map(({bytes}) => bytes))
  const {BROTLI_PARAM_MODE, BROTLI_MODE_FONT, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT} = constants
  const params = {
    [BROTLI_PARAM_MODE]: BROTLI_MODE_FONT,
    [BROTLI_PARAM_QUALITY]: 5,
    [BROTLI_PARAM_SIZE_HINT]: data.length
  }
  const packed = await compress(data, {params})
  const end = HEADER + directory.length + packed.length
  const padding = Buffer.alloc(-end & 3)
  return Buffer.concat([headerOf(sfnt, tables, {end, packed: packed.length}), directory, packed, padding])
}

function tablesOf(sfnt: Buffer): readonly Table[] {
  const tables = Array.from({length: sfnt.readUInt16BE(4)}, (_, index) => {
    const at = 12 + 16 * index
    const start = sfnt.readUInt32BE(at + 8)
    const tag = sfnt.toString('latin1', at, at + 4)
    const bytes = sfnt.subarray(start, start + sfnt.readUInt32BE(at + 12))
    return {tag, bytes: tag === 'head' ? asLossless(bytes) : bytes}
  })
  return tables.filter(({tag}) => tag !== 'DSIG')
}

function asLossless(head: Buffer): Buffer {
  const changed = Buffer.from(head)
  changed[16] = changed[16]! | LOSSLESS
  return changed
}

// Section 4.1: flags, the tag where it has no number, the length; nothing is transformed.
function entryOf({tag, bytes}: Table): Buffer {
  const number = KNOWN.match(/.{4}(?= |$)/g)!.indexOf(tag)
  const transform = tag === 'glyf' || tag === 'loca' ? AS_IT_IS : 0
  const flags = [(number === -1 ? ANY : number) | transform]
  return Buffer.concat([Buffer.from(flags), Buffer.from(number === -1 ? tag : '', 'latin1'), Buffer.from(base128(bytes.length))])
}

// Section 3.1, `UIntBase128`: seven bits a byte, the highest first.
function base128(value: number): readonly number[] {
  const groups = [value & 127]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 127) | 128)
  return groups
}

interface Sizes {
  readonly end: number
  readonly packed: number
}

function headerOf(sfnt: Buffer, tables: readonly Table[], {end, packed}: Sizes): Buffer {
  const header = Buffer.alloc(HEADER)
  const padded = tables.reduce((sum, {bytes}) => sum + ((bytes.length + 3) & ~3), 12 + 16 * tables.length)
  header.write('wOF2', 0, 'latin1')
  sfnt.copy(header, 4, 0, 4)
  header.writeUInt32BE((end + 3) & ~3, 8)
  header.writeUInt16BE(tables.length, 12)
  header.writeUInt32BE(padded, 16)
  header.writeUInt32BE(packed, 20)
  header.writeUInt16BE(1, 24)
  return header
}
