/** The cells of a column -> its type, as far as it is sure; text is always sure. */
import {momentsIn} from './moments.ts'
import {quoted, valuesBy, type Column, type Doubt, type Guess} from './guess.ts'
import {numbersIn, type Numbers} from './numbers.ts'
import type {FieldDefinition} from '../../schema/definition.ts'
import {affixedIn, affixOf, around, isSame} from '../../stages/table/index.ts'
import type {ItemType} from '../../types.ts'

/** One guess, or several ways to read numbers of which none is sure. */
export type Reading = Numbers

/** What a column holds. */
export function readColumn(column: Column): Reading {
  const {name, cells} = column
  if (cells.length === 0)
    return asText(name, {
      rule: 'column-has-values',
      reason: `Unexpected column \`${name}\` without a value, expected some to tell its type by`
    })
  if (cells.some((cell) => typeof cell === 'object')) return {guess: listIn(column)}
  return (
    truthsIn(column) ??
    codesIn(column) ??
    yearsIn(column) ??
    sureMoments(column) ??
    numbersIn(column) ??
    signedNumbers(column) ??
    nearlyNumbers(column)
  )
}

function asText(name: string, ...doubts: readonly Doubt[]): Reading {
  return {guess: {field: {name, type: 'string'}, doubts}}
}

const ITEMS: readonly ItemType[] = ['integer', 'number', 'boolean', 'date', 'time', 'datetime']

function listIn({name, cells}: Column): Guess {
  const hasItems = cells.some((cell) => typeof cell === 'object' && cell.length > 0)
  const itemType = hasItems
    ? ITEMS.find((type) => valuesBy({name, type: 'list', itemType: type}, cells) !== undefined)
    : undefined
  return {field: {name, type: 'list', ...(itemType && {itemType})}, doubts: []}
}

// Of two words both must be there: a column of nothing but `yes` may hold others tomorrow.
const TRUTHS: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['ja', 'nein'],
  ['oui', 'non'],
  ['sí', 'no'],
  ['是', '否'],
  ['有', '无'],
  ['有', '無'],
  ['✓', '✗']
]

function truthsIn({name, cells}: Column): Reading | undefined {
  if (valuesBy({name, type: 'boolean'}, cells) !== undefined) return {guess: {field: {name, type: 'boolean'}, doubts: []}}
  const words = [...new Set(cells)]
  if (words.length !== 2 || !words.every((word) => typeof word === 'string')) return undefined
  const pair = TRUTHS.find((own) => own.every((word) => words.some((other) => other.toLowerCase() === word)))
  if (pair === undefined) return undefined
  const [yes, no] = pair.map((word) => words.find((other) => other.toLowerCase() === word)!)
  const reason = `Unexpected words ${quoted(yes!)} and ${quoted(no!)} in \`${name}\`, expected truths`
  const doubt = {
    rule: 'truth-is-sure',
    reason,
    note: 'They are drafted as true and false; make it a `string` where a reader is to see the words.'
  }
  return {guess: {field: {name, type: 'boolean', trueValues: [yes!], falseValues: [no!]}, doubts: [doubt]}}
}

/** So many numbers of one length are hardly a count of anything. */
const [MANY, LONG] = [8, 5]

// `007` is another code than `7`, and `440000` is no number of anything.
function codesIn({name, cells, lines, isTyped}: Column): Reading | undefined {
  const texts = cells.map(String)
  if (!texts.every((text) => /^\d+$/.test(text))) return undefined
  const at = texts.findIndex((text) => /^0\d/.test(text))
  const isOneLength = !isTyped && texts.length >= MANY && new Set(texts.map((text) => text.length)).size === 1
  if (at === -1 && !(isOneLength && texts[0]!.length >= LONG && !isDays(texts))) return undefined
  const found = at === -1 ? 'digits of one length' : 'digits with a nought in front'
  const reason = `Unexpected ${found} in \`${name}\`, as in ${quoted(texts[Math.max(at, 0)]!)}, expected codes`
  const note =
    at === -1
      ? 'It is drafted as text; make it an `integer` where something is counted.'
      : 'It is drafted as text: a number would lose the nought.'
  return asText(name, {rule: 'code-is-text', reason, note, line: lines[Math.max(at, 0)]!})
}

function isDays(texts: readonly string[]): boolean {
  return valuesBy({name: 'day', type: 'date', format: '%Y%m%d'}, texts) !== undefined
}

