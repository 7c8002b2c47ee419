/** What kind of picture some bytes are, by the bytes themselves: endings of names are only a hope. */

/** The formats of pictures that a page may hold. */
export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'svg'

/** The media type of each format. */
export const MEDIA_TYPES: Readonly<Record<PictureFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml'
}

/** A picture as an address that holds it whole. Throws where it is none of ours: what was read is one. */
export function dataAddress(bytes: Uint8Array): string {
  const format = formatOf(bytes)
  if (format === undefined) throw new Error('A picture of an unknown kind, expected one that was read')
  return `data:${MEDIA_TYPES[format]};base64,${Buffer.from(bytes).toString('base64')}`
}

/** The format that a browser would see, or nothing where it is none of ours. */
export function formatOf(bytes: Uint8Array): PictureFormat | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'webp'
  if (start.startsWith('ftyp', 4)) return isAvif(start) ? 'avif' : undefined
  return isSvg(start) ? 'svg' : undefined
}

/** What some bytes are that no page can show, in words. */
export function otherKindOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  const [, kind] = OTHERS.find(([pattern]) => pattern.test(start)) ?? []
  return kind ?? 'a file of another kind'
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:II\*\0|MM\0\*)/, 'a TIFF file'],
  [/^BM/, 'a BMP file'],
  [/^%PDF/, 'a PDF file'],
  [/^.{4}ftyp/s, 'a HEIC file or a film'],
  [/^8BPS/, 'a Photoshop file'],
  [/^PK/, 'a ZIP file'],
  [/^\xd7\xcd\xc6\x9a/, 'a WMF file'],
  [/^version https:\/\/git-lfs/, 'a pointer of Git LFS instead of the file'],
  [/^\s*<(?:!doctype html|html)/i, 'an HTML page']
]

// The first box lists what readers can make of the file: a major brand, a version, and others.
function isAvif(start: string): boolean {
  const brands = start.slice(8, Buffer.from(start.slice(0, 4), 'latin1').readUInt32BE(0)).match(/[^]{4}/g) ?? []
  return brands.some((brand) => brand === 'avif' || brand === 'avis')
}

// Behind a byte order mark, a declaration, comments and a document type, the first element is `svg`.
function isSvg(start: string): boolean {
  const text = start.replace(/^\xef\xbb\xbf/, '')
  return /^\s*(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*|<!DOCTYPE\s+svg[^[>]*(?:\[[^\]]*\])?\s*>\s*)*<(?:[\w-]+:)?svg[\s>/]/i.test(text)
}
