/** A picture of the report -> the same picture, known to be whole and to stand alone, or an error. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {formatOf, otherKindOf, type PictureFormat} from '../../design/picture-format.ts'
import {ReportError, type Message} from '../../messages.ts'
import {readSvg} from './svg.ts'
import {BrokenPicture, type Size} from './size.ts'
import {readAvif, readGif, readJpeg, readPng, readWebp} from './raster.ts'

/** The bytes of a picture. */
export interface PictureInput {
  readonly file: Artifact<Uint8Array>
  /** Shown in messages. */
  readonly name: string
}

/** A picture that is whole and stands alone. */
export interface PictureParts {
  readonly picture: Uint8Array
  readonly about: PictureAbout
}

/** What is known of a picture. */
export interface PictureAbout {
  readonly format: PictureFormat
}

/** More pixels fill the memory of a browser: four bytes each. */
const MOST_PIXELS = 60_000_000
/** It travels inside each page that is printed. */
const MOST_BYTES = 30_000_000

/** The stage `picture`. */
export function pictureStage(code: Digest): Stage<PictureInput, PictureParts> {
  return {name: 'picture', code, run: async ({file, name}, say) => readPicture(await file.bytes(), name, say)}
}

/** Throws a {@link ReportError} where the bytes are no whole picture; the message has no place. */
export function readPicture(bytes: Uint8Array, name: string, say: (message: Message) => void): PictureParts {
  const format = formatOf(bytes)
  if (format === undefined)
    throw refuse(`Unexpected ${otherKindOf(bytes)} as the picture \`${name}\`, expected PNG, JPEG, GIF, WebP, AVIF or SVG`)
  if (bytes.length > MOST_BYTES)
    throw refuse(
      `Unexpected ${Math.round(bytes.length / 1e6)} MB of the picture \`${name}\`, expected ${MOST_BYTES / 1e6} MB at most`
    )
  try {
    const {size, picture = bytes, removed = []} = readAs(format, bytes)
    if (format !== 'svg' && size && size.width * size.height > MOST_PIXELS)
      throw refuse(
        `Unexpected ${size.width} by ${size.height} pixels of the picture \`${name}\`, expected ${MOST_PIXELS / 1e6} million at most`
      )
    if (removed.length > 0) say(warnOf(name, removed))
    return {picture, about: {format}}
  } catch (error) {
    if (!(error instanceof BrokenPicture)) throw error
    throw refuse(`Unexpected ${error.message} in the picture \`${name}\`, expected a whole ${format.toUpperCase()} file`)
  }
}

interface Reading {
  /** Nothing where a drawing has no size of its own. */
  readonly size: Size | undefined
  /** The bytes to show, where they are other than those of the file. */
  readonly picture?: Uint8Array
  /** What was left out. */
  readonly removed?: readonly string[]
}

function readAs(format: PictureFormat, bytes: Uint8Array): Reading {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (format) {
    case 'svg':
      return readSvg(buffer)
    case 'png':
      return {size: readPng(buffer)}
    case 'jpeg':
      return {size: readJpeg(buffer)}
    case 'gif':
      return {size: readGif(buffer)}
    case 'webp':
      return {size: readWebp(buffer)}
    case 'avif':
      return {size: readAvif(buffer)}
  }
}

function refuse(reason: string): ReportError {
  const note = 'Open it in a program for pictures, make it smaller if it is large, and save it again as PNG, JPEG or SVG.'
  return new ReportError([{severity: 'error', rule: 'picture-is-whole', reason, note}])
}

function warnOf(name: string, removed: readonly string[]): Message {
  return {
    severity: 'warning',
    rule: 'picture-stands-alone',
    reason: `Unexpected ${[...new Set(removed)].join(', ')} in the picture \`${name}\`, which ${removed.length === 1 ? 'is' : 'are'} left out`,
    note: 'A picture neither runs nor loads anything: put what it needs into the file.'
  }
}
