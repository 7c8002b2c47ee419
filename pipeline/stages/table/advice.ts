/** A cell that is no value of its column -> what to do about it, by the key of the contract that would have it read where there is one. */
import {affixedIn, around} from './affix.ts'
import {castCell, casts} from './cast.ts'
import {NUMBER_WRITINGS} from './writing.ts'
import {writingOf} from './written.ts'
import type {Field, Resource, Written} from '../../types.ts'

/** The note of such a cell. */
export function adviceFor(raw: string, field: Field, resource: Resource): string | undefined {
  // What is expected of a column that is written in its own way says how.
  const note = Object.keys(ownOf(field, resource)).length === 0 ? casts[field.type].note : undefined
  if (raw.length > LONGEST) return note
  const isNumber = field.type === 'number' || field.type === 'integer'
  if (!/\d/.test(raw)) return [isNumber || note === undefined ? [] : [note], forNothing(raw, resource)].flat().join(' ')
  return isNumber ? (forNumber(raw, field, resource) ?? note) : note
}

function ownOf({name}: Field, {written}: Resource): Omit<Written, 'header'> {
  const {header: _header, ...own} = written?.[name] ?? {}
  return own
}

/** Longer cells are no numbers, and too long for a note. */
const LONGEST = 40

function forNothing(raw: string, {missingValues = []}: Resource): string {
  return `Where it stands for nothing, the schema of the contract says so: \`"missingValues": ${inWords([...missingValues, raw])}\`.`
}

function forNumber(raw: string, field: Field, resource: Resource): string | undefined {
  if (/^\(.*\)$/.test(raw.trim())) return PARENTHESES
  const own = ownOf(field, resource)
  // What is expected says it all.
  if (own.bareNumber === false) return undefined
  const parts = affixedIn(raw)
  const ways = waysFor(parts?.number ?? raw, field, own)
  if (ways.length === 0) return undefined
  const words = ways.map(({type, written, value}) => {
    const keys = Object.entries(written).map(([key, character]) => `"${key}": ${inJson(String(character))}`)
    const all = [...(type === field.type ? [] : [`"type": "${type}"`]), ...(parts ? ['"bareNumber": false'] : []), ...keys].join(
      ', '
    )
    return `\`${all}\`${ways.length > 1 ? ` for ${value}` : ''}`
  })
  const unit = parts ? ` Its \`unit\` then says what \`${around('…', parts.affix)}\` is.` : ''
  return `Where the column is written so, its contract says so: ${words.join(', or ')}.${unit}`
}

const PARENTHESES =
  'No key of a contract reads parentheses. Write it with a minus sign, as `-1234.5`, or give the column the type `string` and reckon the number in a query.'

interface Way {
  readonly type: 'number' | 'integer'
  readonly written: Written
  readonly value: string
}

// Each value once, by the fewest keys; what the contract says of the column already stays as it is.
function waysFor(raw: string, {name, type, scale}: Field, own: Written): readonly Way[] {
  const types = type === 'integer' ? (['integer', 'number'] as const) : (['number'] as const)
  const ways: Way[] = []
  for (const each of types) {
    for (const more of NUMBER_WRITINGS) {
      const written = {...own, ...more}
      if (Object.entries(own).some(([key, character]) => written[key as keyof Written] !== character)) continue
      if (written.groupChar === (written.decimalChar ?? '.')) continue
      const value = readBy(raw, {name, type: each, ...(scale !== undefined && {scale})}, written)
      if (value !== undefined && !ways.some((other) => other.value === value)) ways.push({type: each, written, value})
    }
  }
  return ways
}

function readBy(raw: string, field: Field, written: Written): string | undefined {
  const plain = writingOf(field, {written: {[field.name]: written}}).plain(raw)
  const value = plain === undefined ? undefined : castCell(plain, field)
  return typeof value === 'string' ? value : undefined
}

function inWords(texts: readonly string[]): string {
  return `[${texts.map(inJson).join(', ')}]`
}

// Blanks that look like any other are written so that they can be told apart.
function inJson(text: string): string {
  const escaped = (blank: string) => `\\u${blank.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  return JSON.stringify(text).replaceAll(/(?! )[\p{Zs}\u200B]/gu, escaped)
}
