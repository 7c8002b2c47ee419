/** The rows of a table -> those that are the whole of the others: told by what they are called and by their numbers, or by their numbers alone. */
import type {Row, Table} from '../types.ts'
import {minus, plainDecimal, plus, signOf, times, type Exact} from './exact.ts'

const WHOLE =
  /^(?:grand |sub)?totals?$|^(?:all|overall|sum|average|mean|median)(?: |$)|(?:^| )(?:total|average|mean|median)$|^(?:the )?world$|^(?:whole country|nationwide)$|^(?:oecd|eu|ea|g7|g20|un|nato|euro area|european union)(?:[ _-]?\d+)*(?: |$)|^wld$|^(?:总计|总和|合计|小计|全部|总体|平均|均值|世界|全球|總計|總和|合計|小計|總體)|^全[国國省市县縣区區]$|(?:总计|合计|平均|總計|合計)$/iu

/** Whether a row that is called so is hardly one among equals. */
export function isNameOfWhole(name: string): boolean {
  return WHOLE.test(name.trim())
}

const OF_ALL = '(?:grand|sub|overall|national|world|global|regional|group|oecd|eu)'
const SURE = new RegExp(
  [
    `^(?:${OF_ALL}[ -]?)?totals?$`,
    `^(?:${OF_ALL} )?average$`,
    '^(?:overall|(?:the )?world|whole country|nationwide|wld|oecd|euro area|e[ua][ _-]?\\d\\d(?:[ _-]\\d+)*)$',
    '^(?:european union|eu)(?: ?[-–(]? ?\\d+.*)?$',
    '^(?:总计|总和|合计|小计|全部|总体|平均|均值|世界|全球|總計|總和|合計|小計|總體)(?:平均|合计|总计|合計|總計)?$',
    '^全[国國省市县縣区區](?:平均|合计|总计|合計|總計)?$'
  ].join('|'),
  'iu'
)

/** Whether a row that is called so is none among equals whatever its numbers are: `World`, `EU27_2020`, `合计`. */
export function isSurelyWhole(name: string): boolean {
  return SURE.test(name.trim())
}

/** A value of a column of the key whose rows are the whole of the others, and where in the table the last of these rows stands. */
export interface Total {
  readonly column: string
  readonly value: string
  readonly at: number
  /** Its name alone says so: its numbers do not, as those of rates never do. */
  readonly isByName?: true
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

function totalsOf(column: string, table: Table): readonly Total[] {
  const {fields, primaryKey, rows} = table
  const named = wholesByName(column, table)
  const around = primaryKey.filter((name) => name !== column)
  const groups = [...Map.groupBy(rows, (row) => JSON.stringify(around.map((name) => row[name]))).values()]
  const measures = fields.filter(({type, name}) => (type === 'number' || type === 'integer') && !primaryKey.includes(name))
  const compared = measures.map(({name}) => groups.map((group) => measured(group, column, name)).filter(({length}) => length > 2))
  const keys = [...new Set(rows.map((row) => String(row[column])))]
  return keys.flatMap((value): Total[] => {
    const own = rows.filter((row) => row[column] === value)
    const isWhole = isCalledWhole(own) ? isAtLeastAll : isSumOfAll
    const at = rows.indexOf(own.at(-1)!)
    if (compared.some((each) => isWhole(value, each))) return [{column, value, at}]
    return keys.length > 2 && named.has(value) ? [{column, value, at, isByName: true}] : []
  })
}

/** Values of a column whose rows are surely the whole of others: by the value itself, or by a column that gives each value a name of its own. */
export function wholesByName(
  column: string,
  {fields, primaryKey, rows}: Pick<Table, 'fields' | 'primaryKey' | 'rows'>
): ReadonlySet<string> {
  const names = fields.filter(({name, type}) => type === 'string' && name !== column && !primaryKey.includes(name))
  const tellers = [column, ...names.map(({name}) => name).filter((name) => isNameOf(column, name, rows))]
  const sure = rows.filter((row) => tellers.some((name) => typeof row[name] === 'string' && isSurelyWhole(row[name])))
  return new Set(sure.map((row) => String(row[column])))
}

// A column that says the same of several is no name of one: the market of a firm is `World`.
function isNameOf(column: string, name: string, rows: readonly Row[]): boolean {
  const pairs = new Set(rows.map((row) => JSON.stringify([row[column], row[name]])))
  return [column, name].every((each) => new Set(rows.map((row) => row[each])).size === pairs.size)
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
