/** The rows of a table -> those that are the whole of the others: told by what they are called and by their numbers, or by their numbers alone. */
import type {Row, Table} from '../types.ts'
import {minus, plainDecimal, plus, signOf, times, type Exact} from './exact.ts'

const WHOLE =
  /^(?:grand |sub)?totals?$|^(?:all|overall|sum|average|mean|median)(?: |$)|(?:^| )(?:total|average|mean|median)$|^(?:the )?world$|^(?:whole country|nationwide)$|^(?:oecd|eu|ea|g7|g20|un|nato|euro area|european union)(?:[ _-]?\d+)*(?: |$)|^wld$|^(?:总计|总和|合计|小计|全部|总体|平均|均值|世界|全球|總計|總和|合計|小計|總體)|^全[国國省市县縣区區]$|(?:总计|合计|平均|總計|合計)$/iu

/** Whether a row that is called so is hardly one among equals. */
export function isNameOfWhole(name: string): boolean {
  return WHOLE.test(name.trim())
}

/** A value of a column of the key whose rows are the whole of the others, and where in the table the last of these rows stands. */
export interface Total {
  readonly column: string
  readonly value: string
  readonly at: number
}

/** Totals among the rows of a table, by each column of text in its key. */
export function totalsIn(table: Table): readonly Total[] {
  const texts = table.fields.filter(({type, name}) => type === 'string' && table.primaryKey.includes(name))
  return texts.flatMap(({name}) => totalsOf(name, table))
}

/** A row of which one number is held against those of the others. */
interface Measured {
  readonly key: string
  readonly value: number
}

function totalsOf(column: string, {fields, primaryKey, rows}: Table): readonly Total[] {
  const around = primaryKey.filter((name) => name !== column)
  const groups = [...Map.groupBy(rows, (row) => JSON.stringify(around.map((name) => row[name]))).values()]
  const measures = fields.filter(({type, name}) => (type === 'number' || type === 'integer') && !primaryKey.includes(name))
  const compared = measures.map(({name}) => groups.map((group) => measured(group, column, name)).filter(({length}) => length > 2))
  return [...new Set(rows.map((row) => String(row[column])))].flatMap((value): Total[] => {
    const own = rows.filter((row) => row[column] === value)
    const isWhole = isCalledWhole(own) ? isAtLeastAll : isSumOfAll
    const at = rows.indexOf(own.at(-1)!)
    return compared.some((each) => isWhole(value, each)) ? [{column, value, at}] : []
  })
}

/** Whether some text of these rows says that they are hardly of one among equals. */
export function isCalledWhole(rows: readonly Row[]): boolean {
  return rows.some((row) => Object.values(row).some((cell) => typeof cell === 'string' && isNameOfWhole(cell)))
}

function measured(rows: readonly Row[], column: string, name: string): readonly Measured[] {
  return rows.flatMap((row) => {
    const cell = row[name]
    return typeof cell === 'string' ? [{key: String(row[column]), value: Number(cell)}] : []
  })
}

/** How far a sum may be off by rounding. */
const NEAR = 0.001

// Some parts may be missing in the table: a whole is then more than those that are there.
function isAtLeastAll(key: string, groups: readonly (readonly Measured[])[]): boolean {
  const sides = groups.flatMap((group) => sidesOf(key, group))
  return sides.length > 0 && sides.every(([own, others]) => own > 0 && own >= others * (1 - NEAR))
}

const [FEWEST_OTHERS, LARGE] = [5, 10_000]

// Without a name for it, small numbers come out by chance: they must do so twice.
function isSumOfAll(key: string, groups: readonly (readonly Measured[])[]): boolean {
  const sides = groups.filter(({length}) => length > FEWEST_OTHERS).flatMap((group) => sidesOf(key, group))
  const isSure = sides.length > 1 || sides.some(([own]) => own >= LARGE)
  return isSure && sides.every(isEqual)
}

function isEqual([own, others]: Sides): boolean {
  return own > 0 && Math.abs(own - others) <= own * NEAR
}

type Sides = readonly [own: number, others: number]

function sidesOf(key: string, group: readonly Measured[]): readonly Sides[] {
  const own = group.find((each) => each.key === key)
  if (own === undefined || group.some(({value}) => value < 0)) return []
  return [[own.value, group.reduce((sum, {value}) => sum + value, 0) - own.value]]
}

/** A number, and the row that it is of. */
export interface Ranked {
  readonly row: Row
  readonly number: Exact
}

const NONE: Exact = {units: 0n, places: 0}

/** Whether the greatest of some numbers is the total of the others. */
export function hasTotal(ranked: readonly Ranked[]): boolean {
  if (ranked.length < 3 || ranked.some(({number}) => signOf(number) < 0)) return false
  const [first, ...more] = ranked as readonly [Ranked, ...Ranked[]]
  const greatest = more.reduce((most, each) => (signOf(minus(each.number, most.number)) > 0 ? each : most), first)
  const others = minus(
    ranked.reduce((sum, {number}) => plus(sum, number), NONE),
    greatest.number
  )
  // Nearly always: no more than two numbers are held against each other.
  if (signOf(minus(times(greatest.number, {units: 1001n, places: 3}), others)) < 0) return false
  const sides: Sides = [Number(plainDecimal(greatest.number)), Number(plainDecimal(others))]
  return isCalledWhole([greatest.row]) || (ranked.length > FEWEST_OTHERS && sides[0] >= LARGE && isEqual(sides))
}
