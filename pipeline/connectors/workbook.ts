/** A workbook of an office program -> the rows of one of its sheets, or what keeps them from being taken for data. */
import {once} from 'node:events'
import {Worker} from 'node:worker_threads'
import {gathering, type Message} from '../messages.ts'
import type {Field, Resource} from '../types.ts'
import {MOST_ROWS, tooManyRows, type Connector, type RawRow, type RawTable} from './connector.ts'
import {checkBytes} from './first-bytes.ts'
import {checkHeader} from './header.ts'
import {FIRST_ROWS, headerBelow, type Line} from './preamble.ts'
import type {Sheet, SheetCell, SheetOrder, SheetReply, SheetRow} from './sheet.ts'
import {hasPassword, hiddenParts, mergedCells, notWhole, tooLarge, tooSlow, unknownSheet} from './workbook-messages.ts'
import {openZip, textIn} from './zip.ts'

/** Megabytes of the thread's heap: a million small rows need a third of it. */
const MEMORY = 1_024
/** Milliseconds. */
const PATIENCE = 60_000

/** A kind of workbook. */
export function workbook(format: 'xlsx' | 'ods'): Connector {
  return {
    format,
    async columns(bytes, resource) {
      const sheet = await sheetIn(bytes, resource)
      return sheet === undefined ? [] : headerOf(sheet)
    },
    async headerRow(bytes, resource) {
      const sheet = await sheetIn(bytes, resource)
      return sheet === undefined ? undefined : headerBelow(linesOf(sheet))
    },
    async read(bytes, resource) {
      const wrong = checkBytes(bytes, resource) ?? checkArchive(bytes, resource)
      if (wrong !== undefined) return {rows: [], messages: [wrong]}
      const {sheet, range, headerRow} = resource
      const reply = await inThread({bytes, sheet, range, headerRow})
      if (reply === 'too large') return {rows: [], messages: [tooLarge(resource)]}
      if (reply === 'too slow') return {rows: [], messages: [tooSlow(resource, PATIENCE / 1_000)]}
      if ('fault' in reply) return {rows: [], messages: [reply.fault === 'not whole' ? notWhole(resource) : tooLarge(resource)]}
      if ('known' in reply) return {rows: [], messages: [unknownSheet(reply.known, resource)]}
      return toTable(reply.sheet, resource)
    }
  }
}

// Nothing of what cannot be read.
async function sheetIn(bytes: Uint8Array, resource: Resource): Promise<Sheet | undefined> {
  if ((checkBytes(bytes, resource) ?? checkArchive(bytes, resource)) !== undefined) return undefined
  const {sheet, range, headerRow} = resource
  const reply = await inThread({bytes, sheet, range, headerRow})
  return typeof reply === 'object' && 'sheet' in reply ? reply.sheet : undefined
}

// Sparse rows as those of a text have their cells.
function linesOf({rows, start}: Sheet): readonly Line[] {
  return rows.slice(0, FIRST_ROWS).map(({row, cells}) => {
    const values = new Map(cells.map(({column, value}) => [column, String(value)]))
    const width = Math.max(...values.keys()) - start + 1
    return {line: row, cells: Array.from({length: width}, (_, index) => values.get(start + index) ?? '')}
  })
}

function checkArchive(bytes: Uint8Array, resource: Resource): Message | undefined {
  const zip = openZip(bytes)
  if ('fault' in zip) return zip.fault === 'too large' ? tooLarge(resource) : notWhole(resource)
  try {
    return textIn(zip.entries, 'META-INF/manifest.xml').includes('encryption-data') ? hasPassword(resource) : undefined
  } catch {
    return notWhole(resource)
  }
}

