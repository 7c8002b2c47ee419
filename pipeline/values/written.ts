/** A number as it stands in prose -> its exact value. */
import type {ProseRules} from '../language/prose-rules.ts'
import {exactOf, plainDecimal, shifted} from './exact.ts'

/** `1.4万` and `14 thousand` are `14000`; nothing for what has no digits. */
export function writtenValue(text: string, {scales}: ProseRules): string | undefined {
  const read = /([-−]?)(\d[\d,]*(?:\.\d+)?)\s?([a-z]+|[十百千万萬亿億兆]+)?/iu.exec(text)
  const number = exactOf(`${read?.[1] === '' ? '' : '-'}${read?.[2]?.replaceAll(',', '') ?? ''}`)
  return number && plainDecimal(shifted(number, powersOf(read?.[3], scales)))
}

/** The powers of ten that a word stands for: 万亿 is that of both its signs. */
export function powersOf(word: string | undefined, scales: ProseRules['scales']): number {
  const known = word === undefined ? 0 : scales[word.toLowerCase()]
  if (known !== undefined) return known
  const signs = [...word!].map((sign) => (/\p{Script=Han}/u.test(sign) ? scales[sign] : undefined))
  return signs.every((power) => power !== undefined) ? signs.reduce((sum, power) => sum + power, 0) : 0
}
