/** What keeps a workbook, or a part of it, from being taken for data; in words. */
import {suggestion, type Message} from '../messages.ts'
import type {Resource} from '../types.ts'
import type {KnownSheets, Sheet} from './sheet.ts'

/** A message for each range of merged cells. */
export function mergedCells({name, header, merged}: Sheet, {path}: Resource): Message[] {
  return merged.map(({range, row}) => ({
    severity: 'error',
    rule: 'cells-stand-alone',
    path,
    place: `${name}!${range}`,
    ...mergedWords(range, row, row === header)
  }))
}

function mergedWords(range: string, line: number, isHeader: boolean): Pick<Message, 'reason' | 'note' | 'line'> {
  const where = isHeader ? 'in the header, expected one cell for each column' : ', expected a cell for each value'
  return {
    line,
    reason: `Unexpected merged cells ${range}${isHeader ? ' ' : ''}${where}`,
    note: 'Split the merged cells, and write the value into each.'
  }
}

/** What is hidden in a workbook, whether it is read or not. */
export function hiddenParts({name, header, hiddenRows, hiddenColumns, hiddenSheets}: Sheet, {path}: Resource): Message[] {
  const warning = {severity: 'warning', rule: 'data-are-in-sight', path} as const
  const list = (parts: readonly (number | string)[]) =>
    parts.slice(0, 12).join(', ') + (parts.length > 12 ? `, … (${parts.length})` : '')
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
            reason: `Unexpected hidden ${hiddenRows.length === 1 ? 'row' : 'rows'} ${list(hiddenRows)}, read all the same`,
            note: 'Show the rows, or delete them.'
          }
        ]),
    ...(hiddenColumns.length === 0
      ? []
      : [
          {
            ...warning,
            place: `${name}!${hiddenColumns[0]}${header}`,
            line: header,
            reason: `Unexpected hidden ${hiddenColumns.length === 1 ? 'column' : 'columns'} ${list(hiddenColumns)}, read all the same`,
            note: 'Show the columns, or delete them.'
          }
        ])
  ]
}

/** A sheet that there is not, or none named of several, or of those that are hidden. */
export function unknownSheet({all, visible}: KnownSheets, {path, sheet, name}: Resource): Message {
  const error = {severity: 'error', rule: 'sheet-is-known', path} as const
  if (sheet === undefined) {
    const isHidden = visible.length === 0
    const able = isHidden ? all : visible
    const names = able.map((each) => `\`${each}\``).join(', ')
    const found = `${isHidden ? 'hidden ' : ''}${able.length === 1 ? 'sheet' : 'sheets'} ${names}`
    return {
      ...error,
      reason: `Unexpected ${found}, expected one${isHidden ? ' in sight' : ''}`,
      note: `${isHidden ? 'Show the sheet that is meant, or name it' : 'Name the one that is meant'}: \`"sheet": ${JSON.stringify(able[0])}\` for \`${name}\` in datapackage.json, or \`--sheet\` where a draft is made.`
    }
  }
  return {...error, reason: `Unexpected sheet \`${sheet}\`, expected one of the workbook`, note: suggestion(sheet, all)}
}

/** Half a file. */
export function notWhole({path}: Resource): Message {
  const note = 'It may still be being saved, or was not copied to its end: take it from its source again.'
  return {
    severity: 'error',
    rule: 'file-is-whole',
    path,
    reason: 'Unexpected end or damage of the workbook, expected all of it',
    note
  }
}

/** More than is unpacked. */
export function tooLarge({path}: Resource): Message {
  const reason = 'Unexpected size of the workbook when it is unpacked, expected at most 512 MiB, and as much as it says'
  return {
    severity: 'error',
    rule: 'file-is-of-a-size',
    path,
    reason,
    note: 'Leave out what the report does not show, or save the table as CSV.'
  }
}

/** A file that is locked. */
export function hasPassword({path}: Resource): Message {
  const note = 'Save it without a password: whoever builds the report has to read it.'
  return {severity: 'error', rule: 'file-is-open', path, reason: 'Unexpected password on the workbook, expected none', note}
}

/** A sheet that is read for too long. */
export function tooSlow({path}: Resource, seconds: number): Message {
  const reason = `Unexpected workbook that is read for more than ${seconds} seconds, expected a smaller one`
  return {
    severity: 'error',
    rule: 'file-is-of-a-size',
    path,
    reason,
    note: 'Save the table as CSV, or leave out what the report does not show.'
  }
}
