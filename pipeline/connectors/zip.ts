/** A zip archive -> its entries, none unpacked before its size is known to be harmless. */
import {inflateRawSync} from 'node:zlib'

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string
  /** Bytes when unpacked, as the archive says. */
  readonly size: number
  /** Its content. Throws where it is damaged, or larger than it was said to be. */
  content(): Buffer
}

/** What an archive holds, or why it is not read. */
export type Zip = {readonly entries: readonly ZipEntry[]} | {readonly fault: 'too large' | 'not whole'}

/** What a workbook of a million rows needs, amply. */
const MOST_UNPACKED = 512 * 1024 * 1024
const MOST_ENTRIES = 10_000

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

/** Read the list of entries at the end of an archive (PKWARE APPNOTE 4.3). */
export function openZip(given: Uint8Array): Zip {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const end = endOf(bytes)
  if (end === -1) return {fault: 'not whole'}
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) return {fault: 'too large'}
  const entries: ZipEntry[] = []
  let [at, sum] = [bytes.readUInt32LE(end + 16), 0]
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return {fault: 'not whole'}
    const entry = entryAt(bytes, at)
    if (entry === undefined) return {fault: 'not whole'}
    sum += entry.size
    if (sum > MOST_UNPACKED) return {fault: 'too large'}
    entries.push(entry)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return {entries}
}

/** The text of an entry; empty where there is none of that name. */
export function textIn(entries: readonly ZipEntry[], name: string): string {
  return (
    entries
      .find((entry) => entry.name === name)
      ?.content()
      .toString() ?? ''
  )
}

// Before a comment of 65,535 bytes at most.
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--)
    if (bytes.readUInt32LE(at) === END) return at
  return -1
}

function entryAt(bytes: Buffer, at: number): ZipEntry | undefined {
  const [method, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
  const start = bytes.readUInt32LE(at + 42)
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== LOCAL) return undefined
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (from + packed > bytes.length) return undefined
  const content = bytes.subarray(from, from + packed)
  return {
    name: bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)),
    size,
    content: () => (method === 0 ? content : inflateRawSync(content, {maxOutputLength: Math.max(1, size)}))
  }
}
