/** Keeps the last so many values: what lives as long as the program must not grow with what it does. */

/** Keep a value in a map that holds at most so many; the one that was kept first makes room. */
export function keepRecent<Key, Value>(map: Map<Key, Value>, [key, value]: readonly [Key, Value], most: number): void {
  const [oldest] = map.keys()
  if (map.size >= most && !map.has(key) && oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}
