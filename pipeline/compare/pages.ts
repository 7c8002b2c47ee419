/** The pages of two files -> those on which something changed that was changed, and those whose text only came to stand elsewhere. */
import {diffArrays} from 'diff'
import type {Change} from './changes.ts'
import {partsBetween, wordsOf} from './words.ts'

/** Two pages that show the same part of an edition, counted from 1, and the changes that are seen on them. */
export interface PagePair {
  readonly before?: number
  readonly after?: number
  /** Indices of changes of the edition. */
  readonly changes: readonly number[]
}

/** What became of the pages of an edition. */
export interface PageComparison {
  readonly changed: readonly PagePair[]
  /** Pages with other text than before on which nothing changed: the text flows otherwise. */
  readonly reflowed: number
}

/** The text of each page, and the pages on which each figure stands, by its id. */
export interface Pages {
  readonly texts: readonly string[]
  readonly figures: Readonly<Record<string, readonly number[]>>
}

/** Beyond so many words that differ, two files are taken to differ everywhere. */
const MOST_EDITS = 4000

interface Word {
  readonly page: number
  readonly text: string
}

/** Compare the pages of an edition, given what changed in it. */
export function comparePages(before: Pages, after: Pages, changes: readonly Change[]): PageComparison {
  const {removed, added} = differingWords(wordsOn(before), wordsOn(after))
  const partner = partnersOf(before.texts, after.texts)
  const pairs = new Map<string, {before?: number; after?: number; changes: Set<number>}>()
  const note = (index: number, old: number | undefined, now: number | undefined) => {
    const pair = {before: old ?? partner.before(now!), after: now ?? partner.after(old!)}
    const key = `${pair.before} ${pair.after}`
    const entry = pairs.get(key) ?? {...pair, changes: new Set<number>()}
    pairs.set(key, entry)
    entry.changes.add(index)
  }
  changes.forEach((change, index) => {
    const {removed: gone, added: come} = wordsOfChange(change)
    for (const page of pagesWith(come, added)) note(index, undefined, page)
    for (const page of pagesWith(gone, removed)) note(index, page, undefined)
    if (change.level === 'figure') for (const page of after.figures[change.near] ?? []) note(index, undefined, page)
  })
  const changed = [...pairs.values()].map(({changes: own, ...pair}) => ({...pair, changes: [...own].sort((a, b) => a - b)}))
  const seen = new Set(changed.map((pair) => pair.after))
  const differing = after.texts.filter((text, at) => text !== before.texts[at] && !seen.has(at + 1))
  return {changed: changed.toSorted((a, b) => (a.after ?? a.before!) - (b.after ?? b.before!)), reflowed: differing.length}
}

function wordsOn({texts}: Pages): readonly Word[] {
  return texts.flatMap((text, at) => spoken(text).map((word) => ({page: at + 1, text: word})))
}

function spoken(text: string): readonly string[] {
  return wordsOf(text).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

function differingWords(before: readonly Word[], after: readonly Word[]) {
  const texts = [before, after].map((words) => words.map(({text}) => text))
  const parts = diffArrays(texts[0]!, texts[1]!, {maxEditLength: MOST_EDITS})
  if (parts === undefined) return {removed: before, added: after}
  const removed: Word[] = []
  const added: Word[] = []
  let [at, to] = [0, 0]
  for (const part of parts) {
    if (!part.added) removed.push(...(part.removed ? before.slice(at, at + part.count) : []))
    if (part.added) added.push(...after.slice(to, to + part.count))
    if (!part.added) at += part.count
    if (!part.removed) to += part.count
  }
  return {removed, added}
}

// Of a passage, the words in which it differs.
function wordsOfChange({before = '', after = '', within}: Change): {
  readonly removed: readonly string[]
  readonly added: readonly string[]
} {
  const parts = within ? partsBetween(within.before, within.after) : partsBetween(before, after)
  const of = (kind: 'removed' | 'added') => parts.filter((part) => part.kind === kind).flatMap(({text}) => spoken(text))
  return {removed: of('removed'), added: of('added')}
}

// A word may be broken between two lines; most of a change stands on one page, or on two.
function pagesWith(wanted: readonly string[], words: readonly Word[]): readonly number[] {
  const own = new Set(wanted)
  const found = words.filter(({text}) => own.has(text) || (text.length > 2 && wanted.some((word) => word.includes(text))))
  const pages = Map.groupBy(found, ({page}) => page)
  const kinds = [...pages].map(([page, group]) => ({page, count: new Set(group.map(({text}) => text)).size}))
  const most = Math.max(0, ...kinds.map(({count}) => count))
  return kinds.filter(({count}) => count * 2 > most).map(({page}) => page)
}

// The page of the other file that has most of the same words.
function partnersOf(before: readonly string[], after: readonly string[]) {
  const [old, now] = [before, after].map((texts) => texts.map((text) => new Set(spoken(text))))
  const best = (words: ReadonlySet<string> | undefined, pages: readonly ReadonlySet<string>[], at: number) => {
    const shares = pages.map((page) => (words ? shareOf(words, page) : 0))
    const most = Math.max(...shares)
    if (!(most > 0)) return pages[at] ? at + 1 : undefined
    return (shares[at] === most ? at : shares.indexOf(most)) + 1
  }
  return {
    before: (page: number) => best(now![page - 1], old!, page - 1),
    after: (page: number) => best(old![page - 1], now!, page - 1)
  }
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length
  return shared / Math.max(1, one.size + other.size - shared)
}
