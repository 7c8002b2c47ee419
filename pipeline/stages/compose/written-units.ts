/** Units that an author writes beside a number, held against that of its column: `{{num x}} euros` of US dollars is told. */
import type {Message} from '../../messages.ts'
import type {Expression, NodeId} from '../../tree.ts'
import {isNumeric, unitOf} from '../../values/column.ts'
import {denominatorOf} from '../../values/denominators.ts'
import {unitDoubt} from '../../values/doubt.ts'
import {contradicts, measureOf} from '../../values/measures.ts'
import type {Shown} from '../../values/value.ts'
import {valueOf, type Names} from './names.ts'

/** A number without its unit, and what stands around it so far. */
export interface Bare {
  readonly unit: string
  readonly node: NodeId
  readonly before: string
  readonly behind: string
}

/** Helpers that show a number of the column itself, or a difference in its unit. */
const OF_COLUMN: readonly (string | undefined)[] = [undefined, 'num', 'about', 'atleast', 'nearly', 'trend', 'change']

/** A number that is shown without its unit; nothing where it has none, or shows it. */
export function bareOf(expression: Expression, shown: Shown, {before, names}: {before: string; names: Names}): Bare | undefined {
  const [term] = expression.terms
  const isBare = /\d(?: (?:thousand|million|billion|trillion)|[万萬亿億]+)?$/u.test(shown.text) && !isMoney(headOf(shown.text))
  if (!isBare || !OF_COLUMN.includes(expression.helper) || term?.kind !== 'path') return undefined
  const value = valueOf(term.parts, names)
  if (value === undefined || !isNumeric(value.field)) return undefined
  const unit = unitOf(value.field, value.row, names.language)
  return unit === undefined ? undefined : {unit, node: expression.node, before, behind: ''}
}

/** What is wrong with the words before a number: `€{{num x}}` of US dollars, 每万人 of `per 1,000 people`. */
export function unitFaultBefore({unit, before}: Bare): Omit<Message, 'node'> | undefined {
  const [sign] = SIGN_BEFORE.exec(before) ?? []
  const written =
    sign !== undefined && contradicts(sign, unit) ? sign : otherDenominator(DENOMINATOR_BEFORE.exec(before)?.[1], unit)
  return written === undefined ? undefined : unitDoubt(written.trim(), unit)
}

/** What is wrong with the words behind a number. */
export function unitFaultBehind({unit, before, behind}: Bare): Omit<Message, 'node'> | undefined {
  const typed = unitAtStart(behind)
  const isOther =
    typed !== undefined &&
    (contradicts(typed, unit) || isForeign(typed, unit, before) || isOfNothing(typed, unit, before + behind))
  const written = isOther ? typed : otherDenominator(DENOMINATOR_BEHIND.exec(behind)?.[1], unit)
  return written === undefined ? undefined : unitDoubt(written, unit)
}

/** The unit in words or signs right behind a text that has its own, where the two cannot stand together: `12% per cent`. */
export function unitSaidAgain(shown: string, behind: string): string | undefined {
  const has = /(?:[%％‰]|points?|[点點])$/u.test(shown) || isMoney(headOf(shown)) || isMoney(/[^\d]*$/u.exec(shown)?.[0] ?? '')
  const typed = has ? (/^\s?(percentages?)\b/u.exec(behind)?.[1] ?? unitAtStart(behind)) : undefined
  return typed !== undefined && /^(?:money|rate) /.test(measureOf(typed) ?? '') ? typed : undefined
}

