/** Where lines end: a number keeps its unit, and a heading is broken between words. */
import type {Element, ElementContent, Root, Text} from 'hast'
import {halfWidths} from '../../language/half-widths.ts'
import {rulesFor} from '../../language/index.ts'
import {unbrokenRanges, type Range, type TypographyRules} from '../../language/typography-rules.ts'
import type {Language} from '../../types.ts'
import {leavesOf, lengthOf, mapRuns, replaceTexts, type Parent} from '../../language/runs.ts'
import {textOf} from '../../compare/elements.ts'
import {node, text} from './elements.ts'

/** The same text, with lines that end where its language lets them. */
export function setLines(root: Root, language: Language): Root {
  const rules = rulesFor(language).typography
  return mapRuns(root, (run, parent) => {
    // A column is as wide as what may not be broken in it.
    if (isCell(parent)) return run
    const broken = withBreaks(run, isHeading(parent) ? rules.headingBreaks : rules.textBreaks)
    return withoutBreaks(broken, unbrokenRanges(leavesOf(broken).text, rules))
  })
}

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'figcaption', 'caption'])

function isHeading(parent: Parent): boolean {
  return parent.type === 'element' && HEADINGS.has(parent.tagName)
}

function isCell(parent: Parent): boolean {
  return parent.type === 'element' && (parent.tagName === 'td' || parent.tagName === 'th')
}

function withBreaks(run: readonly ElementContent[], breaksIn: TypographyRules['textBreaks']): readonly ElementContent[] {
  if (breaksIn === undefined) return run
  const {text, leaves} = leavesOf(run)
  const offsets = breaksIn(text)
  if (offsets.length === 0) return run
  const broken = new Map<Text, ElementContent[]>()
  for (const [index, {node, from, held}] of leaves.entries()) {
    // A value is a whole: a line may end behind it, not in it.
    const first = leaves[index - 1]?.held ? from : from + 1
    const own = held ? [] : offsets.filter((offset) => offset >= first && offset <= from + node.value.length)
    if (own.length > 0)
      broken.set(
        node,
        parted(
          node.value,
          own.map((offset) => offset - from)
        )
      )
  }
  return replaceTexts(run, broken)
}

function parted(value: string, offsets: readonly number[]): ElementContent[] {
  const ends = [...offsets, value.length]
  return ends.flatMap((end, at) => {
    const piece = value.slice(ends[at - 1] ?? 0, end)
    return [...(piece === '' ? [] : [text(piece)]), ...(at < offsets.length ? [node('wbr', {}, [])] : [])]
  })
}

/** Latin letters; a Chinese character takes the room of two. A longer element is not kept whole, for it may be as wide as a phone. */
const LONGEST = 24

function isShort(node: ElementContent): boolean {
  return halfWidths(textOf(node)) <= LONGEST
}

// What spans several nodes is held together where these stand side by side.
function withoutBreaks(nodes: readonly ElementContent[], ranges: readonly Range[]): ElementContent[] {
  if (ranges.length === 0) return [...nodes]
  let from = 0
  const placed = nodes.map((node) => ({node, from, to: (from += lengthOf(node))}))
  const made: ElementContent[] = []
  let open: {readonly to: number; readonly inside: ElementContent[]} | undefined
  for (const {node, from, to} of placed) {
    for (const piece of piecesOf(node, {from, to}, ranges)) {
      if (open !== undefined && piece.from >= open.to && !isNoteMark(piece.node)) open = closed(open, made)
      if (open === undefined && piece.held !== undefined) open = {to: piece.held[1], inside: []}
      ;(open?.inside ?? made).push(piece.node)
    }
  }
  closed(open, made)
  return made
}

// It stays with the word that it is about.
function isNoteMark(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'sup'
}

interface Piece {
  readonly node: ElementContent
  readonly from: number
  readonly to: number
  /** The range that it is in. */
  readonly held?: Range
}

function piecesOf(node: ElementContent, {from, to}: {from: number; to: number}, ranges: readonly Range[]): Piece[] {
  const met = ranges.filter(([first, end]) => first < to && end > from)
  if (node.type === 'text') return textPieces(node.value, from, met)
  const around = met.find(([first, end]) => first < from || end > to)
  if (around !== undefined && isShort(node)) return [{node, from, to, held: around}]
  const inside = met.filter(([first, end]) => first >= from && end <= to)
  const [only] = inside
  if (only !== undefined && isValue(node) && isShort(node)) return [{node, from, to, held: [from, to]}]
  if (node.type !== 'element' || inside.length === 0 || isUnbroken(node)) return [{node, from, to}]
  const own = inside.map(([first, end]): Range => [first - from, end - from])
  return [{node: {...node, children: withoutBreaks(node.children, own)}, from, to}]
}

function textPieces(value: string, from: number, ranges: readonly Range[]): Piece[] {
  const to = from + value.length
  const pieces: Piece[] = []
  let at = from
  const add = (until: number, held?: Range) => {
    if (until > at)
      pieces.push({node: {type: 'text', value: value.slice(at - from, until - from)}, from: at, to: until, ...(held && {held})})
    at = Math.max(at, until)
  }
  for (const range of ranges) {
    add(range[0])
    add(Math.min(range[1], to), range)
  }
  add(to)
  return pieces
}

// What a value says stands in its element, and nothing else does.
function isValue(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'data'
}

// A value that is short is held together by its own class, code and the number of a heading by their nature.
function isUnbroken({tagName, properties: {className}}: Element): boolean {
  const classes = Array.isArray(className) ? className : []
  return tagName === 'sup' || tagName === 'code' || ['short', 'number', 'label', 'nobreak'].some((name) => classes.includes(name))
}

function closed(open: {readonly inside: ElementContent[]} | undefined, made: ElementContent[]): undefined {
  if (open === undefined) return
  const [only, second] = open.inside
  if (second === undefined && only!.type === 'element' && isUnbroken(only!)) made.push(only!)
  else made.push(node('span', {className: ['nobreak']}, open.inside))
}
