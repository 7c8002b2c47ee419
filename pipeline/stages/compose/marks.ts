/** The mark of a citation in the text: `[1-3]`, `[1]12`, `(Ager, 2011, p. 12)`, （国家统计局，2021，第12页）. */
import type {Element, ElementContent} from 'hast'
import type {Style} from '../../bibliography/style.ts'
import type {Script, Written} from '../../bibliography/work.ts'
import {rulesFor} from '../../language/index.ts'
import type {Cited, Locator, LocatorKind} from '../../tree.ts'
import type {Language} from '../../types.ts'
import {fill} from './number.ts'

/** A source in the list of references. */
export interface Listed {
  readonly work: Written
  /** Its place in the list, from 1. */
  readonly number: number
  /** `a` or `b`, of sources of one author and year; else nothing. */
  readonly letter: string
}

/** How marks are written. */
export interface Marking {
  readonly style: Style
  readonly language: Language
}

/** What stands in a mark: each source a link to its entry. */
export function markOf(
  cited: readonly Cited[],
  listed: ReadonlyMap<string, Listed>,
  {style, language}: Marking
): ElementContent[] {
  const {script} = rulesFor(language)
  const isChinese = script !== 'Latn'
  const found = cited.map(({id, locator}) => ({...listed.get(id)!, locator}))
  if (style.isNumeric) return isChinese ? chineseNumbers(found, script) : englishNumbers(found)
  const [open, between, close, comma] = isChinese ? '（；），' : ['(', '; ', ')', ', ']
  const parts = found.map((one) => [
    link(one, style.mark!(one.work, one.letter)),
    ...(one.locator ? [text(comma + placeIn(one.locator, script))] : [])
  ])
  return [text(open!), ...parts.flatMap((part, index) => (index === 0 ? part : [text(between!), ...part])), text(close!)]
}

type Found = Listed & {readonly locator: Locator | undefined}

// GB/T 7714: the page stands behind the brackets; numbers without one share theirs.
function chineseNumbers(found: readonly Found[], script: Script): ElementContent[] {
  const plain = found.filter(({locator}) => locator === undefined)
  const placed = found.filter(({locator}) => locator !== undefined)
  return [
    ...(plain.length === 0 ? [] : [text('['), ...numbers(plain), text(']')]),
    ...placed.flatMap((one) => {
      const {kind, number} = one.locator!
      return [text('['), link(one, String(one.number)), text(`]${kind === 'page' ? number : placeIn(one.locator!, script)}`)]
    })
  ]
}

function englishNumbers(found: readonly Found[]): ElementContent[] {
  if (found.every(({locator}) => locator === undefined)) return [text('['), ...numbers(found), text(']')]
  const parts = found.map((one) => [
    link(one, String(one.number)),
    ...(one.locator ? [text(`, ${placeIn(one.locator, 'Latn')}`)] : [])
  ])
  return [text('['), ...parts.flatMap((part, index) => (index === 0 ? part : [text('; '), ...part])), text(']')]
}

// 1, 2, 3, 5 -> `1-3,5`, each number once.
function numbers(found: readonly Listed[]): ElementContent[] {
  const sorted = [...new Map(found.map((one) => [one.number, one])).values()].sort((a, b) => a.number - b.number)
  return sorted.flatMap((one, index): ElementContent[] => {
    const follows = sorted[index - 1]?.number === one.number - 1
    const isFollowed = sorted[index + 1]?.number === one.number + 1
    if (follows && isFollowed) return []
    return [...(index === 0 ? [] : [text(follows ? '-' : ',')]), link(one, String(one.number))]
  })
}

const ENGLISH: Readonly<Record<LocatorKind, readonly [one: string, several: string]>> = {
  page: ['p.', 'pp.'],
  chapter: ['ch.', 'chs.'],
  section: ['sec.', 'secs.'],
  figure: ['fig.', 'figs.'],
  table: ['table', 'tables']
}

const CHINESE: Readonly<Record<'Hans' | 'Hant', Readonly<Record<LocatorKind, string>>>> = {
  Hans: {page: '第{n}页', chapter: '第{n}章', section: '第{n}节', figure: '图{n}', table: '表{n}'},
  Hant: {page: '第{n}頁', chapter: '第{n}章', section: '第{n}節', figure: '圖{n}', table: '表{n}'}
}

function placeIn({kind, number}: Locator, script: Script): string {
  if (script === 'Latn') return `${ENGLISH[kind][/[-,]/.test(number) ? 1 : 0]} ${number.replaceAll('-', '–')}`
  return fill(CHINESE[script][kind], {n: number.replaceAll('-', '—').replaceAll(', ', '、')})
}

function link({number}: Listed, words: string): Element {
  return {type: 'element', tagName: 'a', properties: {href: `#ref-${number}`, role: 'doc-biblioref'}, children: [text(words)]}
}

function text(value: string): {type: 'text'; value: string} {
  return {type: 'text', value}
}
