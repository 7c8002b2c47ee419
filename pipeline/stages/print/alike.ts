/** How far two lists are the same, from their heads and from their tails. */

type Same<Item> = (one: Item, other: Item) => boolean

/** How many items are the same from the first on. */
export function sameHead<Item>(one: readonly Item[], other: readonly Item[], isSame: Same<Item>): number {
  let at = 0
  while (at < one.length && at < other.length && isSame(one[at]!, other[at]!)) at++
  return at
}

/** The number of the item from which on all are the same; nowhere in lists of two lengths. */
export function sameTail<Item>(one: readonly Item[], other: readonly Item[], isSame: Same<Item>): number {
  if (one.length !== other.length) return Infinity
  let at = one.length
  while (at > 0 && isSame(one[at - 1]!, other[at - 1]!)) at--
  return at
}
