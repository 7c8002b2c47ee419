/** Words beside a place that say from which end it counts: the third *lowest*, 由少到多居第3位. */

/** Words right before a place, and right behind it. */
export interface EndWords {
  readonly before: RegExp
  readonly behind: RegExp
}

/** Those of places that count from the largest value, and those from the smallest. */
export interface PlaceRules {
  readonly fromLargest: EndWords
  readonly fromSmallest: EndWords
}

// Of two that differ in a quality, the cheaper may be the `most affordable`: that is no end of the values.
const OF_A_QUALITY = String.raw`(?! \p{L}+(?:able|ible|ive|ful|ous|ed|ic|al|ent|ant|ing|less|y|ar|ute|ate|ile|ure|ex|ise)\b)`
const english = (words: string, open: string, end: string): EndWords => ({
  before: new RegExp(String.raw`\bfrom (?:the )?(?:${end}),? (?:up|down)?,? ?(?:it )?(?:is |ranks |comes )?(?:the )?$`, 'iu'),
  behind: new RegExp(
    String.raw`^[ -](?:(?:${words})\b|(?:${open})\b${OF_A_QUALITY}| from (?:the )?(?:${end})\b)|^ from (?:the )?(?:${end})\b`,
    'iu'
  )
})

/** English. */
export const placesEn: PlaceRules = {
  fromLargest: english('highest|largest|greatest|biggest', 'most', 'top|highest|largest'),
  fromSmallest: english('fewest|lowest|smallest', 'least', 'bottom|lowest|smallest|end')
}

const BREAK = '，。；：！？、'
const chinese = (most: string, least: string, reversed = ''): EndWords => ({
  // 在床位最少的国家中 names those among which it is a place.
  before: new RegExp(
    `(?:最[${most}]的?[^${BREAK}中里裡内內]{0,6}|[从從由按自][${most}][到至往][${least}][^${BREAK}]{0,8}${reversed})$`,
    'u'
  ),
  behind: new RegExp(`^的?(?:最[${most}]|[${most.replace('大', '')}](?![于於达達大量]))`, 'u')
})

/** Chinese, in both scripts. */
export const placesChinese: PlaceRules = {
  fromLargest: chinese('多高大', '少低小'),
  fromSmallest: chinese('少低小', '多高大', `|倒[数數][^${BREAK}]{0,2}`)
}
