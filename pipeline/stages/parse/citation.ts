/** `[@census-2020, p. 12; @other]` -> the sources that are cited, and where in them. */
import type {Node} from 'mdast'
import type {Cited, Locator, LocatorKind, NodeId, Citation} from '../../tree.ts'

/** Why a text inside `[@...]` is no citation. */
export interface CitationProblem {
  readonly reason: string
  readonly note: string
}

/** A citation in an attribute; in prose the syntax finds them. */
export const CITATION = /\[@[^[\]\n]*\]/

const ID = /^@([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_:./#-]*[\p{L}\p{M}\p{N}_#])?)$/u
const NUMBER = String.raw`(?:\d+(?:\.\d+)*[a-z]?|[ivxlcdm]+|[一二三四五六七八九十百]+)`
const RANGE = String.raw`${NUMBER}(?:\s*[-–—～至]\s*${NUMBER})?`
const NUMBERS = String.raw`(${RANGE}(?:\s*[,，、]\s*${RANGE})*)`

const LOCATORS: readonly (readonly [LocatorKind, RegExp])[] = [
  ['page', new RegExp(String.raw`^(?:(?:pp?\.?|pages?)\s*)?${NUMBERS}$`, 'iu')],
  ['page', new RegExp(String.raw`^第?\s*${NUMBERS}\s*[页頁]$`, 'u')],
  ['chapter', new RegExp(String.raw`^(?:chapters?|chaps?\.?|chs?\.?)\s*${NUMBERS}$`, 'iu')],
  ['chapter', new RegExp(String.raw`^第\s*${NUMBERS}\s*章$`, 'u')],
  ['section', new RegExp(String.raw`^(?:sections?|secs?\.?|§)\s*${NUMBERS}$`, 'iu')],
  ['section', new RegExp(String.raw`^第\s*${NUMBERS}\s*[节節]$`, 'u')],
  ['figure', new RegExp(String.raw`^(?:figures?\s|figs?\.?|图|圖)\s*${NUMBERS}$`, 'iu')],
  ['table', new RegExp(String.raw`^(?:tables?\s|tabs?\.|表)\s*${NUMBERS}$`, 'iu')]
]

/** Read what stands in brackets, those included, or tell why it is none. */
export function readCitation(text: string, node: NodeId): Citation | CitationProblem {
  const cited: Cited[] = []
  for (const part of text.slice(1, -1).split(/[;；]/)) {
    const [, mark = '', place] = /^\s*([^\s,，]*)\s*(?:[,，]\s*(.*?))?\s*$/su.exec(part) ?? []
    const id = ID.exec(mark)?.[1]
    if (id === undefined) return notUnderstood(text, `Unexpected \`${part.trim().slice(0, 60)}\` in \`${shorten(text)}\``)
    const locator = place === undefined ? undefined : readLocator(place)
    if (place !== undefined && locator === undefined)
      return notUnderstood(text, `Unexpected \`${place.slice(0, 60)}\` behind \`@${id}\`, expected a place in the source`)
    cited.push({id, ...(locator && {locator})})
  }
  return {cited, node}
}

/** What in a text is nearly a citation: brackets of another width, open ones, signs before `@`. */
export function nearCitations(text: string): readonly {readonly index: number; readonly text: string}[] {
  return [...text.matchAll(/(?:\[\s*-?[@＠]|[［【〔]\s*-?[@＠](?=[A-Za-z\d]))[^\]］】〕\n]*[\]］】〕]?/gu)].map(
    ({0: found, index}) => ({index, text: found})
  )
}

/** Ids in brackets that hold other words too, as in `[see @id]`: prose, unless there is such a source. */
export function mentionedIds(text: string): readonly {readonly index: number; readonly id: string}[] {
  return [...text.matchAll(/\[[^[\]@\n]*(?<=[\s;；,，-])(@[^\s\]@;；,，]+)[^[\]\n]*\](?!\()/gu)].flatMap(
    ({1: mark = '', index}) => {
      const id = ID.exec(mark)?.[1]
      return id === undefined ? [] : [{index, id}]
    }
  )
}

/** How a citation is written. */
export const CITATION_NOTE =
  'Write `[@id]`, `[@id, p. 12]` or `[@one; @two]` on one line, other words outside the brackets. What is meant as prose is written `\\[@`.'

/** Whether a node is or holds a citation. */
export function holdsCitation(node: Node): boolean {
  return node.type === 'citation' || ('children' in node && (node.children as Node[]).some(holdsCitation))
}

function readLocator(text: string): Locator | undefined {
  for (const [kind, pattern] of LOCATORS) {
    const number = pattern.exec(text)?.[1]
    if (number !== undefined) return {kind, number: number.replaceAll(/\s*[-–—～至]\s*/g, '-').replaceAll(/\s*[,，、]\s*/g, ', ')}
  }
  return undefined
}

function notUnderstood(text: string, reason: string): CitationProblem {
  return {reason: text.includes('@') ? reason : `${reason}, expected \`@\` and an id`, note: CITATION_NOTE}
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