function yearsIn({name, cells}: Column): Reading | undefined {
  if (!cells.every((cell) => /^(?:1[5-9]|20|21)\d\d$/.test(String(cell)))) return undefined
  const isNamed = /year|jahr|ann[ée]e|año|年|^(?:time|period|date|时间|時間|时期|時期)$/i.test(name.trim())
  const reason = `Unexpected numbers of four digits in \`${name}\`, expected ${isNamed ? 'years' : 'numbers, or years'}`
  const note = isNamed
    ? 'They are drafted as years; make it an `integer` where they are counted.'
    : 'They are drafted as numbers; make it a `year` where they are years.'
  return {guess: {field: {name, type: isNamed ? 'year' : 'integer'}, doubts: [{rule: 'year-is-sure', reason, note}]}}
}

function sureMoments(column: Column): Reading | undefined {
  const guess = momentsIn(column)
  return guess && {guess}
}

// All cells have one sign, which then is the unit; of words beside a number nobody knows what they are.
function signedNumbers(column: Column): Reading | undefined {
  const affix = affixOf(column.cells)
  const parts = column.cells.map(affixedIn)
  if (affix === undefined || !/[%‰\p{Sc}]/u.test(around('', affix))) return undefined
  if (!parts.every((part) => part !== undefined && isSame(part.affix, affix))) return undefined
  const reading = numbersIn({...column, cells: parts.map((part) => part!.number), isTyped: false})
  if (reading === undefined) return undefined
  const sign = around('', affix)
  const signed = (field: FieldDefinition) => ({...field, bareNumber: false, unit: {en: sign, 'zh-Hans': sign}})
  if ('ways' in reading) return {ways: reading.ways.map((way) => ({...way, field: signed(way.field)}))}
  return {guess: {...reading.guess, field: signed(reading.guess.field)}}
}

// A column that would be one of numbers but for a few cells is told of: a slip, a note, a unit.
function nearlyNumbers({name, cells, lines}: Column): Reading {
  const doubt = signed({name, cells, lines}) ?? mixedDays({name, cells, lines})
  if (doubt !== undefined) return asText(name, doubt)
  const isNumber = cells.map((cell) => numbersIn({name, cells: [cell], lines: [], isTyped: false}) !== undefined)
  const stray = isNumber.indexOf(false)
  const count = isNumber.filter(Boolean).length
  if (count < cells.length * 0.5 || stray === -1) return asText(name)
  const reason = `Unexpected ${quoted(cells[stray]!)} in \`${name}\`, where ${count} of ${cells.length} cells are numbers`
  const note = `It is drafted as text. Draft it anew with \`--missing '${String(cells[stray]!)}'\` where the cell stands for nothing, and mend it where it is a slip.`
  return asText(name, {rule: 'column-is-of-one-kind', reason, note, line: lines[stray]!})
}

/** So large a part of the cells makes a column one of what they are. */
const MOST = 0.5

// `5.3%` and `€205.9`: the unit stands in the cells, and not in the contract.
function signed({name, cells, lines}: Omit<Column, 'isTyped'>): Doubt | undefined {
  const at = cells.map((cell) =>
    /^[\p{Sc}\s]*[+-]?\d[\d.,\s]*\s?(?:[%％‰]|\p{Sc})$|^\p{Sc}\s?[+-]?\d[\d.,\s]*$/u.test(String(cell))
  )
  if (at.filter(Boolean).length <= cells.length * MOST) return undefined
  const first = at.indexOf(true)
  const reason = `Unexpected ${quoted(cells[first]!)} in \`${name}\`, a number with its unit, expected numbers alone, or with one sign in all cells`
  const note =
    'It is drafted as text. Where all cells have one unit, `"type": "number", "bareNumber": false` of the column reads them, and its `unit` says what it is; give others a column of their own.'
  return {rule: 'column-is-of-one-kind', reason, note, line: lines[first]!}
}

// Each is a day, and no one order of day and month reads them all.
function mixedDays({name, cells, lines}: Omit<Column, 'isTyped'>): Doubt | undefined {
  const parts = cells.map((cell) => /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/.exec(String(cell)))
  const [late, early] = [1, 2].map((at) => parts.findIndex((part) => part !== null && Number(part[at]) > 12))
  if (parts.includes(null) || late === -1 || early === -1) return undefined
  const reason = `Unexpected ${quoted(cells[late!]!)} beside ${quoted(cells[early!]!)} in \`${name}\`, expected one order of day and month`
  const note = 'It is drafted as text; write all days in one order, best as `2024-04-15`.'
  return {rule: 'day-order-is-sure', reason, note, line: lines[Math.max(late!, early!)]!}
}

/** Whether a reading is no text: such a column has no words that stand for nothing. */
export function isTyped(reading: Reading): boolean {
  return 'ways' in reading || (reading.guess.field.type !== 'string' && reading.guess.field.type !== 'list')
}
