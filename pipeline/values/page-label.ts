/** How a page of a printed edition is called. */

/** Roman before the page that is counted as the first, arabic from there. Pages count from 1. */
export function pageLabel(page: number, first: number): string {
  return page < first ? roman(page) : String(page - first + 1)
}

function roman(number: number): string {
  let text = ''
  let rest = number
  for (const [value, digits] of ROMAN) {
    text += digits.repeat(Math.floor(rest / value))
    rest %= value
  }
  return text
}

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i']
]
