/** Pictures of pixels: each is walked from end to end by the parts that its format has, so that a cut or damaged file is found. */
import {crc32} from 'node:zlib'
import {BrokenPicture, type Size} from './size.ts'

/** Chunks with check sums, from IHDR to IEND (PNG specification, 5). */
export function readPng(bytes: Buffer): Size {
  let size: Size | undefined
  let hasPixels = false
  for (let at = 8; at < bytes.length;) {
    const length = number(bytes, at, 4)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) throw new BrokenPicture('end in the middle')
    if (crc32(bytes.subarray(at + 4, end - 4)) !== number(bytes, end - 4, 4))
      throw new BrokenPicture(`damage in the part ${type}`)
    if (type === 'IHDR') size = {width: number(bytes, at + 8, 4), height: number(bytes, at + 12, 4)}
    if (type === 'IDAT') hasPixels = true
    if (type === 'IEND') return hasPixels ? checked(size) : noPixels()
    at = end
  }
  throw new BrokenPicture('end in the middle')
}

/** Segments up to the end of image; behind each start of scan the coded pixels run to the next mark (ITU T.81, B). */
export function readJpeg(bytes: Buffer): Size {
  let size: Size | undefined
  let hasPixels = false
  for (let at = 2; at + 1 < bytes.length;) {
    if (bytes[at] !== 0xff) throw new BrokenPicture(`damage at byte ${at}`)
    const mark = bytes[at + 1]!
    if (mark === 0xff) at++
    else if (mark === 0xd9) return hasPixels ? checked(size) : noPixels()
    else if (mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7)) at += 2
    else {
      if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
        size = {height: number(bytes, at + 5, 2), width: number(bytes, at + 7, 2)}
      const length = number(bytes, at + 2, 2)
      if (length < 2) throw new BrokenPicture(`damage at byte ${at}`)
      hasPixels ||= mark === 0xda
      at = mark === 0xda ? endOfScan(bytes, at + 2 + length) : at + 2 + length
    }
  }
  throw new BrokenPicture('end in the middle')
}

// 0xff 0 is a byte of pixels, and restart marks stand between them.
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new BrokenPicture('end in the middle')
}

/** Blocks up to the trailer (GIF89a, 17 to 27). */
export function readGif(bytes: Buffer): Size {
  const size = {width: little(bytes, 6, 2), height: little(bytes, 8, 2)}
  let at = 13 + tableOf(byte(bytes, 10))
  for (let hasPixels = false; ;) {
    const kind = byte(bytes, at)
    if (kind === 0x3b) return hasPixels ? checked(size) : noPixels()
    if (kind === 0x21) at = endOfBlocks(bytes, at + 2)
    else if (kind === 0x2c) {
      at = endOfBlocks(bytes, at + 11 + tableOf(byte(bytes, at + 9)))
      hasPixels = true
    } else throw new BrokenPicture(`damage at byte ${at}`)
  }
}

function tableOf(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from
  while (byte(bytes, at) !== 0) at += byte(bytes, at) + 1
  return at + 1
}

/** Chunks of RIFF; the first tells the size (RFC 9649). */
export function readWebp(bytes: Buffer): Size {
  // Some programs leave out the byte that makes the last chunk even.
  const end = Math.min(little(bytes, 4, 4) + 8, bytes.length + 1)
  if (end > bytes.length && little(bytes, 4, 4) + 7 !== bytes.length) throw new BrokenPicture('end in the middle')
  let size: Size | undefined
  let hasPixels = false
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString('latin1', at, at + 4)
    const start = at + 8
    const next = start + little(bytes, at + 4, 4)
    if (next > end) throw new BrokenPicture('end in the middle')
    size ??= sizeOfWebp(bytes, type, start)
    hasPixels ||= ['VP8 ', 'VP8L', 'ANMF'].includes(type)
    at = next + (next % 2)
  }
  return hasPixels ? checked(size) : noPixels()
}

function sizeOfWebp(bytes: Buffer, type: string, at: number): Size | undefined {
  if (type === 'VP8X') return {width: little(bytes, at + 4, 3) + 1, height: little(bytes, at + 7, 3) + 1}
  if (type === 'VP8 ') return {width: little(bytes, at + 6, 2) & 0x3fff, height: little(bytes, at + 8, 2) & 0x3fff}
  if (type !== 'VP8L') return undefined
  const both = little(bytes, at + 1, 4)
  return {width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1}
}

/** Boxes of ISO base media; the size is in `meta/iprp/ipco/ispe` (AV1 Image File Format, 2). */
export function readAvif(bytes: Buffer): Size {
  const boxes = boxesIn(bytes, 0, bytes.length)
  const meta = boxes.find(({type}) => type === 'meta')
  if (!meta || !boxes.some(({type}) => type === 'mdat' || type === 'idat')) return noPixels()
  const inside = (parent: Box | undefined, name: string) =>
    parent && boxesIn(bytes, parent.start + (parent === meta ? 4 : 0), parent.end).find(({type}) => type === name)
  const size = inside(inside(inside(meta, 'iprp'), 'ipco'), 'ispe')
  return checked(size && {width: number(bytes, size.start + 4, 4), height: number(bytes, size.start + 8, 4)})
}

interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

function boxesIn(bytes: Buffer, from: number, to: number): readonly Box[] {
  const boxes: Box[] = []
  for (let at = from; at < to;) {
    const given = number(bytes, at, 4)
    const [head, length] = given === 1 ? [16, Number(bytes.readBigUInt64BE(at + 8))] : [8, given === 0 ? to - at : given]
    if (length < head || at + length > to) throw new BrokenPicture('end in the middle')
    boxes.push({type: bytes.toString('latin1', at + 4, at + 8), start: at + head, end: at + length})
    at += length
  }
  return boxes
}

function checked(size: Size | undefined): Size {
  return size && size.width > 0 && size.height > 0 ? size : noPixels()
}

function noPixels(): never {
  throw new BrokenPicture('lack of pixels')
}

function byte(bytes: Buffer, at: number): number {
  return number(bytes, at, 1)
}

function number(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new BrokenPicture('end in the middle')
  return bytes.readUIntBE(at, length)
}

function little(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new BrokenPicture('end in the middle')
  return bytes.readUIntLE(at, length)
}
