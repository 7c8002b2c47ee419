/** Days and months that a text writes out, in English or in Chinese -> how machines spell them. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = String.raw`(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*)\.?`
const YEAR = String.raw`(?<year>(?:19|20)\d\d)(?!\d)`
const PATTERNS = [
  String.raw`(?<!\d)(?:(?<day>\d{1,2})(?:st|nd|rd|th)? )?(?:of )?\b${MONTH} ${YEAR}`,
  String.raw`\b${MONTH} (?<day>\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}`,
  String.raw`${YEAR}年(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?`
].map((source) => new RegExp(source, 'gu'))

// Of several days beside each other, each language writes the year and the month with another one.
const SEVERAL =
  /\d(?:st|nd|rd|th)? ?(?:[-–—,]|and|or|to) ?\d{1,2}(?:st|nd|rd|th)? (?:of )?\p{Lu}\p{Ll}{2}|\p{Lu}\p{Ll}{2,8}\.? ?(?:\d{1,2})? ?(?:[-–—,]|and|or|to) ?(?:\d{1,2} ?)?\p{Lu}\p{Ll}{2,8} (?:\d{1,2},? )?(?:19|20)\d\d|\p{Ll} \d{1,2} ?(?:[-–—]|and|or|to) ?\d{1,2},|[月日] ?[至到和或及、—–~～-] ?\d{1,2}[月日]/u

/** `2025-03-11` or `2025-03`, in the order of the text; nothing where several stand beside each other. */
export function writtenDays(text: string): readonly string[] | undefined {
  if (SEVERAL.test(text)) return undefined
  const found = PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)])
  return found.toSorted((a, b) => a.index - b.index).map(({groups = {}}) => spelt(groups))
}

function spelt({year, month = '', day}: Readonly<Record<string, string | undefined>>): string {
  const number = /^\d/.test(month) ? month : String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1)
  return [year, number.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
}
