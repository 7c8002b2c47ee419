/** A written number and its unit -> the two as one text, the unit where its language and its contract put it. */
import {rulesFor} from '../language/index.ts'
import type {Field, Language} from '../types.ts'
import {localText} from './column.ts'
import {MINUS} from './number.ts'

/** What decides where a unit stands. */
export interface UnitContext {
  /** The column, for what its contract says of the place of the unit. */
  readonly field?: Field
  readonly language: Language
}

/** `12 km²`, `12%`, `US$ 1,960`, `−¥12.3`, `US$ 12.3 million`, 12人. */
export function withUnit(number: string, unit: string, {field, language}: UnitContext): string {
  const {before, after} = partsOf(unit.trim(), localText(field?.unitPlacement, language))
  const [, sign = '', digits = ''] = new RegExp(`^([${MINUS}+]?)(.*)$`, 'su').exec(number)!
  const headed = before === '' ? number : `${sign}${before}${/^\p{Sc}$/u.test(before) ? '' : ' '}${digits}`
  return after === '' ? headed : /^[/·]/.test(after) ? headed + after : rulesFor(language).withUnit(headed, after)
}

// A sign of money, with the letters of its country, stands before the number, what else the unit says behind it.
function partsOf(unit: string, placement: 'before' | 'after' | undefined): {readonly before: string; readonly after: string} {
  if (placement === 'before') return {before: unit, after: ''}
  const money = placement === 'after' ? null : /^([A-Z]{0,3}\p{Sc})\s*(.*)$/su.exec(unit)
  return money === null ? {before: '', after: unit} : {before: money[1]!, after: money[2]!}
}
