/** Numbers in English prose that define and state nothing: ages of a group, hours of opening, how often, factors of ten. */
import {patterns, type NumberPattern} from './prose-rules.ts'

const AGE = '(?:1[01]\\d|\\d{1,2})'
const TO = '(?:\\s?[-–—]\\s?| (?:to|and) )'
const SMALL = '(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)'
const PEOPLE =
  '(?:[Pp]eople|[Pp]ersons|[Pp]opulation|[Cc]hildren|[Aa]dults|[Ww]omen|[Mm]en|[Gg]irls|[Bb]oys|[Tt]hose|[Aa]nyone|[Ee]veryone|[Rr]esidents|[Ww]orkers|[Pp]upils|[Pp]atients|[Cc]itizens|[Yy]outh|[Ww]orking[- ]age|[Aa]ges?|[Aa]ged|[Aa]ge groups?)'
/** As a head: bands of ages begin and end so. What else is from one number to another may be a finding. */
const BAND = '(?:\\d?[05]|1[68]|1)\\s?[-–—]\\s?(?:\\d?[49])'
/** `to 18 and over time` and `65 and over 70 beds` speak of no group. */
const OPEN = '(?: years?)? (?:and|or) (?:over|above|older|under|below|younger|up)(?! (?:time|the|an?|all|half|\\d|\\uFFFC))\\b'
const YEARS = '(?: years?(?: of age| old)?)?(?![\\w,.]*\\d|\\s?%)'
/** What may stand behind an age that no noun is counted by. */
const ENDS =
  '(?=\\s*(?:[.,;:)–—]|$)| (?:years?|in|who|were|are|is|was|had|have|has|of|and|or|with|from|living|at|on|to|by|rose|fell|can|may|must|will|do|did|(?:liv|ma[kd]|account|rise|fall|gr[eo]w|increas|declin|get|pay|paid|receiv|need|us|work|wait|stay|spen[dt]|leav|die|suffer|tend|visit|show|fac|come|go|t[ao]k)\\w*)\\b)'

const SPAN = '(?:minutes|hours|days|nights|weeks|months|years)'
/** What is said of cases that a definition takes in or leaves out; what takes long is a finding. */
const COUNTED =
  '(?:(?:not |is |are |be )?(?:counted|included|recorded|classified|excluded|defined)|left out|do(?:es)? not count|counts? (?:as|for|towards))'

/** Of groups, of times, and of reckoning. */
export const definingEn: readonly NumberPattern[] = [
  ...patterns(
    'name',
    `\\b${AGE}${OPEN}`,
    `\\b(?:[Aa]ged|[Aa]ges|[Aa]ge groups?|[Aa]ge band|between the ages of)(?: of| from| between)? ${AGE}${TO}${AGE}${YEARS}`,
    `\\b[Aa]ged ${AGE}(?:\\+|${OPEN})`,
    `(?<=\\b${PEOPLE} )${AGE}\\+|\\b${AGE}\\+(?= (?:age )?(?:groups?|bands?|population)\\b)|^${AGE}\\+$`,
    `\\b(?:[Oo]ver|[Uu]nder|[Aa]bove|[Bb]elow|[Bb]efore|[Aa]fter|[Ff]rom|[Uu]ntil) the age of ${AGE}\\b(?![,.]\\d)`,
    `\\b(?:[Oo]ver|[Uu]nder)[- ]${AGE}s\\b`,
    `\\b${AGE}(?:-?${TO}|-to-)${AGE}[- ]years?[- ]olds?\\b|\\b${AGE}-year-olds\\b`,
    `\\b${AGE}\\s?[-–—]\\s?${AGE}(?= (?:age (?:group|band|range)s?|years? of age)\\b)`,
    `(?<=\\b${PEOPLE}\\b[^.;]{0,24}\\()${AGE}${TO}${AGE}${YEARS}(?=\\))`,
    `^${BAND}(?: years)?$`,
    `\\b(?:older|younger) than ${AGE}${ENDS}`,
    `(?<=\\b${PEOPLE} )(?:over|under|above|below) (?:${AGE}|${SMALL})${ENDS}`
  ),
  ...patterns(
    'date',
    `(?<=\\b(?:[Oo]pen(?:s|ed)?|[Oo]pening hours|[Dd]aily|[Ww]eekdays|\\w{3,6}days?)\\b[^.;\\d]{0,16})\\d{1,2}(?:\\s?[-–—]\\s?| to )\\d{1,2}(?: ?h(?:ours|rs)?)?\\b(?! [a-z]+s\\b)`,
    `\\b\\d{1,2} o[’']clock\\b`
  ),
  ...patterns(
    'idiom',
    `\\b[Tt]wice (?:a|per|each|every) (?:day|week|fortnight|month|quarter|term|season|year|decade)\\b|\\b[Tt]wice[- ](?:daily|weekly|monthly|yearly)\\b`,
    `(?:\\b[Ii]n |(?<=, )|^)(?:[Tt]housands|[Mm]illions|[Bb]illions)(?: of (?:euros|pounds|yuan|(?:US )?dollars|tonnes|people|persons))?(?=[.,;:)]|$)`,
    `\\b(?:(?:less|more|fewer|longer|shorter) than|under|over|at least) (?:${SMALL}|\\d{1,3}) ${SPAN}\\b(?=[^.;]{0,60}\\b${COUNTED}\\b)`,
    `\\b[Nn]o two\\b(?! (?:hundred|thousand|million|thirds))`,
    `\\b[Ee]very (?:${SMALL}|\\d{1,2}) (?:days|weeks|months|quarters|years|hours|minutes)\\b`,
    `(?:\\b(?:times|multiplied by|divided by)|[×÷]) ?(?:100+|1(?:,000)+|(?:a |one )?(?:hundred|thousand|million))\\b(?![,.]\\d)`,
    `\\b(?:two|three|four|five|Two|Three|Four|Five) (?:data )?(?:sources|tables|charts|chapters|sections|columns|definitions|methods)\\b`
  )
]
