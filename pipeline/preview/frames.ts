/** Messages with the lines of the file that they speak of, so that a page can show what is meant. */
import {join} from 'node:path'
import type {Message} from '../messages.ts'
import type {Files} from '../world.ts'

/** Some lines of a file, and the one that is meant. */
export interface Frame {
  /** Number of the first line that is shown. */
  readonly first: number
  readonly lines: readonly string[]
  readonly line: number
  readonly column?: number
}

/** A message, and where it is about a text, the lines around its place. */
export interface Framed extends Message {
  readonly frame?: Frame
}

/** So many messages are told with frames, of so many lines of so many characters. */
const MOST = 60
const AROUND = 3
const WIDEST = 240
/** Bytes of a file that is no text to be read by people any more. */
const LARGEST = 8_000_000

/** A place in a file. */
export interface Place {
  readonly path: string
  readonly line: number
  readonly column?: number | undefined
}

/** The messages with frames, from files of the report's folder alone. */
export async function framed(
  messages: readonly Message[],
  folder: string,
  files: Pick<Files, 'read' | 'list'>
): Promise<readonly Framed[]> {
  const paths = new Set(await files.list(folder))
  return Promise.all(
    messages.slice(0, MOST).map(async (message) => {
      const {path, line, column} = message
      if (path === undefined || line === undefined || !paths.has(path)) return message
      const frame = await frameAt({path, line, column}, folder, files)
      return frame === undefined ? message : {...message, frame}
    })
  )
}

/** The lines around a place; nothing where the file is no text, or has no such line. `path` is known to be one of the folder. */
export async function frameAt(
  {path, line, column}: Place,
  folder: string,
  files: Pick<Files, 'read'>
): Promise<Frame | undefined> {
  const bytes = await files.read(join(folder, path)).catch(() => undefined)
  if (bytes === undefined || bytes.length > LARGEST || bytes.includes(0)) return undefined
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/)
  if (line < 1 || line > lines.length) return undefined
  const first = Math.max(1, line - AROUND)
  const shown = lines.slice(first - 1, line + AROUND).map((text) => text.slice(0, WIDEST))
  return {first, lines: shown, line, ...(column !== undefined && {column})}
}
