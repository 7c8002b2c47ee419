/** What was seen of a page in its columns -> how it came to be set. */
import type {Paper, Pushed, SetPage, Spot} from '../../types.ts'
import type {inkBottoms} from './ink.ts'
import {leftOf} from './facing.ts'
import type {Seen} from './look.ts'
import type {Pushing} from './pushed.ts'

/** How full the pages are, by their bottoms, beside all else that was seen. `height` of a page's content, in CSS pixels. */
export function setPage(
  {begins, free, covers, pushing, ...seen}: Seen & {readonly pushing: readonly Pushing[]},
  ink: ReturnType<typeof inkBottoms>,
  height: number
): Omit<SetPage, 'labels'> {
  const pushings = new Map(pushing.map((each) => [each.page, each]))
  const bottoms = new Map(ink.map(([column, bottom]) => [column + 1 + covers, bottom]))
  const ids = new Map(begins)
  const [first, last] = [Math.min(...bottoms.keys()), Math.max(...bottoms.keys())]
  const pages = bottoms.size === 0 ? [] : Array.from({length: last - first + 1}, (_, index) => first + index)
  return {
    ...seen,
    pages: pages
      .filter((page) => !free.includes(page))
      .map((page) => {
        const empty = Math.max(0, 1 - (bottoms.get(page) ?? 0) / height)
        return {page, empty, next: ids.get(page + 1) ?? '', ...pushedFrom(pushings.get(page + 1), empty * height)}
      })
  }
}

// What would have found room was not kept from it by its height, and nothing is said of that.
function pushedFrom(pushing: Pushing | undefined, left: number): {readonly pushed?: Pushed} {
  if (pushing === undefined || pushing.needs <= left) return {}
  const {page: _page, needs, line, ...what} = pushing
  const lines = line > 0 ? Math.floor(left / line) : 0
  return {pushed: {...what, needs: millimetres(needs, Math.ceil), left: millimetres(left, Math.floor), lines}}
}

// To that side that shows why it did not fit.
function millimetres(pixels: number, rounded: (millimetres: number) => number): number {
  return rounded((pixels * 25.4) / 96)
}

/** Spots are seen in CSS pixels of a page's content; in the end they are millimetres of its sheet. */
export function onPaper(set: Omit<SetPage, 'labels'>, paper: Paper): Omit<SetPage, 'labels'> {
  const moved = <Kind extends Spot>(spot: Kind): Kind => {
    const [x = 0, y = 0, width = 0, height = 0] = (spot.box ?? []).map((pixels) => (pixels * 25.4) / 96)
    return spot.box === undefined ? spot : {...spot, box: [x + leftOf(paper, spot.page), y + paper.margin.top, width, height]}
  }
  const places = Object.fromEntries(Object.entries(set.places).map(([id, place]) => [id, moved(place)]))
  return {...set, places, marks: set.marks.map(moved)}
}
