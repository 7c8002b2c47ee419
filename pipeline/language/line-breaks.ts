/**
 * A line end of the source -> a blank or nothing, by what stands on both sides of it.
 *
 * Chinese has no blanks: between two of its characters, or beside its punctuation, a line end is nothing in a chapter of
 * any language. Between two other words it is a blank. Where the two meet, a Chinese chapter is written as the rest of
 * it is: `Open 平台` or `Open平台`.
 */
import type {Node, Parent, Text} from 'mdast'
import type {LineBreaks} from '../tree.ts'
import type {Language} from '../types.ts'

/** Han, kana and bopomofo; Korean parts its words with blanks. */
const LETTERS =
  /[\u2E80-\u2FDF\u3005-\u3007\u3021-\u3029\u3031-\u31BF\u31F0-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u
/** Punctuation as wide as a Han character. */
const MARKS = /[\u3000-\u3004\u3008-\u3020\u3030\uFE10-\uFE1F\uFE30-\uFE4F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/u
/** Marks that Chinese shares with other languages: they are of the chapter's own. */
const SHARED = /[“”‘’…—·]/u

type Kind = 'chinese' | 'mark' | 'other' | 'unknown'
type Neighbour = Kind | undefined

/** Whether an address that stands bare in a text ends before this character (a UTF-16 code unit). */
export function endsAddress(code: number): boolean {
  const isAstralHan = code >= 0xd840 && code <= 0xd8bf
  const character = String.fromCharCode(code)
  return isAstralHan || LETTERS.test(character) || MARKS.test(character) || /[\uAC00-\uD7AF“”‘’…—·]/.test(character)
}

/** How a chapter is written, from its text. */
export function lineBreaksOf(text: string, language: Language): LineBreaks {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const blanks = count(/\p{Script=Han} [A-Za-z0-9]|[A-Za-z0-9] \p{Script=Han}/gu)
  const none = count(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/gu)
  return {isChinese: language.startsWith('zh'), isSpaced: blanks > none}
}

/** Join the lines of one text that stands alone, such as an alternative text. */
export function joinText(value: string, breaks: LineBreaks): string {
  return value.includes('\n') ? joinValue(value, {before: undefined, after: undefined}, breaks) : value
}

/**
 * Join the lines inside a paragraph or a heading, whatever marks stand between its words. `isOpen` says that something is
 * left to be joined when the values beside it are known.
 */
export function joinLines(children: readonly Node[], breaks: LineBreaks): {readonly children: Node[]; readonly isOpen: boolean} {
  const leaves: Node[] = []
  gatherLeaves(children, leaves)
  const joined = new Map<Node, string>()
  let isOpen = false
  leaves.forEach((leaf, index) => {
    if (!isText(leaf) || !leaf.value.includes('\n')) return
    const value = joinValue(leaf.value, {before: nextKind(leaves, index, -1), after: nextKind(leaves, index, 1)}, breaks)
    isOpen ||= value.startsWith(OPEN) || value.endsWith(OPEN)
    joined.set(leaf, value.replaceAll(OPEN, '\n'))
  })
  return {children: joined.size === 0 ? [...children] : replaceTexts(children, joined), isOpen}
}

// Stands for a line end that cannot be decided yet.
const OPEN = '\u0000'

function joinValue(value: string, {before, after}: {before: Neighbour; after: Neighbour}, breaks: LineBreaks): string {
  return value.replaceAll(/[ \t]*\n[ \t]*/g, (end, index: number) => {
    const left = kindOf(lastCharacter(value.slice(Math.max(0, index - 2), index))) ?? before
    const right = kindOf(firstCharacter(value.slice(index + end.length, index + end.length + 2))) ?? after
    return between(left, right, breaks)
  })
}

function between(left: Neighbour, right: Neighbour, {isChinese, isSpaced}: LineBreaks): string {
  if (left === 'unknown' || right === 'unknown') return OPEN
  const kinds = [left, right].map((kind) => kind ?? (isChinese ? 'chinese' : 'other'))
  if (kinds.every((kind) => kind === 'other')) return isChinese ? ' ' : '\n'
  if (kinds.includes('mark') || kinds.every((kind) => kind === 'chinese')) return ''
  if (!isChinese) return '\n'
  return isSpaced ? ' ' : ''
}

function kindOf(character: string | undefined): Neighbour {
  if (character === undefined) return undefined
  if (MARKS.test(character)) return 'mark'
  if (SHARED.test(character)) return undefined
  return LETTERS.test(character) ? 'chinese' : 'other'
}

function lastCharacter(text: string): string | undefined {
  return /.$/su.exec(text)?.[0]
}

function firstCharacter(text: string): string | undefined {
  return /^./su.exec(text)?.[0]
}

// The mark of a note or a citation stands between no two words.
function gatherLeaves(nodes: readonly Node[], leaves: Node[]): void {
  for (const node of nodes) {
    if (node.type === 'textDirective') leaves.push({type: 'unknown'}, ...leavesOf(node), {type: 'unknown'})
    else if ('children' in node && (node as Parent).children.length > 0) gatherLeaves((node as Parent).children, leaves)
    else if (node.type !== 'footnoteReference' && node.type !== 'citation') leaves.push(node)
  }
}

function leavesOf(node: Node): Node[] {
  const leaves: Node[] = []
  gatherLeaves((node as Parent).children, leaves)
  return leaves
}

function nextKind(leaves: readonly Node[], index: number, step: 1 | -1): Neighbour {
  for (let at = index + step; at >= 0 && at < leaves.length; at += step) {
    const leaf = leaves[at]!
    if (leaf.type === 'expression' || leaf.type === 'unknown') return 'unknown'
    if (!('value' in leaf)) return undefined
    const words = String(leaf.value).trim()
    if (words !== '') return kindOf(step === 1 ? firstCharacter(words.slice(0, 2)) : lastCharacter(words.slice(-2)))
  }
  return undefined
}

function replaceTexts(nodes: readonly Node[], joined: ReadonlyMap<Node, string>): Node[] {
  return nodes.map((node) => {
    const value = joined.get(node)
    if (value !== undefined) return {...node, value} as Text
    return 'children' in node ? ({...node, children: replaceTexts((node as Parent).children, joined)} as Parent) : node
  })
}

function isText(node: Node): node is Text {
  return node.type === 'text'
}
