/** Numbers that a file writes with their unit, as `6.8%` or `€3` -> the number alone, and the unit that all cells of a column share. */
import type {RawCell} from '../../connectors/connector.ts'

/** What stands beside a number. */
export interface Affix {
  readonly before: string
  readonly after: string
}

/** A cell in parts. */
export interface Affixed {
  readonly number: string
  readonly affix: Affix
}

// A sign or a code of money before it; a sign, a code or words behind it. What changes the number itself is none: a dash, a
// parenthesis, `<`, a star.
const BEFORE = '\\p{Lu}{0,3}\\p{Sc}|\\p{Lu}{3}'
const NUMBER = "[.,]?\\d(?:[\\d.,'’\\s]*\\d)?"
const AFTER = '[\\p{L}\\p{Sc}%％‰°][\\p{L}\\p{M}\\p{Sc}%％‰°²³·/. ]*'
const CELL = new RegExp(`^([+-]?)(?:(${BEFORE})\\s*([+-]?))?(${NUMBER})(?:\\s*(${AFTER}))?$`, 'u')

/** A longer text is no number with a unit, and dear to try. */
const LONGEST = 60

/** The parts of a cell that is a number with something beside it; nothing for any other, a bare number too. */
export function affixedIn(raw: RawCell): Affixed | undefined {
  const [, sign = '', before = '', second = '', number = '', after = ''] =
    typeof raw === 'string' && raw.length <= LONGEST ? (CELL.exec(raw.trim()) ?? []) : []
  if (before + after === '' || (sign !== '' && second !== '')) return undefined
  return {number: `${sign}${second}${number}`, affix: {before, after: after.trim().replace('％', '%')}}
}

/** What most cells of a column have; nothing where none has any. */
export function affixOf(cells: Iterable<RawCell>): Affix | undefined {
  const found = Array.from(cells, affixedIn).flatMap((parts) => (parts === undefined ? [] : [parts.affix]))
  const groups = [...Map.groupBy(found, (affix) => wordOf(affix)).values()]
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0]
}

/** Whether two are the same. */
export function isSame(one: Affix, other: Affix): boolean {
  return wordOf(one) === wordOf(other)
}

/** As it is written around a number. */
export function around(number: string, {before, after}: Affix): string {
  return `${before}${number}${after}`
}

const SIGN = /[%‰\p{Sc}]/gu
const WORDS: Readonly<Record<string, RegExp>> = {'%': /per ?cent|百分/i, '‰': /per ?mill?e?|千分/i}

/** Whether a unit, in all its languages, says what the cells have, as far as a sign tells. */
export function isSaidBy(unit: readonly string[], affix: Affix): boolean {
  const [sign] = around('', affix).match(SIGN) ?? []
  if (sign === undefined) return true
  const said = unit.join(' ')
  const signs: readonly string[] = said.match(SIGN) ?? []
  return signs.length > 0 ? signs.includes(sign) : (WORDS[sign]?.test(said) ?? true)
}

// A number has no such mark.
function wordOf(affix: Affix): string {
  return around('#', affix)
}