const SIGN_BEFORE = /(?:[A-Z]{0,3}\p{Sc}|\b(?:USD|EUR|GBP|CHF|INR|JPY|CNY|RMB|KRW|AUD|CAD|HKD|SGD)|[百千]分之)\s?$/u
const [ENGLISH_SCALE, HAN_SCALE] = ['(?:(?:thousand|million|billion|trillion|bn|mn|m)\\s)?', '[十百千]?[万萬]?[亿億]?']
const OVER = '(?=\\s?[.,;:)]|\\s[a-z])'
const UNIT = new RegExp(
  `^\\s?(${ENGLISH_SCALE}(?:[%％‰]|(?:per ?cent|percentage points?|per mill?e)\\b` +
    `|(?:[A-Z]{0,3}\\p{Sc}|USD|EUR|GBP|CHF|INR|JPY|CNY|RMB|KRW|AUD|CAD|HKD|SGD)${OVER}` +
    '|(?:(?:US|U\\.S\\.|American|Australian|Canadian|Hong Kong|Singapore|Swiss) )?(?:dollars|euros|pounds|francs|rupees|rou?bles|yuan|yen|renminbi)\\b(?!-)' +
    '|(?:square (?:kilomet|met)(?:re|er)s|kilomet(?:re|er)s|km²?|miles|met(?:re|er)s|hectares|kilogram(?:me)?s|kg|tonnes|years|months|weeks|days|hours|minutes)(?![\\p{L}/-]))' +
    `|${HAN_SCALE}(?:美元|美金|[欧歐]元|英[镑鎊]|日[元圆圓]|港[元币幣]|澳元|加元|新加坡元|[韩韓]元|[卢盧][比布]|法郎|人民[币幣]|元(?![素旦])` +
    '|[个個]百分[点點]|平方(?:公里|千米|米)|公里|千米|英里|公[顷頃]|公斤|千克|[吨噸]|小[时時]|分[钟鐘]))',
  'u'
)
const MANY = '[\\d十百千万萬亿億]|(?:an? |one |ten |hundred )?(?:hundred|thousand|million|billion)'
const WORDS = '(?:\\s(?!(?:and|or|to|from|than)\\b)[\\p{L}-]+){0,3}'
const DENOMINATOR_BEHIND = new RegExp(
  `^(?:${WORDS}\\s|[一-龥]{0,4})?((?:per|(?:for|of|in) (?:every|each)|[/／每])\\s?(?:${MANY})[^.;:。；：，]*)`,
  'iu'
)
const DENOMINATOR_BEFORE = new RegExp(
  `(每[\\d,十百千万萬亿億]+[一-龥]{1,12}|\\b(?:for|of|in) (?:every|each) (?:${MANY})[^.;:]{0,40})$`,
  'iu'
)

function unitAtStart(text: string): string | undefined {
  return UNIT.exec(text)?.[1]
}

// In no other language than that of its country does 元 alone mean dollars; where the sentence has their name, it may be short for it.
function isForeign(typed: string, own: string, before: string): boolean {
  return (
    /^[十百千万萬亿億]*元$/u.test(typed) &&
    /美[元金]|[欧歐]元|日[元圆圓]|英[镑鎊]|[韩韓]元/u.test(own) &&
    !/[美欧歐日英韩韓]/u.test(before)
  )
}

// `per 1,000 people` is no unit of money, unless the sentence says that it is money of so many.
function isOfNothing(typed: string, own: string, sentence: string): boolean {
  return (
    isMoney(typed) && denominatorOf(own) !== undefined && measureOf(own) === undefined && denominatorOf(sentence) === undefined
  )
}

function otherDenominator(written: string | undefined, own: string): string | undefined {
  const [one, other] = [denominatorOf(written ?? ''), denominatorOf(own)]
  return one === undefined || other === undefined || one === other ? undefined : shortened(written!)
}

function shortened(words: string): string {
  return /\p{Script=Han}/u.test(words)
    ? words.slice(0, 8)
    : words
        .split(/,(?!\d)/u)[0]!
        .trim()
        .split(/\s+/u)
        .slice(0, 4)
        .join(' ')
}

function isMoney(unit: string): boolean {
  return measureOf(unit)?.startsWith('money') === true
}

function headOf(text: string): string {
  return /^\D*/u.exec(text)![0]
}
