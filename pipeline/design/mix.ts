/** Two colours -> the one that is seen where the first is thinned by the second, channel by channel, as CSS lays colours over each other. */

/** `share` of the second colour in the first, from 0 to 1; both as `#rrggbb`. */
export function mix(first: string, second: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [first, second].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round(a! * (1 - share) + b! * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}
