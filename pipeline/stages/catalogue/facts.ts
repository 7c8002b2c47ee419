/** What is told of a value of the axis: the kind that it belongs to, a number, and the place of that among all. */
import {nightOf} from '../../design/night.ts'
import {rulesFor} from '../../language/index.ts'
import {columnFor, localText} from '../../values/column.ts'
import {exactOf, minus, signOf} from '../../values/exact.ts'
import {withUnit} from '../../values/unit.ts'
import {showCell, showDate} from '../../values/value.ts'
import type {Axis, AxisValue, Field, Language, Row} from '../../types.ts'

/** Kinds with a colour each, and numbers; a report may have neither. */
export interface CatalogueFacts {
  /** A column of an axis that names the kind of a value. */
  readonly kinds?: {readonly axis: string; readonly column: string; readonly colours: Readonly<Record<string, string>>}
  /** By id of the value. */
  readonly measure?: {readonly field: Field; readonly rows: readonly {readonly id: string; readonly row: Row}[]}
}

/** What a tile and an entry tell; empty where there is nothing. */
export interface Told {
  readonly kind: string
  /** A colour of CSS, by day and by night. */
  readonly colour: string
  /** The number alone, and with its unit. */
  readonly number: string
  readonly value: string
  readonly place: string
}

/** What is told of one value. */
export function toldOf(value: AxisValue, axis: Axis, {facts, language}: Telling): Told {
  return {...kindOf(value, axis, {facts, language}), ...numberOf(value, {facts, language})}
}

interface Telling {
  readonly facts: CatalogueFacts
  readonly language: Language
}

/** The kinds that the values belong to, in the order of the brand's colours; last an empty one, where some that are `shown` have none. */
export function legendOf(axis: Axis, shown: readonly AxisValue[], telling: Telling): readonly Pick<Told, 'kind' | 'colour'>[] {
  const {kinds} = telling.facts
  if (kinds === undefined || kinds.axis !== axis.name) return []
  const known = Object.keys(kinds.colours).flatMap((id) => {
    const one = axis.values.find(({params}) => params[kinds.column] === id)
    return one === undefined ? [] : [kindOf(one, axis, telling)]
  })
  const none = shown.map((value) => kindOf(value, axis, telling)).find(({kind}) => kind === '')
  return none === undefined || known.length === 0 ? known : [...known, none]
}

/** What the number is, in words, and of when; both empty where there is none. */
export function measureName({facts: {measure}, language}: Telling): {readonly measure: string; readonly asOf: string} {
  if (measure === undefined) return {measure: '', asOf: ''}
  const {name, label, unit, asOf} = measure.field
  const text = localText(label, language) ?? name
  const its = localText(unit, language)
  return {
    measure: its ? rulesFor(language).withUnitInBrackets(text, its) : text,
    asOf: asOf === undefined ? '' : (showDate(asOf, language)?.text ?? asOf)
  }
}

function kindOf({params}: AxisValue, axis: Axis, {facts: {kinds}, language}: Telling): Pick<Told, 'kind' | 'colour'> {
  const id = kinds?.axis === axis.name ? params[kinds.column] : undefined
  const colour = typeof id === 'string' ? kinds!.colours[id] : undefined
  if (typeof id !== 'string' || colour === undefined) return {kind: '', colour: ''}
  const column = columnFor(`${kinds!.column}_name`, new Set(Object.keys(params)), language)
  const name = column === undefined ? undefined : params[column]
  return {kind: typeof name === 'string' ? name : id, colour: `light-dark(${colour},${nightOf(colour)})`}
}

function numberOf({id}: AxisValue, {facts: {measure}, language}: Telling): Pick<Told, 'number' | 'value' | 'place'> {
  const own = measure?.rows.find((each) => each.id === id)?.row
  const cell = measure && own?.[measure.field.name]
  const exact = typeof cell === 'string' ? exactOf(cell) : undefined
  if (measure === undefined || own === undefined || typeof cell !== 'string' || exact === undefined)
    return {number: '', value: '', place: ''}
  const {field, rows} = measure
  const number = showCell({cell, field, row: own}, language).text
  const unit = localText(field.unit, language)
  const others = rows.flatMap(({row}) => exactOf(String(row[field.name])) ?? []).map((other) => signOf(minus(other, exact)))
  const place = 1 + others.filter((sign) => sign === 1).length
  const isShared = others.filter((sign) => sign === 0).length > 1
  const value = unit ? withUnit(number, unit, {field, language}) : number
  return {number, value, place: rulesFor(language).place(place, isShared)}
}
