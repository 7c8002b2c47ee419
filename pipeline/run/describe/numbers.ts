/** A column of numbers -> how they are written: which character is the point, and which parts thousands. */
import type {FieldDefinition} from '../../schema/definition.ts'
import {NUMBER_WRITINGS} from '../../stages/table/index.ts'
import type {Written} from '../../types.ts'
import {quoted, valuesBy, waysToRead, type Column, type Guess, type Way} from './guess.ts'

// Twelve are what a number has without a word, eighteen the most.
const [PLACES, MOST_PLACES] = [12, 18]

/** A column of numbers: one guess, or several ways to read it of which none is sure; nothing where it holds others. */
export type Numbers = {readonly guess: Guess} | {readonly ways: readonly Way[]}

/** Read a column as numbers. */
export function numbersIn({name, cells, isTyped}: Column): Numbers | undefined {
  const texts = cells.filter((cell) => typeof cell === 'string')
  if (texts.length < cells.length || !texts.every((text) => /\d/.test(text))) return undefined
  const plain: FieldDefinition = {name, type: 'number', scale: MOST_PLACES}
  if (isTyped && valuesBy(plain, texts) !== undefined) return {guess: sure(plain, texts)}
  const fields = NUMBER_WRITINGS.filter((written) => isSeen(written, texts)).map((written) => ({...plain, ...written}))
  const ways = waysToRead(fields, texts)
  if (ways.length > 1) return {ways}
  return ways[0] && {guess: sure(ways[0].field, texts)}
}

/** A way to read numbers as a guess: whole ones are integers, and the places are those that there are. */
export function sure({scale: _scale, ...field}: FieldDefinition, texts: readonly string[]): Guess {
  const {decimalChar: _point, ...whole} = field
  if (valuesBy({...whole, type: 'integer'}, texts) !== undefined) return {field: {...whole, type: 'integer'}, doubts: []}
  const values = valuesBy({...field, scale: MOST_PLACES}, texts) ?? []
  const places = values.reduce((most, value) => Math.max(most, (String(value).split('.')[1] ?? '').length), 0)
  return {field: {...field, ...(places > PLACES && {scale: places})}, doubts: []}
}

/** Which of several ways fits the way in which the other columns of the file are written; the first where none says anything. */
export function likeOthers(ways: readonly Way[], others: readonly FieldDefinition[]): Way | undefined {
  const points = new Set(others.flatMap(pointOf))
  if (points.size !== 1) return undefined
  const alike = ways.filter(({field}) => pointOf(field).every((point) => points.has(point)) && groupOf(field) !== [...points][0])
  return alike.length === 1 ? alike[0] : undefined
}

/** A column that no one can read for sure, as text. */
export function unsureNumbers({name, cells}: Column, ways: readonly Way[]): Guess {
  const readings = ways.map(({values}) => `\`${String(values[0])}\``).join(' or ')
  const words = ways.map(({field}) => JSON.stringify(writtenIn(field))).join(' or ')
  return {
    field: {name, type: 'string'},
    doubts: [
      {
        rule: 'number-is-sure',
        reason: `Unexpected numbers in \`${name}\` that can be read in two ways: ${quoted(cells[0]!)} may be ${readings}`,
        note: `It is drafted as text; make it a \`number\`, with ${words}.`
      }
    ]
  }
}

function writtenIn({decimalChar, groupChar}: FieldDefinition): Written {
  return {...(decimalChar && {decimalChar}), ...(groupChar && {groupChar})}
}

const GROUP = `[.,'’\\s]`
const NUMBER = new RegExp(`^\\p{Sc}?\\s?[+−-]?\\d+(?:${GROUP}\\d+)*\\s?(?:[%％‰]|\\p{Sc})?$`, 'u')

/**
 * Whether a column counts or measures, though it may be drafted as text for a sign, a note or a slip in it: most cells are
 * numbers, and they are no codes, as digits with a nought in front are.
 */
export function isCounted(cells: readonly unknown[]): boolean {
  const texts = cells.map(String)
  const numbers = texts.filter((text) => NUMBER.test(text))
  if (numbers.length <= texts.length / 2 || texts.some((text) => /^0\d/.test(text))) return false
  // `2`, `2A` and `2B` are codes: what is no number has digits too, and all is whole.
  return !texts.every((text) => /^[1-9]\d*$/.test(text) || (!NUMBER.test(text) && /^[1-9]\d*\p{L}$/u.test(text)))
}

// What no cell has is no way of writing; and no group of thousands begins with a nought, as `0.125` would.
function isSeen({decimalChar, groupChar}: Written, texts: readonly string[]): boolean {
  const own = [decimalChar, groupChar].filter((character) => character !== undefined)
  if (own.length > 0 && !own.some((character) => texts.some((text) => text.includes(character)))) return false
  return groupChar === undefined || !texts.some((text) => new RegExp(`^[+-]?0+\\${groupChar}`).test(text.trim()))
}

// Of whole numbers without groups nothing is known.
function pointOf({type, decimalChar, groupChar}: FieldDefinition): readonly string[] {
  if (groupChar === ',' || groupChar === '.') return [groupChar === ',' ? '.' : ',']
  return type === 'number' ? [decimalChar ?? '.'] : []
}

function groupOf({groupChar}: FieldDefinition): string | undefined {
  return groupChar
}
