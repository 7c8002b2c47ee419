/** How English sets marks and numbers. */
import type {TypographyRules} from './typography-rules.ts'

const LABELS =
  'Figures?|Figs?\\.|Tables?|Chapters?|Sections?|Annex(?:es)?|Appendix|Box(?:es)?|Articles?|Parts?|Volumes?|Vol\\.|Nos?\\.|[Pp]ages?|pp?\\.'
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
/** A number before one of these does not count what follows. */
const FUNCTION_WORDS =
  'a|an|the|and|or|but|nor|of|to|in|on|at|by|for|from|with|than|as|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|that|which|who|when|where|while|if|so|not|it|its|they|their|this|these|those|there|then|out|into|over|under|above|below|up|down|per|between|against|among'
const NUMBER = '[-−+±]?(?:[$€£¥])?\\d[\\d.,–:]*\\d?(?:st|nd|rd|th)?[%‰]?'

/** British usage: “ ” for what is typed as `"`, a closed en dash in ranges. */
export const typographyEn: TypographyRules = {
  quotes: {double: ['“', '”'], single: ['‘', '’']},
  range: '–',
  unbroken: new RegExp(
    `(?<![\\w-])[A-Za-z]-[A-Za-z]{2,}(?![\\w-])|(?:\\b(?:${LABELS})[ \\u00a0])(?:\\d[\\d.–]*\\d|\\d|[A-Z]\\d*\\b)|\\b[A-Z]{2,}(?:/[A-Z]+)? \\d[\\d.-]*\\d|(?<![\\w.])${NUMBER} (?:${MONTHS}|(?!(?:${FUNCTION_WORDS})\\b)[a-z]{1,14}\\b)`,
    'gu'
  )
}
