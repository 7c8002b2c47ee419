/** How little pages please, and what it costs to have them otherwise than their author wrote them. */
import type {Plan} from './floats.ts'

/** From here on an empty part of a page is seen, and from here on it jars. */
const SEEN = 0.15
const JARS = 0.2
/** A last page of a few lines is one too many. */
const LEAST_LAST = 0.2

/** Each page more. */
export const PER_PAGE = 12

/** How little the pages please, by their bottoms: the lower the better. All of them are to be full but the last. */
export function costOf(bottoms: readonly number[], page: number): number {
  const shares = bottoms.slice(0, -1).map((bottom) => Math.max(0, 1 - bottom / page))
  const last = (bottoms.at(-1) ?? 0) / page
  const spill = bottoms.length > 1 && last < LEAST_LAST ? 25 * (1 - last) : 0
  return shares.reduce((sum, share) => sum + costOfPage(share), PER_PAGE * bottoms.length + spill)
}

/** Of one page, by the share of it that is empty. */
export function costOfPage(share: number): number {
  return 300 * share ** 2 + (share > SEEN ? 60 * (share - SEEN) : 0) + (share > JARS ? 6 : 0)
}

/** What it costs that something is not as its author wrote it. */
export function effort(plan: Plan): number {
  const efforts = [...plan.values()].map(
    ({place, stretch}) => 8 * Math.abs(1 - stretch) + (place.passed > 0 ? 0.6 + 0.25 * place.passed + 2 * place.headings : 0)
  )
  return efforts.reduce((sum, each) => sum + each, 0)
}
