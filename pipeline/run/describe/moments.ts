/** A column of days, times, months or moments -> its type and format; in two orders of day and month it is not sure. */
import type {FieldDefinition} from '../../schema/definition.ts'
import {quoted, valuesBy, waysToRead, type Column, type Guess} from './guess.ts'

const DAYS = [
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%d.%m.%Y',
  '%d/%m/%Y',
  '%m/%d/%Y',
  '%d-%m-%Y',
  '%m-%d-%Y',
  '%m.%d.%Y',
  '%d %B %Y',
  '%d %b %Y',
  '%d-%b-%Y',
  '%B %d, %Y',
  '%b %d, %Y',
  '%Y年%m月%d日'
]
const CLOCKS = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%H时%M分', '%H:%M%z', '%H:%M:%S%z']
const MOMENTS = ['%Y-%m-%d', ...DAYS].flatMap((day) =>
  CLOCKS.flatMap((clock) => [`${day} ${clock}`, `${day}T${clock}`, `${day}, ${clock}`])
)
const DIGITS = '%Y%m%d'

/** Read a column as one of these. */
export function momentsIn(column: Column): Guess | undefined {
  const {name, cells} = column
  if (!cells.every((cell) => typeof cell === 'string' && /\d/.test(cell) && cell.length <= 60)) return undefined
  const texts = cells as readonly string[]
  for (const type of ['date', 'yearmonth', 'time', 'duration', 'datetime'] as const) {
    const values = valuesBy({name, type}, texts)
    if (values !== undefined && isOneKind(values.map(String), type)) return {field: {name, type}, doubts: []}
  }
  return midnights(column) ?? eightDigits(name, texts) ?? formatted(name, texts)
}

/** Whether moments are all local or all with an offset, and durations all of months or all of days. */
function isOneKind(values: readonly string[], type: FieldDefinition['type']): boolean {
  const kindOf = type === 'datetime' ? (value: string) => value.endsWith('Z') : (value: string) => !/[DT]/.test(value)
  if (type !== 'datetime' && type !== 'duration') return true
  const stated = values.filter((value) => value !== 'PT0S').map(kindOf)
  return new Set(stated).size <= 1
}

// A program that keeps moments gives those at midnight as days.
function midnights({name, cells, isTyped}: Column): Guess | undefined {
  const texts = cells.map((cell) => String(cell).replace(/^\d{4}-\d{2}-\d{2}$/, '$&T00:00:00'))
  return isTyped && valuesBy({name, type: 'datetime'}, texts) !== undefined
    ? {field: {name, type: 'datetime'}, doubts: []}
    : undefined
}

function eightDigits(name: string, texts: readonly string[]): Guess | undefined {
  const field: FieldDefinition = {name, type: 'date', format: DIGITS}
  if (!texts.every((text) => /^(?:19|20)\d{6}$/.test(text)) || valuesBy(field, texts) === undefined) return undefined
  const reason = `Unexpected eight digits in \`${name}\`, expected days as ${quoted(texts[0]!)}, or numbers`
  return {
    field,
    doubts: [{rule: 'day-is-sure', reason, note: 'They are drafted as days; make it an `integer` where they are none.'}]
  }
}

function formatted(name: string, texts: readonly string[]): Guess | undefined {
  for (const [type, formats] of [
    ['date', DAYS],
    ['time', CLOCKS.filter((clock) => !clock.endsWith('z'))],
    ['datetime', MOMENTS]
  ] as const) {
    const able = formats.filter((format) => valuesBy({name, type, format}, texts.slice(0, 1)) !== undefined)
    const ways = waysToRead(
      able.map((format) => ({name, type, format})),
      texts
    )
    if (ways.length > 1)
      return unsure(
        name,
        texts,
        ways.map(({field}) => field.format!)
      )
    const {format} = ways[0]?.field ?? {}
    if (format !== undefined)
      return {
        field: {name, type, format},
        doubts: doubtsOf(
          name,
          texts,
          formats.filter((other) => isTwin(other, format))
        )
      }
  }
  return undefined
}

// Where day and month are alike in every cell, both orders give the same, and the next file may have another.
function doubtsOf(name: string, texts: readonly string[], twins: readonly string[]): Guess['doubts'] {
  const twin = twins.find((format) => valuesBy({name, type: 'date', format}, texts) !== undefined)
  if (twin === undefined) return []
  const reason = `Unexpected days in \`${name}\` of which day and month are alike, as in ${quoted(texts[0]!)}: their order is not sure`
  return [{rule: 'day-order-is-sure', reason, note: `Mend the \`format\` where it is \`${twin}\`.`}]
}

function isTwin(format: string, other: string): boolean {
  return format !== other && format.replace('%d', '%_').replace('%m', '%d').replace('%_', '%m') === other
}

function unsure(name: string, texts: readonly string[], formats: readonly string[]): Guess {
  return {
    field: {name, type: 'string'},
    doubts: [
      {
        rule: 'day-order-is-sure',
        reason: `Unexpected days in \`${name}\` that can be read in two ways, as in ${quoted(texts[0]!)}: day and month cannot be told apart`,
        note: `It is drafted as text; make it a \`date\` or \`datetime\`, with ${formats.map((format) => `\`"format": "${format}"\``).join(' or ')}.`
      }
    ]
  }
}
