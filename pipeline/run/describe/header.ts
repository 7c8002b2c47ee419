/** The bytes of a data file -> the row of its header where other rows stand above it, and what is said of that. */
import {connectors} from '../../connectors/index.ts'
import {toResource, type ResourceDefinition} from '../../schema/definition.ts'
import type {Doubt} from './guess.ts'

/** What is said of where a table begins. */
export interface HeaderGuess {
  readonly headerRow?: number
  readonly doubts: readonly Doubt[]
}

/** Where the header stands, unless the draft says it. */
export async function guessHeader(bytes: Uint8Array, draft: ResourceDefinition): Promise<HeaderGuess> {
  if (draft.headerRow !== undefined || draft.range !== undefined) return {doubts: []}
  const resource = toResource(draft)
  const headerRow = await connectors.find(({format}) => format === resource.format)!.headerRow?.(bytes, resource)
  return headerRow === undefined ? {doubts: []} : {headerRow, doubts: [doubtOf(headerRow, resource.format)]}
}

function doubtOf(headerRow: number, format: string): Doubt {
  const row = format === 'csv' ? 'line' : 'row'
  const above = headerRow === 2 ? `${row} 1` : `${row}s 1 to ${headerRow - 1}`
  return {
    rule: 'header-is-sure',
    reason: `Unexpected ${above} above the header, which is drafted as ${row} ${headerRow}`,
    note: 'What stands above it may stay in the file, and is not read. Where another one is the header, name it by `--header-row`.',
    line: headerRow
  }
}
