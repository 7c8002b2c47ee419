/**
 * Tables on their side. The columns in which pages are measured are all upright: such a table takes another number of them than of
 * pages in the print, so that all behind it is printed on other pages than were measured.
 */
import type {SetPage, Spot} from '../../types.ts'
import type {Caption} from './furniture.ts'

/** Pages that follow each other, counted from 1, both ends included. */
export interface Run {
  readonly from: number
  readonly to: number
}

/** Pages on their side, as they were measured, and what their tables are called. */
export interface TurnedRun extends Run {
  readonly captions: readonly Caption[]
}

/** Where things that were measured are in the print. */
export interface Renumbering {
  readonly page: (measured: number) => number
  /** The tables in whose midst pages begin. */
  readonly continued: ReadonlyMap<number, Caption>
}

/** What was measured of tables. */
export interface MeasuredTables {
  readonly continued: readonly (readonly [page: number, caption: Caption])[]
  readonly turned: readonly (Run & {readonly caption: Caption})[]
}

/** Tables on their side that follow each other without a page between them are one run. */
export function turnedRuns(tables: MeasuredTables['turned']): readonly TurnedRun[] {
  const runs: TurnedRun[] = []
  for (const {from, to, caption} of tables) {
    const last = runs.at(-1)
    if (last !== undefined && from <= last.to + 1)
      runs[runs.length - 1] = {from: last.from, to, captions: [...last.captions, caption]}
    else runs.push({from, to, captions: [caption]})
  }
  return runs
}

/** Runs of pages; these are in order. */
export function runsOf(pages: readonly number[]): readonly Run[] {
  const runs: Run[] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last !== undefined && page === last.to + 1) runs[runs.length - 1] = {from: last.from, to: page}
    else runs.push({from: page, to: page})
  }
  return runs
}

/** From what was measured to the print, by the runs of pages on their side in both. Where these do not match, only what stands before them is known. */
export function renumber({continued}: MeasuredTables, measured: readonly TurnedRun[], printed: readonly Run[]): Renumbering {
  if (measured.length !== printed.length) {
    const known = continued.filter(([page]) => page < (measured[0]?.from ?? Infinity))
    return {page: (page) => page, continued: new Map(known)}
  }
  const page = (at: number) => {
    const index = measured.findLastIndex(({from}) => from <= at)
    if (index < 0) return at
    const [run, own] = [measured[index]!, printed[index]!]
    return at <= run.to ? Math.min(own.to, own.from + at - run.from) : own.to + at - run.to
  }
  const upright = continued.map(([at, caption]) => [page(at), caption] as const)
  return {page, continued: new Map([...upright, ...measured.flatMap((run, index) => goingOn(run, printed[index]!))])}
}

// Of several tables in one run nobody knows where each begins, unless each has a page.
function goingOn({captions}: TurnedRun, {from, to}: Run): readonly (readonly [number, Caption])[] {
  const [only, second] = captions
  if (only === undefined || second !== undefined) return []
  return Array.from({length: to - from}, (_, index) => [from + 1 + index, only] as const)
}

/** What was seen of a page, with the pages of the print. */
export function renumbered<Seen extends Omit<SetPage, 'labels'>>(set: Seen, page: Renumbering['page']): Seen {
  const moved = <Kind extends Spot | {readonly page: number}>(spot: Kind): Kind => ({...spot, page: page(spot.page)})
  return {
    ...set,
    pages: set.pages.map(moved),
    stranded: set.stranded.map(moved),
    marks: set.marks.map(moved),
    mentions: set.mentions.map((each) => ({...each, page: page(each.page), mention: page(each.mention)})),
    places: Object.fromEntries(Object.entries(set.places).map(([id, spot]) => [id, moved(spot)]))
  }
}
