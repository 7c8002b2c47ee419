/** How Chinese sets marks, numbers and headings: a line of prose may end behind any character, one of a heading behind a word. */
import {unbrokenRanges, type TypographyRules} from './typography-rules.ts'

const LABELS = '[见見如即]?(?:图|圖|表|第|附录|附錄|附件|公式|式|注|註)'
const HAN = '[\\u3400-\\u4dbf\\u4e00-\\u9fff]'
const SCALES = '[十百千万萬亿億兆]{0,3}'
/** What follows a number without being its unit. */
const NO_UNIT = '[和与與及或至到在为為是以则則而之从從由并並但也都]'
const NUMBER = '[-−+±]?\\d[\\d.,–—:]*\\d?[%％‰℃°]?'

const rules: Omit<TypographyRules, 'quotes'> = {
  range: '—',
  unbroken: new RegExp(
    `(?:${LABELS} ?)?(?<![\\w.=/&?#%-])${NUMBER}(?: ?${SCALES}(?!${NO_UNIT})${HAN})?|(?:图|圖|表|附录|附錄|附件) ?[A-Z]\\d*|(?<![A-Za-z])[A-Z]{2,}(?:/[A-Z]+)? \\d[\\d.-]*\\d`,
    'gu'
  ),
  headingBreaks,
  textBreaks
}

/** With “ ” and ‘ ’. */
export const typographyHans: TypographyRules = {quotes: {double: ['“', '”'], single: ['‘', '’']}, ...rules}
/** With 「 」 and 『 』. */
export const typographyHant: TypographyRules = {quotes: {double: ['「', '」'], single: ['『', '』']}, ...rules}

/** These belong to the word before them where they stand alone. */
const NEVER_FIRST = /^[的地得了着著过過者们們市县縣省区區州里裡中内內上下前后後等率化性型类類级級]$/u
/** Any other character that a dictionary leaves alone is most likely a part of the word behind it: 产出, 第, 不. */
const ALONE = /^\p{Script=Han}$/u
const WORD = /[\p{L}\p{N}]$/u

const segmenter = new Intl.Segmenter('zh', {granularity: 'word'})

// Browsers keep a per cent sign and a bracket with a number together, as in `50%($5)`.
function textBreaks(text: string): readonly number[] {
  return [...text.matchAll(/(?<=[%％‰℃])(?=[（《〈「『【〔])/gu)].map(({index}) => index)
}

// A mark takes care of itself: the browser knows which may not begin a line.
function headingBreaks(text: string): readonly number[] {
  const words = [...segmenter.segment(text)]
  const held = unbrokenRanges(text, typographyHans)
  return words.flatMap(({segment, index}, at) => {
    const before = words[at - 1]?.segment
    if (before === undefined || !WORD.test(before) || !/^[\p{L}\p{N}]/u.test(segment)) return []
    if (NEVER_FIRST.test(segment) || (ALONE.test(before) && !NEVER_FIRST.test(before))) return []
    return held.some(([from, to]) => index > from && index < to) ? [] : [index]
  })
}
