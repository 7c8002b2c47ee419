/** Editions in the order in which makers take them: those that agree on the axes of the partition have most in common, and go to one maker. */
import type {Edition} from '../types.ts'

/** What is still to be made. */
export interface Groups {
  /** The next edition for a maker; nothing where all are taken. */
  next(maker: object): Edition | undefined
  /** Nothing is taken any more. */
  stop(): void
}

/** The editions by their values on some axes, as in `gd.public`, in the order of the editions. */
export function byValue(editions: readonly Edition[], partition: readonly string[]): ReadonlyMap<string, Edition[]> {
  return Map.groupBy(editions, ({axes}) => partition.map((axis) => axes[axis] ?? '').join('.'))
}

/** A maker ends its group before it begins another, and helps with the longest one when none is left to begin. */
export function groupEditions(editions: readonly Edition[], partition: readonly string[]): Groups {
  const waiting = [...byValue(editions, partition).values()]
  const begun = new Map<object, Edition[]>()

  function groupFor(maker: object): Edition[] {
    const own = begun.get(maker) ?? []
    if (own.length > 0) return own
    const others = () => [...begun.values()].reduce((most, group) => (group.length > most.length ? group : most), [])
    const next = waiting.shift() ?? others()
    begun.set(maker, next)
    return next
  }

  return {
    next: (maker) => groupFor(maker).shift(),
    stop() {
      waiting.length = 0
      begun.clear()
    }
  }
}
