/** English, as British public offices write it. */
import {NUMBER_LOCALE, type Kind, type MadeHeads, type Phrases, type TimeParts} from './chart-rules.ts'
import {proseEn} from './prose-en.ts'
import type {LanguageRules} from './rules.ts'
import {typographyEn} from './typography-en.ts'

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

const KINDS: Readonly<Record<Kind, readonly [string, string, string]>> = {
  bar: ['Bar chart', 'bar', 'bars'],
  column: ['Column chart', 'column', 'columns'],
  histogram: ['Histogram', 'bin', 'bins'],
  density: ['Density', 'curve', 'curves'],
  box: ['Box plot', 'box told by its median', 'boxes told by their medians'],
  interval: ['Chart of intervals', 'interval told by its middle', 'intervals told by their middles'],
  pie: ['Pie chart', 'slice', 'slices'],
  map: ['Map', 'area', 'areas'],
  line: ['Line chart', 'value', 'values'],
  area: ['Area chart', 'value', 'values'],
  scatter: ['Scatter plot', 'point', 'points'],
  dots: ['Dot plot', 'point', 'points'],
  tiles: ['Tile map', 'tile', 'tiles'],
  heat: ['Heat map', 'cell', 'cells'],
  other: ['Chart', 'mark', 'marks']
}

const ordinals = new Intl.PluralRules('en', {type: 'ordinal'})
const ENDINGS: Readonly<Record<string, string>> = {one: 'st', two: 'nd', few: 'rd', other: 'th'}

const HEADS: MadeHeads = {
  panel: 'Chart',
  low: 'Low',
  lowerQuartile: 'Lower quartile',
  median: 'Median',
  upperQuartile: 'Upper quartile',
  high: 'High',
  middle: 'Middle',
  density: 'Density'
}

const OPERATIONS: Readonly<Record<string, string>> = {
  mean: 'Mean of',
  average: 'Mean of',
  median: 'Median of',
  sum: 'Sum of',
  min: 'Least',
  max: 'Greatest',
  distinct: 'Different values of'
}

