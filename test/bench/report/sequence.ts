/** Numbers and choices that look random and are the same for the same seed, on any machine. */
export interface Sequence {
  /** A whole number from 0 to below a bound. */
  below(bound: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** Park and Miller's generator. */
export function sequence(seed: number): Sequence {
  let state = seed
  const below = (bound: number) => {
    state = (state * 48271) % 2147483647
    return state % bound
  }
  return {below, pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item}
}
