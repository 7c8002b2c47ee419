/** What a message tells to type -> words that work from where the user stands. */
import {relative, sep} from 'node:path'
import {isS3Address} from '../cache/s3-address.ts'
import type {World} from '../world.ts'

/** What a comparison is of: the day of a release on file, an output, and the folder of the report. */
export interface Compared {
  readonly day: string
  readonly out: string
  readonly report: string
}

/** The command that holds an output against a release on file. */
export function diffCommand({day, out, report}: Compared, {folder}: Pick<World, 'folder'>): string {
  const output = isS3Address(out) ? out : fromHere(out, folder)
  return `octavo diff ${[day, output, fromHere(report, folder)].map(asWord).join(' ')}`
}

/** A word as a shell takes it for one. */
export function asWord(word: string): string {
  return /^[\w./:~^-]+$/.test(word) ? word : `'${word}'`
}

function fromHere(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/') || '.'
}