function operation(name: string, label: string): string {
  const words = OPERATIONS[name]
  return words === undefined ? label : `${words} ${label}`
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const two = (number: number) => String(number).padStart(2, '0')

function timeInWords({year, quarter, month, week, date, day, hours, minutes, seconds}: TimeParts): string {
  const clock = [hours, hours === undefined ? minutes : (minutes ?? 0), seconds].filter((part) => part !== undefined).map(two)
  return [
    day === undefined ? '' : DAYS[day]!,
    date === undefined ? '' : String(date),
    month === undefined ? '' : MONTHS[month - 1]!,
    quarter === undefined ? '' : `Q${quarter}`,
    week === undefined ? '' : `week ${week}`,
    year === undefined ? '' : String(year),
    clock.join(':')
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const phrases: Phrases = {
  stop: '. ',
  unknown: 'not stated',
  comma: ', ',
  list: (names, others) =>
    new Intl.ListFormat('en-GB').format(others > 0 ? [...names, `${others} ${others === 1 ? 'other' : 'others'}`] : names),
  year: (year) => year,
  chart: (kind, {marks, lines, groups}) => {
    const [title, one, many] = KINDS[kind]
    if (lines > 1) return `${title} of ${lines} ${kind === 'line' ? 'lines' : 'areas'}`
    return `${title} of ${marks} ${marks === 1 ? one : many}${groups > 0 ? ` in ${groups} ${groups === 1 ? 'group' : 'groups'}` : ''}`
  },
  extremes: (highest, lowest, when) => {
    const ends = `${highest.name} is highest at ${highest.value}, ${lowest.name} lowest at ${lowest.value}`
    return when === undefined ? ends : `at the end (${when}), ${ends}`
  },
  level: (value) => `all at ${value}`,
  single: ({name, value}) => `${name} at ${value}`,
  course: ({first, last, direction, peak, low}) => {
    const between = [
      ...(peak ? [`a peak of ${peak.value} (${peak.name})`] : []),
      ...(low ? [`a low of ${low.value} (${low.name})`] : [])
    ]
    const run = `${['down', 'level', 'up'][direction + 1]} from ${first.value} (${first.name}) to ${last.value} (${last.name})`
    return between.length > 0 ? `${run}, with ${between.join(' and ')}` : run
  },
  times: (earliest, latest) =>
    `the earliest is ${earliest.name} (${earliest.value}), the latest ${latest.name} (${latest.value})`,
  moment: ({name, value}) => `${name} (${value})`,
  own: ({name, value}, place) =>
    `${name} ${place === undefined ? 'stands' : `is ${place}${ENDINGS[ordinals.select(place)]}`} at ${value}`,
  groups: (groups) =>
    phrases.list(
      groups.map(({name, count}) => `${name} (${count})`),
      0
    ),
  ownGroup: (name, group) => `${name} belongs to ${group}`,
  against: (y, x) => `${y} against ${x}`,
  ownPoint: (name, y, x) => `${name} stands at ${y.value} and ${x.value}`,
  sentence: (chart, clauses) => `${chart}${clauses.length > 0 ? ': ' : ''}${clauses.join('; ')}.`,
  between: ' ',
  densest: (group, at, [from, to]) => `${group === undefined ? '' : `${group} is `}densest near ${at}, between ${from} and ${to}`,
  panel: (name, sentence) => `${name}: ${sentence}`
}

const TIME = {
  dateTime: '%-d %B %Y %X',
  date: '%-d %B %Y',
  time: '%H:%M:%S',
  periods: ['am', 'pm'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: MONTHS,
  shortMonths: MONTHS.map((month) => month.slice(0, 3))
}

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' '
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const PARTS: Readonly<Record<number, string>> = {3: 'third', 4: 'quarter', 5: 'fifth', 10: 'tenth'}

/** English. */
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
  chart: {locale: {number: NUMBER_LOCALE, time: TIME}, phrases, count: 'Number', heads: HEADS, operation, time: timeInWords},
  withUnit: (number, unit) => (/^[%‰°′″]/.test(unit) ? number + unit : `${number} ${unit}`),
  withUnitInBrackets: (label, unit) => `${label} (${unit})`,
  rateOf(unit) {
    if (/^(?:%|per ?cent|percentages?|percentage points?|pp)$/i.test(unit.trim())) return 'percent'
    return /^(?:‰|per mill?e)$/i.test(unit.trim()) ? 'permille' : undefined
  },
  scaleOf: (unit) =>
    /^(?:[A-Z]{0,3}\p{Sc} ?|(?!per )[A-Z]{3} )?(?:\d[\d,.]* )?(thousand|million|billion|trillion|lakh|crore|bn|mn)s?\b/iu.exec(
      unit.trim()
    )?.[1],
  date: ({year, month, day}) => [day, month && MONTHS[month - 1], year].filter((part) => part !== undefined).join(' '),
  moment: (date, clock) => `${date}, ${clock}`,
  duration: (parts) =>
    parts.length === 0 ? '0 seconds' : parts.map(([amount, unit]) => `${amount} ${unit}${amount === '1' ? '' : 's'}`).join(' '),
  // CLDR: 1 is singular only where no decimals are shown.
  plural: (shown) => (/^[-−]?1$/.test(shown) ? 'one' : 'other'),
  comma: ', ',
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
  hedges: {
    atLeast: (number) => `at least ${number}`,
    nearly: (number) => `nearly ${number}`,
    justOver: (number) => `just over ${number}`,
    over: (part) => `more than ${part}`,
    parts: [
      [1, 10],
      [1, 5],
      [1, 4],
      [1, 3],
      [2, 5],
      [1, 2],
      [3, 5],
      [2, 3],
      [3, 4],
      [4, 5],
      [9, 10]
    ],
    part: (above, below) =>
      below === 2 ? 'half' : `${above === 1 ? 'a' : WORDS[above]} ${PARTS[below]}${above === 1 ? '' : 's'}`,
    word: (count) => WORDS[count] ?? tensInWords(count)
  },
  prose: proseEn,
  typography: typographyEn,
  directionAfter:
    /^\s*(?:lower|higher|below|above|less|more|fewer|smaller|larger|greater|(?:down|up)(?! (?:to|from)\b)|(?:in|de)creases?|drops?|declines?|fall|rise)\b/i,
  directionBefore:
    /\b(?:(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|grew|grown|grows?|growing|shr[aiu]nk|shrinks?|shrinking|(?:in|de)creas(?:ed?|es|ing)|declin(?:ed?|es|ing)|dropp(?:ed|ing)|drops?|climb(?:ed|s|ing)?|gain(?:ed|s|ing)?|lost|slipp?(?:ed|s|ing)?|dipp?(?:ed|s|ing)?|down|up)(?: by)?|(?:in|de)creases? of|(?:rise|fall|drop|decline|gain|loss|reduction|jump|dip) of)(?: (?:about|around|some|nearly|almost|over|only|roughly))?\s*$/i
}

function tensInWords(count: number): string | undefined {
  const tens = TENS[Math.floor(count / 10) - 2]
  return tens === undefined || count % 10 === 0 ? tens : `${tens}-${WORDS[count % 10]}`
}

function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13
  return `${place}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')}`
}