async function inThread(order: SheetOrder): Promise<SheetReply | 'too large' | 'too slow'> {
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: {maxOldGenerationSizeMb: MEMORY}
  })
  const timer = setTimeout(() => void thread.terminate(), PATIENCE)
  try {
    const ended = once(thread, 'exit').then(() => ['too slow'] as const)
    const [reply] = (await Promise.race([once(thread, 'message'), ended])) as [SheetReply | 'too slow']
    return reply
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return 'too large'
    throw error
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

function toTable(sheet: Sheet, resource: Resource): RawTable {
  const {rows, header, start} = sheet
  const {fields} = resource
  if (rows.length - 1 > MOST_ROWS) return {rows: [], messages: [tooManyRows(rows.length - 1, resource)]}
  const columns = Object.fromEntries(fields.map(({name}, index) => [name, lettersOf(start + index)]))
  const places = {sheet: sheet.name, columns}
  const {add, messages} = gathering()
  add(hiddenParts(sheet, resource))
  const wrong = [...mergedCells(sheet, resource), ...wrongHeader(sheet, resource)]
  add(wrong)
  if (wrong.length > 0) return {rows: [], messages, places}
  const read = rows
    .filter(({row}) => row > header)
    .map((row) => (add(faultsIn(row, sheet, resource)), toRow(row, sheet, resource)))
  return {rows: read, messages, places}
}

function toRow({row, cells}: SheetRow, {start}: Sheet, {fields}: Resource): RawRow {
  const cellAt = (index: number) => cells.find(({column, fault}) => column === start + index && fault === undefined)
  return {line: row, cells: Object.fromEntries(fields.map((field, index) => [field.name, valueOf(cellAt(index), field)]))}
}

// A moment at midnight is a day to a workbook, whatever it is shown as.
function valueOf(cell: SheetCell | undefined, {type}: Field): string | boolean | null {
  const value = cell?.value ?? null
  return type === 'datetime' && cell?.isDate === true && String(value).length === 10 ? `${String(value)}T00:00:00` : value
}

// Merged cells hide what the header says: they are told alone.
function wrongHeader(sheet: Sheet, resource: Resource): Message[] {
  const {name, header, start} = sheet
  if (sheet.merged.some(({row}) => row === header)) return []
  const place = `${name}!${lettersOf(start)}${header}`
  return checkHeader(headerOf(sheet), resource).map((message) => ({...message, line: header, place}))
}

function headerOf({rows, header, start}: Sheet): readonly string[] {
  const head = rows.find(({row}) => row === header)?.cells ?? []
  const width = Math.max(0, ...head.map(({column}) => column - start + 1))
  return Array.from({length: width}, (_, index) => String(head.find(({column}) => column === start + index)?.value ?? ''))
}

function faultsIn({row, cells}: SheetRow, {name, start}: Sheet, resource: Resource): Message[] {
  return cells.flatMap((cell) =>
    faults(cell, {row, cells}, {start, resource}).map(([rule, words]): Message => ({
      severity: 'error',
      rule,
      path: resource.path,
      place: `${name}!${nameOf(cell, row)}`,
      ...words
    }))
  )
}

function nameOf({column}: SheetCell, row: number): string {
  return `${lettersOf(column)}${row}`
}

interface Setting {
  readonly start: number
  readonly resource: Resource
}

function faults(
  {column, value, fault}: SheetCell,
  {row}: SheetRow,
  {start, resource}: Setting
): [string, Pick<Message, 'reason' | 'note' | 'line'>][] {
  const {fields} = resource
  if (column >= start + fields.length)
    return [
      [
        'row-matches-header',
        {
          line: row,
          reason: `Unexpected value beside the table, expected ${fields.length} columns`,
          note: 'Clear the cell, or name the `range` of the table in the data package, as in `A1:F40`.'
        }
      ]
    ]
  const name = fields[column - start]!.name
  if (fault === 'error')
    return [
      [
        'formula-has-a-result',
        {
          line: row,
          reason: `Unexpected error \`${value}\` in \`${name}\`, expected a value`,
          note: 'Mend the formula, or clear the cell: a cell without a value is empty.'
        }
      ]
    ]
  if (fault === 'formula')
    return [
      [
        'formula-has-a-result',
        {
          line: row,
          reason: `Unexpected formula without a result in \`${name}\`, expected its value`,
          note: 'Open the workbook in the office program and save it: that reckons its formulas.'
        }
      ]
    ]
  return []
}

/** 1 -> `A`, 27 -> `AA` */
function lettersOf(column: number): string {
  const rest = (column - 1) % 26
  return (column > 26 ? lettersOf((column - 1 - rest) / 26) : '') + String.fromCharCode(65 + rest)
}
