/** Superlatives in English prose: `has the highest turnover`. */
import {anyOf, FIGURE, OWN, type SuperlativeRules} from './superlative-rules.ts'

const OF_SIZE =
  '(?:high|low|larg|small|bigg|great|long|short|strong|weak|rich|poor|fast|slow|busi|young|old|steep|dens|wealthi|few)est'
const WORD = `(?:${OF_SIZE}|most|least|best|worst)`
const VERB =
  '(?:has|had|have|is|was|are|were|remain(?:s|ed)?|rank(?:s|ed)?|record(?:s|ed)?|show(?:s|ed)?|scor(?:es|ed)|count(?:s|ed)?|post(?:s|ed)?|stands|stood|comes|came|report(?:s|ed)?)'
const BY_THE_WAY = '(?: (?:also|again|still|now|thus|clearly|therefore|by far|currently|once more)){0,2}'
const WITH_NUMBER = '(?:,? (?:with|at) [^,.;:!?\\n]{1,60},?)?'
const THE = `(?:the (?:second[- ]|third[- ]|joint[- ])?${WORD}|(?:second |third |joint )?(?:${OF_SIZE}))(?![-\\p{L}])(?! (?:known|possible|(?:recent|current|up-to-date)\\b|of both|of its|of their))`
const PLACE = '(?:in (?:first|second|third|last|top) (?:place|position)|at the (?:top|bottom))'
// What a value of its own may be highest among: its years, its kinds. A level can be the highest for all.
const NOT =
  '(?!(?:in|on|for|during|among|since|ever|yet|to|by|from|between|within|across|at|with|so|as|its|their|years?|months?|weeks?|days?|quarters?|decades?|period|series|season|history|record|times?|level|grade|class|category|priority|standard|possible|tier|rating|band|quality)\\b)'
const THING = `(?: ${NOT}[\\p{L}\\d’'-]+){0,6}`
const NUMBER = `[${FIGURE}\\uFFFC]`
const UNITS = '(?: [\\p{L}%’-]+){0,3}'

/** English superlatives. */
export const superlativesEn: SuperlativeRules = {
  word: new RegExp(`\\b${WORD}\\b|\\b${PLACE}\\b`, 'iu'),
  claims(names) {
    const all = scopeOf(names)
    const end = `(?=[,.;:()!?…\\n—–]|$| (?:at|with|of) ${FIGURE})`
    const own = `(?<!\\b(?:in|of|for|from|within|across|at|to|by|with|than|behind|like|after|before|and|or|near|around|outside) )${OWN}(?![’'])${WITH_NUMBER} `
    const is = '(?:,? which)? ?(?:is|was|are|were|remain(?:s|ed)?)'
    return [
      `${own}${VERB}${BY_THE_WAY}${WITH_NUMBER} (?<claim>${THE}${THING}) ${all}`,
      `${own}${VERB}${BY_THE_WAY}${WITH_NUMBER} (?<claim>${THE}${THING})${end}`,
      `${own}${VERB}${BY_THE_WAY}${WITH_NUMBER} (?<claim>${PLACE})(?: ${all}|${end})`,
      `${own}(?<claim>(?:leads|led|tops|topped) (?:the (?:country|nation|field|table|list|ranking|league)|all (?:other )?${anyOf(names)}))\\b`,
      `\\b(?:the|this) ${anyOf(names)}${BY_THE_WAY} ${VERB}${BY_THE_WAY} (?<claim>${THE}${THING})(?: ${all}|${end})(?=[^.;!?\\n]*?(?<figure>${FIGURE}))`,
      `(?<figure>${FIGURE})${UNITS}(?:,|,?${is})${BY_THE_WAY} (?<claim>${THE}${THING}) ${all}`,
      `${is}${BY_THE_WAY} (?<claim>${THE}${THING}) ${all}(?:,|:|,? at|,? with)+ (?<figure>${FIGURE})`,
      `(?<![\\p{L}])(?:at|with) (?<figure>${FIGURE})[^,.;:!?\\n]{0,40}, [^,.;:!?\\n]{0,60}?${VERB}${BY_THE_WAY} (?<claim>${THE}${THING}) ${all}`
    ].map((source) => new RegExp(source, 'dgiu'))
  }
}

// All of the axis, or the country that its values lie in.
function scopeOf(names: readonly string[]): string {
  const these = `(?:of|among|amongst|across|in) (?:all |the |these |our ){0,2}(?:${NUMBER} |\\d+ )?${anyOf(names.flatMap(plurals))}\\b`
  return `(?:${these}|nationwide|nationally|countrywide|(?:in|of) the (?:whole |entire )?(?:country|nation))`
}

function plurals(name: string): readonly string[] {
  return [`${name.replace(/y$/, 'ie')}s`, `${name}es`, name]
}
