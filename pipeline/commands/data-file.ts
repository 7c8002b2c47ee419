/** A data file that a command is given: where it lies, and what its table and its report are called. */
import {basename, resolve} from 'node:path'
import {ReportError, type Message} from '../messages.ts'
import type {DraftInput} from '../run/draft/index.ts'
import type {World} from '../world.ts'
import {UsageError, type Given} from './command.ts'
import {textOption} from './given.ts'

/** Its whole path. Throws a UsageError where nothing is there. */
export async function dataFile(name: string, world: World): Promise<string> {
  const file = resolve(world.folder, name)
  if ((await world.files.resolve(file)) === undefined) throw new UsageError(`Unexpected path \`${name}\`, expected a data file`)
  return file
}

/** Messages that name a file as the user did, and not as a report will have it. */
export function asGiven(messages: readonly Message[], path: string, given: string): readonly Message[] {
  return messages.map((message) => (message.path === path ? {...message, path: given} : message))
}

/** Work on a file, whose mistakes are told of the file as the user named it. */
export async function tellingOf<Value>(work: () => Promise<Value>, path: string, given: string): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ReportError ? new ReportError(asGiven(error.messages, path, given)) : error
  }
}

/** Options that say which part of a data file is the table. */
export const partOptions = {
  sheet: {type: 'string'},
  range: {type: 'string'},
  'header-row': {type: 'string'},
  table: {type: 'string'}
} as const

/** Which part of it is the table, as a contract says it. Throws a UsageError for a row that is none. */
export function partOf(given: Given): DraftInput['part'] {
  const texts = ['sheet', 'range', 'table'].flatMap((key) => {
    const value = textOption(given, key)
    return value === undefined ? [] : [[key, value] as const]
  })
  const headerRow = readHeaderRow(given)
  return {...Object.fromEntries(texts), ...(headerRow !== undefined && {headerRow})}
}

function readHeaderRow(given: Given): number | undefined {
  const text = textOption(given, 'header-row')
  if (text === undefined || /^[1-9]\d{0,5}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new UsageError(`Unexpected \`--header-row ${text.slice(0, 40)}\`, expected the number of a line, from 1`)
}

/** The name of its table, as SQL takes it without quotation marks. */
export function tableName(file: string): string {
  const name = wordsOf(file).join('_')
  return name === '' || /^\d/.test(name) ? `table_${name}`.replace(/_$/, '_1') : name
}

/** The name of a report of it, as addresses have it. */
export function reportName(file: string): string {
  return wordsOf(file).join('-') || 'report'
}

function wordsOf(file: string): readonly string[] {
  return (
    basename(file)
      .replace(/\.[^.]*$/, '')
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  )
}
