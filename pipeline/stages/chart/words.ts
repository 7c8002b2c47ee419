/** A spec -> the words in it that readers see, as its author wrote them. */
import {isList, isObject, objectsOf, type Json, type JsonPath} from './json.ts'
import {treeOf} from './limits.ts'

/** Words, and where they stand. */
export interface Words {
  readonly text: string
  readonly at: JsonPath
}

const SHOWN: ReadonlySet<string> = new Set(['title', 'subtitle', 'text'])

/** Titles of the chart, its axes and its legends, and texts that are marks. None where it is no spec; what its description says nobody sees. */
export function wordsIn(spec: string): readonly Words[] {
  const tree = treeOf(spec)
  if (tree === undefined) return []
  return objectsOf(tree).flatMap(({object, at}) =>
    Object.entries(object).flatMap(([key, value]) => (isShown(key, at) ? textsOf(value, [...at, key]) : []))
  )
}

// `text` of a title, of a mark, and the value of a channel of that name.
function isShown(key: string, at: JsonPath): boolean {
  return SHOWN.has(key) || (key === 'value' && at.at(-1) === 'text')
}

function textsOf(value: Json, at: JsonPath): readonly Words[] {
  if (typeof value === 'string') return [{text: value, at}]
  if (isList(value)) return [{text: value.filter((line) => typeof line === 'string').join(' '), at}]
  const expression = isObject(value) ? value['expr'] : undefined
  return typeof expression === 'string' ? quotedIn(expression).map((text) => ({text, at: [...at, 'expr']})) : []
}

// Words, and no names of columns or forms of numbers: they hold a blank or a character of Chinese.
function quotedIn(expression: string): readonly string[] {
  return [...expression.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)]
    .map(([, single, double]) => single ?? double ?? '')
    .filter((text) => /\s|\p{Script=Han}/u.test(text))
}
