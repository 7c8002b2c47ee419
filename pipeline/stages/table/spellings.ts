/** Columns of names in which one name is written in two ways, by a blank, a wide letter or a capital: they are counted and joined apart. */
import type {Message} from '../../messages.ts'
import type {Resource} from '../../types.ts'
import type {PlacedRow} from './keys.ts'
import type {Places} from '../../connectors/connector.ts'
import {firstAt, shown} from './say.ts'

/** A warning for each spelling that is rarer than another one of the same name. A column that lists its values has said which they are. */
export function checkSpellings(
  rows: readonly PlacedRow[],
  {path, fields}: Resource,
  places: Places | undefined
): readonly Message[] {
  return fields
    .filter(({type, constraints}) => type === 'string' && constraints?.enum === undefined)
    .flatMap(({name}) => rarerIn(rows, name).map((rare) => toMessage(rare, {path, column: name, places})))
}

/** How often a spelling is met, and the line of the first one. */
interface Spelling {
  readonly value: string
  readonly line: number
  count: number
}

/** A spelling, and the one that is met more often. */
interface Rare {
  readonly rare: Spelling
  readonly common: Spelling
}

/** Where more names than these are met, or hardly one recurs, they are remarks, and no names. */
const MOST_NAMES = 5_000

function rarerIn(rows: readonly PlacedRow[], column: string): readonly Rare[] {
  const names = new Map<string, Map<string, Spelling>>()
  let stated = 0
  for (const {row, line} of rows) {
    const value = row[column]
    if (typeof value !== 'string' || value === '') continue
    stated++
    const name = nameOf(value)
    const spellings = names.get(name) ?? new Map<string, Spelling>()
    const spelling = spellings.get(value) ?? {value, line, count: 0}
    spelling.count++
    names.set(name, spellings.set(value, spelling))
    if (names.size > MOST_NAMES) return []
  }
  return names.size > stated / 2 ? [] : [...names.values()].flatMap((spellings) => rarer([...spellings.values()]))
}

function rarer(spellings: readonly Spelling[]): readonly Rare[] {
  const [common, ...others] = spellings.toSorted(
    (one, other) => other.count - one.count || Number(isPlain(other.value)) - Number(isPlain(one.value)) || one.line - other.line
  )
  return others.map((rare) => ({rare, common: common!}))
}

interface Column {
  readonly path: string
  readonly column: string
  readonly places: Places | undefined
}

function toMessage({rare, common}: Rare, {path, column, places}: Column): Message {
  return {
    severity: 'warning',
    rule: 'value-has-one-spelling',
    path,
    line: rare.line,
    reason: `Unexpected ${shown(rare.value)} in \`${column}\`, expected ${shown(common.value)} as in other rows`,
    note: [
      firstAt(common.line, places),
      'Two spellings are two values: they are counted, joined and filtered apart. Where both are meant, list them in the contract (`enum`).'
    ]
      .filter((part) => part !== undefined)
      .join(' ')
  }
}

/** Shorter than this, capitals tell signs apart: mW and MW. */
const SHORT = 4

function nameOf(value: string): string {
  const plain = plainOf(value)
  return plain.length < SHORT ? plain : plain.toLowerCase()
}

function isPlain(value: string): boolean {
  return value === plainOf(value)
}

function plainOf(value: string): string {
  return value
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
