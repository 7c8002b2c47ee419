/** A workbook of an office program -> the rows of one of its sheets, or what keeps them from being taken for data. */
import {once} from 'node:events'
import {Worker} from 'node:worker_threads'
import {gathering, suggestion, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import {MOST_ROWS, tooManyRows, type Connector, type RawRow, type RawTable} from './connector.ts'
import {checkBytes} from './first-bytes.ts'
import {checkHeader} from './header.ts'
import type {Sheet, SheetCell, SheetOrder, SheetReply, SheetRow} from './sheet.ts'
import {openZip, textIn} from './zip.ts'

/** Megabytes of the thread's heap: a million small rows need a third of it. */
const MEMORY = 1_024
/** Milliseconds. */
const PATIENCE = 60_000

/** A kind of workbook. */
export function workbook(format: 'xlsx' | 'ods'): Connector {
  return {
    format,
    async read(bytes, resource) {
      const wrong = checkBytes(bytes, resource) ?? checkArchive(bytes, resource)
      if (wrong !== undefined) return {rows: [], messages: [wrong]}
      const {sheet, range, headerRow} = resource
      const reply = await inThread({bytes, sheet, range, headerRow})
      if (reply === 'too large') return {rows: [], messages: [tooLarge(resource)]}
      if ('fault' in reply) return {rows: [], messages: [reply.fault === 'not whole' ? notWhole(resource) : tooLarge(resource)]}
      if ('known' in reply) return {rows: [], messages: [unknownSheet(reply.known, resource)]}
      return toTable(reply.sheet, resource)
    }
  }
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

async function inThread(order: SheetOrder): Promise<SheetReply | 'too large'> {
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: {maxOldGenerationSizeMb: MEMORY}
  })
  const timer = setTimeout(() => void thread.terminate(), PATIENCE)
  try {
    const ended = once(thread, 'exit').then(() => ['too large'] as const)
    const [reply] = (await Promise.race([once(thread, 'message'), ended])) as [SheetReply | 'too large']
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
  const valueOf = (index: number) =>
    cells.find(({column, fault}) => column === start + index && fault === undefined)?.value ?? null
  return {line: row, cells: Object.fromEntries(fields.map(({name}, index) => [name, valueOf(index)]))}
}

function mergedCells({name, header, merged}: Sheet, {path}: Resource): Message[] {
  return merged.map(({range, row}) => ({
    severity: 'error',
    rule: 'cells-stand-alone',
    path,
    place: `${name}!${range}`,
    ...mergedWords(range, row, row === header)
  }))
}

// Merged cells hide what the header says: they are told alone.
function wrongHeader({name, rows, header, start, merged}: Sheet, resource: Resource): Message[] {
  if (merged.some(({row}) => row === header)) return []
  const head = rows.find(({row}) => row === header)?.cells ?? []
  const width = Math.max(0, ...head.map(({column}) => column - start + 1))
  const names = Array.from({length: width}, (_, index) => String(head.find(({column}) => column === start + index)?.value ?? ''))
  const place = `${name}!${lettersOf(start)}${header}`
  return checkHeader(names, resource).map((message) => ({...message, line: header, place}))
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

function mergedWords(range: string, line: number, isHeader: boolean): Pick<Message, 'reason' | 'note' | 'line'> {
  const where = isHeader ? 'in the header, expected one cell for each column' : ', expected a cell for each value'
  return {
    line,
    reason: `Unexpected merged cells ${range}${isHeader ? ' ' : ''}${where}`,
    note: 'Split the merged cells, and write the value into each.'
  }
}

function hiddenParts({name, hiddenRows, hiddenSheets}: Sheet, {path}: Resource): Message[] {
  const warning = {severity: 'warning', rule: 'data-are-in-sight', path} as const
  const rows = hiddenRows.slice(0, 12).join(', ') + (hiddenRows.length > 12 ? `, … (${hiddenRows.length})` : '')
  const sheets = hiddenSheets.map((sheet) => `\`${sheet}\``).join(', ')
  return [
    ...(hiddenSheets.length === 0
      ? []
      : [
          {
            ...warning,
            reason: `Unexpected hidden ${hiddenSheets.length === 1 ? 'sheet' : 'sheets'} ${sheets}, ${hiddenSheets.includes(name) ? 'read all the same' : 'not read'}`,
            note: 'Show what is meant to be read, and name it as the `sheet` of the data package.'
          }
        ]),
    ...(hiddenRows.length === 0
      ? []
      : [
          {
            ...warning,
            place: `${name}!${hiddenRows[0]}`,
            line: hiddenRows[0],
            reason: `Unexpected hidden ${hiddenRows.length === 1 ? 'row' : 'rows'} ${rows}, read all the same`,
            note: 'Show the rows, or delete them.'
          }
        ])
  ]
}

function unknownSheet(known: readonly string[], {path, sheet, name}: Resource): Message {
  const names = known.map((each) => `\`${each}\``).join(', ')
  const error = {severity: 'error', rule: 'sheet-is-known', path} as const
  if (sheet === undefined)
    return {
      ...error,
      reason: `Unexpected sheets ${names}, expected one`,
      note: `Write which is meant, as in \`"sheet": ${JSON.stringify(known[0])}\`, for \`${name}\` in datapackage.json.`
    }
  return {...error, reason: `Unexpected sheet \`${sheet}\`, expected one of the workbook`, note: suggestion(sheet, known)}
}

function notWhole({path}: Resource): Message {
  const note = 'It may still be being saved, or was not copied to its end: take it from its source again.'
  return {
    severity: 'error',
    rule: 'file-is-whole',
    path,
    reason: 'Unexpected end or damage of the workbook, expected all of it',
    note
  }
}

function tooLarge({path}: Resource): Message {
  const reason = 'Unexpected size of the workbook when it is unpacked, expected at most 512 MiB, and as much as it says'
  return {
    severity: 'error',
    rule: 'file-is-of-a-size',
    path,
    reason,
    note: 'Leave out what the report does not show, or save the table as CSV.'
  }
}

function hasPassword({path}: Resource): Message {
  const note = 'Save it without a password: whoever builds the report has to read it.'
  return {severity: 'error', rule: 'file-is-open', path, reason: 'Unexpected password on the workbook, expected none', note}
}

/** 1 -> `A`, 27 -> `AA` */
function lettersOf(column: number): string {
  const rest = (column - 1) % 26
  return (column > 26 ? lettersOf((column - 1 - rest) / 26) : '') + String.fromCharCode(65 + rest)
}
