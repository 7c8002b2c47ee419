/** Words between two numbers of one sentence that say which of them is more: `3.4%, higher than the 2.1% of 2019`, 高于. */

/** A shape of words between two numbers, with the sign of the second less the first of which it is true. */
export interface ComparisonRule {
  readonly sign: 1 | -1
  readonly between: RegExp
}

// A unit and a time right behind the first number: nothing that could be what is compared in its place.
// Nor is it the amount by which something is more: `8.6 points lower, below`.
const UNIT = String.raw`[%‰]?(?: (?!th[ae][nt]\b|wh\w+\b|with\b|more\b|less\b|fewer\b|(?:high|low|great|larg|small|ahead|behind|above|below))[^\s,;:.()\d]+){0,4}?(?: in (?:19|20)\d\d)?`
const SLIGHTLY = String.raw`(?: (?!hardly\b)\w+ly| still| well| far| much| somewhat| even| just| now){0,2}`
// A choice of several is no number of its own: `higher than in any of the 12 districts`.
const OF_WHAT = String.raw`(?: (?!any\b|place\b|rank\w*|all\b|each\b|every\b|most\b|half\b|other\b|only\b)[^\s,;:.()\d]+){0,6}? \p{Sc}?$`
const english = (sign: 1 | -1, more: string, verbs: string, way: string): readonly ComparisonRule[] =>
  [
    `^${UNIT},${SLIGHTLY} (?:${more})${OF_WHAT}`,
    `^[%‰]? (?:is|was|are|were)${SLIGHTLY} (?:${more})${OF_WHAT}`,
    `^[%‰]? (?:${verbs})${OF_WHAT}`,
    `^${UNIT},?${SLIGHTLY} ${way} from${OF_WHAT}`
  ].map((source) => ({sign, between: new RegExp(source, 'iu')}))

/** Words right before an amount by which something is more, or before a place, of which the lower number is the higher place. */
export const stepsEn =
  /\b(?:(?:higher|lower|more|less|fewer|greater|larger|smaller) by|place|rank(?:s|ed|ing)?|position|number|no\.) \p{Sc}?$/iu

/** The same in Chinese. */
export const stepsChinese = /(?:[高低多少大小][出了]?|第)$/u

/** English. `more than` alone may be said of the second number by itself. */
export const comparisonsEn: readonly ComparisonRule[] = [
  ...english(-1, '(?:higher|greater|larger) than|above|more than(?= (?:the|in|last|its) )', 'exceed(?:s|ed)?', 'up'),
  ...english(1, '(?:lower|smaller) than|below|(?:less|fewer) than(?= (?:the|in|last|its) )', '(?:falls|fell) short of', 'down')
]

const [BEHIND, WITHIN] = [
  '(?!位|名)[%‰]?[^，。；：、（）()\\d]{0,4}，?(?:[仍均也已則则][然]?|明[显顯]|略|稍|[远遠]|大幅|[显顯]著){0,2}',
  '[^，。；：、（）()\\d任各每所第]'
]

/** Chinese. 超过 right before a number may be said of that alone. */
export const comparisonsChinese: readonly ComparisonRule[] = [
  {sign: -1, between: new RegExp(`^${BEHIND}(?:[高多大][于於]${WITHIN}{0,16}|超(?:[过過]|出)了?${WITHIN}{2,16})$`, 'u')},
  {sign: 1, between: new RegExp(`^${BEHIND}(?:[低少小][于於]${WITHIN}{0,16}|不及${WITHIN}{0,16})$`, 'u')}
]
