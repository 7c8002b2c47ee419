/** English, as British public offices write it. */
import type {LanguageRules} from './rules.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]
const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

export const en: LanguageRules = {
  tag: 'en',
  covers: /^en(?:-|$)/i,
  script: 'Latn',
  numbers: {
    point: '.',
    group: ',',
    large: [
      [12, ' trillion'],
      [9, ' billion'],
      [6, ' million'],
      [3, ' thousand']
    ],
    short: [
      [12, 'tn'],
      [9, 'bn'],
      [6, 'M'],
      [3, 'K']
    ]
  },
  withUnit: (number, unit) => (/^[%‰°′″]/.test(unit) ? number + unit : `${number} ${unit}`),
  withUnitInBrackets: (label, unit) => `${label} (${unit})`,
  rateOf(unit) {
    if (/^(?:%|per ?cent|percentages?|percentage points?|pp)$/i.test(unit.trim())) return 'percent'
    return /^(?:‰|per mill?e)$/i.test(unit.trim()) ? 'permille' : undefined
  },
  date: ({year, month, day}) => [day, month && MONTHS[month - 1], year].filter((part) => part !== undefined).join(' '),
  // CLDR: 1 is singular only where no decimals are shown.
  plural: (shown) => (/^[-−]?1$/.test(shown) ? 'one' : 'other'),
  list(items) {
    if (items.length < 2) return items.join('')
    // Names that hold a comma are told apart by semicolons.
    const comma = items.some((item) => item.includes(',')) ? ';' : ','
    return `${items.slice(0, -1).join(`${comma} `)} and ${items.at(-1)}`
  },
  place: (place, isShared) => `${isShared ? 'joint ' : ''}${PLACES[place - 1] ?? ordinal(place)}`,
  points: (number, rate) => `${number} ${rate === 'percent' ? 'percentage' : 'per mille'} ${number === '1' ? 'point' : 'points'}`,
  moved: (direction, difference) => {
    const word = direction === 0 ? 'was unchanged' : direction > 0 ? 'rose' : 'fell'
    return difference === undefined || direction === 0 ? word : `${word} by ${difference.text}`
  },
  movedAs: (word, {text}) => `${word} ${text}`,
  compared: ({direction, text}) => (direction === 0 ? 'level with' : `${text} ${direction > 0 ? 'above' : 'below'}`),
  times: (number) => `${number} times`,
  prefersTimes: true,
  directionBefore:
    /\b(?:(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|grew|grown|grows?|growing|shr[aiu]nk|shrinks?|shrinking|(?:in|de)creas(?:ed?|es|ing)|declin(?:ed?|es|ing)|dropp(?:ed|ing)|drops?|climb(?:ed|s|ing)?|gain(?:ed|s|ing)?|lost|slipp?(?:ed|s|ing)?|dipp?(?:ed|s|ing)?|down|up)(?: by)?|(?:in|de)creases? of|(?:rise|fall|drop|decline|gain|loss|reduction|jump|dip) of)(?: (?:about|around|some|nearly|almost|over|only|roughly))?\s*$/i
}

function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13
  return `${place}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')}`
}
