/** A content stream while it is read: its groups so far, where its operators paint, and the operands of the next one. */
import {MARKS, type Group, type Mark, type Piece, type Site} from './content.ts'
import type {Box, Matrix} from './matrix.ts'
import {numberIn} from './numbers.ts'
import {nameIn, unexpectedPdf, type PdfValue} from './objects.ts'
import {Scanner} from './scanner.ts'
import {readValue} from './values.ts'

/** A box that grows as more is painted. */
export type Growing = [left: number, bottom: number, right: number, top: number]

type Open = {readonly content: number} | {readonly span: true} | {readonly artifact: true}

/** A content stream that is being read. */
export interface Reading {
  readonly text: string
  readonly site: Site
  readonly groups: Group[]
  readonly opened: Open[]
  /** The mark in which it stands, and what a text in it belongs to, where that was asked. */
  inside: Mark
  textMark: Mark | undefined
  readonly tags: Map<number, string>
  readonly boxes: Map<number, Growing>
  readonly saved: Matrix[]
  matrix: Matrix
  textMatrix: Matrix
  lineMatrix: Matrix
  size: number
  leading: number
  path: {readonly start: number; readonly box: Box | undefined} | undefined
  /** Where each operand begins and ends, in turn, as far as `count`; an operand that is a dictionary is read at once. */
  readonly operands: number[]
  count: number
  dictionary: PdfValue | undefined
  /** A mark stood before, which is taken off: what follows is no longer one with what was. */
  isApart: boolean
  /** Where the operator and its operands begin, and where they end. */
  start: number
  end: number
}

/** A piece of what was just read, in the innermost group. */
export function push(reading: Reading, mark: Mark, start = reading.start): void {
  const {kids} = reading.groups.at(-1)!
  const last = kids.at(-1)
  // What follows on the same is one with it.
  const isOne = last !== undefined && !('kids' in last) && last.mark === mark && mark !== MARKS.own && !reading.isApart
  if (isOne) last.end = reading.end
  else kids.push({start, end: reading.end, mark})
  reading.isApart = false
}

/** A group begins. */
export function open(reading: Reading, kind: Group['kind']): void {
  const piece: Piece = {start: reading.start, end: reading.end, mark: MARKS.none}
  const group: Group = {kind, open: piece, kids: [], context: reading.inside}
  reading.groups.at(-1)!.kids.push(group)
  reading.groups.push(group)
}

/** The innermost group ends. Throws where that is of another kind. */
export function close(reading: Reading, kind: Group['kind']): void {
  const group = reading.groups.pop()!
  if (group.kind !== kind) unexpectedPdf(`an end of ${kind} inside ${group.kind} in a content stream`)
  group.close = {start: reading.start, end: reading.end, mark: MARKS.none}
}

/** All operands as numbers. A chart has tens of thousands of them. */
export function numbers({operands, count, text}: Reading): readonly number[] {
  const all: number[] = []
  for (let at = 0; at < count; at += 2) all.push(numberIn(text, operands[at]!, operands[at + 1]!))
  return all
}

/** The number at an index among the operands. */
export function numberAt(reading: Reading, index: number): number {
  const {operands, count, text} = reading
  if (2 * index >= count) unexpectedPdf('an operator without its operands')
  return numberIn(text, operands[2 * index]!, operands[2 * index + 1]!)
}

/** The name at an index among the operands. */
export function nameAt(reading: Reading, index: number): string {
  return nameIn(readValue(new Scanner(operandAt(reading, index)))) ?? ''
}

function operandAt({operands, count, text}: Reading, index: number): string {
  if (2 * index >= count) unexpectedPdf('an operator without its operands')
  return text.slice(operands[2 * index], operands[2 * index + 1])
}
