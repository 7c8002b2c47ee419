/** Numbers in English prose. */
import {definingEn} from './defining-en.ts'
import {denominatorsEn} from './denominators.ts'
import {comparisonsEn, stepsEn} from './comparison-rules.ts'
import {placesEn} from './place-rules.ts'
import {patterns, type NumberPattern, type ProseRules} from './prose-rules.ts'
import {superlativesEn} from './superlatives-en.ts'
import {yearsEn} from './year-rules.ts'

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
const YEAR = '(?:1[5-9]|20|21)\\d\\d'
const DAY = '[0-3]?\\d(?:st|nd|rd|th)?'
const DASH = '\\s?[-–—/]\\s?'
const SMALL = '(?:two|three|four|five|six|seven|eight|nine)'
const TEENS = '(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'
const TENS = '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)'
const COUNT = `(?:${TENS}(?:-(?:one|${SMALL}))?|${TEENS}|${SMALL})`
const SCALE = '(?:hundred|thousand|million|billion|trillion)'
const PARTS = '(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth|thousandth)s?'
const PLACE =
  '(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\\d{1,20}(?:st|nd|rd|th))'
const ANY_PLACE = `(?:first|${PLACE})`
/** What is counted in turn rather than ranked. */
const TURNS =
  '(?:century|centuries|quarters?|halves|half|editions?|readings?|rounds?|waves?|phases?|stages?|steps?|times?|generations?|languages?|hand|part(?:y|ies)|nature|homes?|chambers?|amendments?|anniversary|sessions?|plen(?:um|ary)|congress|conference|meeting|years?|months?|weeks?|days?|columns?|rows?|paragraphs?|sections?|chapters?|parts?|questions?|reasons?|points?|aspects?|doses?|instance|floors?|thoughts?|opinion|look|step|survey|census|report|issue|volume|series|cohort|tier|pillar|priority|schedule|annex|reading|trimester|semester|term|grade|degree|figures?|numbers?|values?|sources?|estimates?|categor(?:y|ies)|methods?|definitions?|person|wave|attempt|chance|glance|place|issue|group|set|option|case|type|kind|one|is|was|concerns|to|and|,)'
const NOUN =
  '(?:[Ff]ig(?:ure|s|ures)?|[Tt]ables?|[Cc]harts?|[Bb]ox(?:es)?|[Mm]aps?|[Ss]ections?|[Cc]hapters?|[Aa]nnex(?:es)?|[Aa]ppendi(?:x|ces)|[Aa]rticles?|[Aa]rt|[Pp]aragraphs?|[Pp]aras?|[Cc]lauses?|[Rr]ules?|[Rr]egulations?|[Dd]irectives?|[Dd]ecrees?|[Oo]rders?|[Cc]irculars?|[Nn]otices?|[Dd]ecisions?|[Rr]esolutions?|[Vv]ol(?:ume)?s?|[Ii]ssues?|N[or]s?|[Nn]umbers?|[Pp]ages?|pp?|[Rr]ows?|[Ll]ines?|[Cc]olumns?|[Ss]teps?|[Pp]hases?|[Ss]tages?|[Ii]tems?|[Qq]uestions?|[Nn]otes?|[Ff]ootnotes?|[Ee]quations?|[Ee]q|[Vv]ersions?|[Rr]eleases?|[Ll]evels?|[Gg]rades?|[Cc]lass|[Cc]ategor(?:y|ies)|[Tt]iers?|[Tt]ypes?|[Gg]roups?|[Zz]ones?|[Dd]istricts?|[Rr]outes?|[Pp]latforms?|[Tt]erminals?|[Rr]ooms?|[Mm]odels?|[Mm]odules?|[Tt]argets?|[Gg]oals?|SDGs?|[Ii]ndicators?|[Pp]riorit(?:y|ies)|[Pp]illars?|[Oo]bjectives?|[Rr]ecommendations?|[Oo]ptions?|[Ss]cenarios?|[Ss]chedules?|[Pp]rotocols?|[Ss]tandards?|[Pp]art|[Aa]ct|[Ll]aw|[Bb]ill|ISO(?:/IEC)?|IEC|RFC|IEEE|EN|DIN|BS|GB(?:/T)?|IFRS|IAS|CAS|[Ww]ave|[Rr]ound|[Qq]uestionnaire|[Ff]orm|[Rr]egistration|[Hh]ighway|[Mm]otorway|[Uu]nit|[Ww]ard|[Bb]lock|[Bb]uilding|[Ss]cope|[Yy]ear|Key Stage|Band|Rev|Big|[A-Z]{3,})'
const NUMERAL = '\\d{1,20}(?:[.,]\\d{1,20})*(?:\\([a-z0-9]+\\))*'
const SEVERAL = `(?:(?:,|,? and|,? or|,? to|${DASH}) ?${NUMERAL}){0,12}`

const spared: readonly NumberPattern[] = [
  ...definingEn,
  ...denominatorsEn,
  ...patterns('reference', 'https?://\\S+', '\\bdoi:? ?\\S+', '\\b10\\.\\d{4,}/\\S+', '\\b[a-z][\\w-]*(?:\\.[a-z][\\w-]*)+/\\S*'),
  ...patterns(
    'date',
    `\\b(?:${DAY}(?:${DASH}${DAY})? (?:of )?${MONTH}(?:,? ${YEAR})?|${MONTH} ${DAY}(?:${DASH}${DAY})?(?:,? ${YEAR})?|${MONTH} ${YEAR})(?!\\d)`,
    `\\b${YEAR}-\\d\\d(?:-\\d\\d)?\\b`,
    `\\b\\d{1,2}[./]\\d{1,2}[./]${YEAR}\\b`,
    `\\b(?:Q[1-4]|H[12])(?: ?(?:of )?${YEAR})?\\b`,
    `\\bFY ?\\d\\d(?:\\d\\d)?(?:[/–-]\\d\\d)?\\b`,
    `(?<![\\d.,$€£¥])\\b${YEAR}(?:(?:${DASH}| to | and )(?:${YEAR}|\\d\\d)(?!\\d))?s?\\b(?!,\\d|\\.\\d|%| ?(?:per cent|percent|people|persons|households|employees|respondents|participants|patients|beds|km|tonnes|hectares|MW|kg))`,
    `\\b\\d{1,2}:\\d\\d(?: ?[ap]\\.?m\\b\\.?)?(?!\\d)`,
    `\\b\\d{1,2}(?:\\.\\d\\d)? ?[ap]\\.?m\\b\\.?`,
    `\\b${ANY_PLACE}(?:,? (?:and|or|to)? ?${ANY_PLACE}){0,6}[ -](?:century|centuries)\\b`,
    `\\b${ANY_PLACE}(?: and ${ANY_PLACE}){0,4} (?:quarters?|half)(?: of (?:the year|${YEAR}|FY\\S+)| ${YEAR})?\\b(?! of (?:the|all)(?! year))`,
    `\\b(?:first|last|next|past) ${COUNT} (?:months|weeks|quarters|years|days) of (?:the (?:year|decade)|${YEAR})\\b`,
    `\\bthe \\d{1,2}(?:st|nd|rd|th) (?:day )?of (?:the|each|every)\\b`,
    `\\b(?:last|next|past|coming|previous|preceding|following|first) (?:${COUNT}|\\d{1,2}) (?:months|weeks|quarters|years|days)\\b`,
    `\\bthe (?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\\b`
  ),
  ...patterns(
    'name',
    `\\b[2-6]G\\b`,
    `\\b[234][- ]?D\\b`,
    `\\b[48]K\\b`,
    `\\b\\d{1,20}\\.0\\b(?= era| version)|\\b[A-Z]\\w+ \\d\\.0\\b`,
    `\\b(?!(?:USD|EUR|GBP|RMB|CNY|HKD|NTD|JPY|CHF|AUD|CAD|Rs|US|NT|HK|CI|SD|SE|OR|RR|HR)\\d)[A-Z][A-Za-z]*[-‑]?\\d{1,20}(?:\\.\\d{1,20})?[A-Za-z]*(?:-\\d{1,20})?\\b`,
    `\\b[a-z]+-\\d{1,20}\\b`,
    `\\b[HBCPG]2[A-Z]\\b`,
    `\\b\\d{1,20}-[A-Z][A-Za-z]+\\b`,
    `\\b(?:Vision|Agenda|Horizon|Industry|Windows|Fortune|Top|Route|Highway|Boeing|Airbus|Apollo|Formula|Chapter|Pier|Studio|Catch|Area|Big|Group of|Office|Python|Java|Stata|Node|Level|Category|Type|Strategy|Omega|Vitamin B|Channel|Bus|Line|Form|Section|Title|Schedule|Gate|Exit|Berth|Dock|Hangar|Pentium|Galaxy) \\d{1,20}\\b`,
    `\\b(?:hotline|helpline|[Pp]hone|[Tt]elephone|[Tt]el\\.?|[Cc]all|[Dd]ial|calling|dialling|number|line|extension|ext\\.?) (?:us |is |on ){0,2}\\+?\\d[\\d -]{0,20}\\d\\b`,
    `\\b0\\d{2,4}(?:[ -]\\d{3,4}){1,3}\\b`,
    `\\b9/11\\b`,
    `\\bBig (?:Three|Four|Five|Six)\\b`,
    `\\+\\d{1,3}[ -]\\d[\\d -]{1,20}\\d`,
    `\\b\\d{2,6}(?= (?:hotline|helpline|emergency|number|service line|call cent))`,
    `\\b(?:${ANY_PLACE}|${COUNT}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth|Fifteenth|Sixteenth|Seventeenth|Eighteenth|Nineteenth|Twentieth)(?: (?:Five|Ten|Three|Four))?(?:[- ](?:Year|Point|Party|World|Nations|Power|Power|Republic|Plenum|National|General|Amendment|Congress|Party|Committee|Republic|Front|Estate|World|Reich|Avenue|Street|Ward|Sisters|Gorges|Dragons|Tigers|Valleys|Oaks|Plan|Census|Survey|Industrial|Agricultural|Vatican|Belt|Health|Stop|Child|Bridge|Health|Pillars|Review|Report|Edition|Schedule|Protocol|Reading|Chamber|Committee|Basic|Rivers|Lakes|Assessment|Conference|Session|Summit|International|Regional|Annual))+\\b`,
    `\\bGroup of (?:Seven|Eight|Twenty|Ten|77)\\b`,
    `\\bTop (?:Ten|\\d{1,20})\\b`,
    `\\b\\d{1,20}(?:st|nd|rd|th)? (?:Five-Year|Plenum|Congress|Amendment|Street|Avenue)(?: Plan| Plenum)?`
  ),
  ...patterns(
    'reference',
    `\\b${NOUN}\\.? (?:${NUMERAL}[a-z]?|[A-Z]\\.?\\d{1,20}(?:\\.\\d{1,20})*)${SEVERAL}\\b`,
    `\\b(?:step|part|phase|stage|chapter|section|option|scenario|question|pillar|tier|level|type|group|table|figure) (?:one|${COUNT})\\b`,
    `\\b(?:Section|Part|Chapter|Annex|Table|Figure|Article|Box) (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\\b`,
    `§+ ?${NUMERAL}${SEVERAL}`,
    `\\[\\d{1,20}(?:[,–-] ?\\d{1,20})*\\]`,
    `\\bv\\d{1,20}(?:\\.\\d{1,20})*\\b|\\b\\d{1,20}\\.\\d{1,20}\\.\\d{1,20}\\b|\\b[A-Z]\\w* \\d{1,20}\\.\\d{1,20}\\.\\d{1,20}`,
    `\\[${YEAR}\\] [A-Z]+ \\d{1,20}`,
    `\\b\\d{1,20}/\\d{1,20}/[A-Z]+\\b|\\b[A-Z]{2,}/\\d{1,20}(?:/\\d{1,20})*\\b|\\b\\(?(?:EU|EC|EEC)\\)? (?:No )?\\d{1,20}/\\d{1,20}\\b`
  ),
  ...patterns(
    'list',
    `(?:^|(?<=[.;:–—(] ?|[,;] (?:and |or )?))(?:First|Second|Third|Fourth|Fifth|Sixth|first|second|third|fourth|fifth|One|Two|Three)(?:ly)?(?=[,:])`,
    `\\bfirst, (?:and )?then\\b`,
    `\\b(?:first|second|third|fourth|fifth)ly\\b|\\b(?:First|Second|Third|Fourth|Fifth)ly\\b`,
    `^\\d{1,2}[.)](?= )`,
    `\\(\\d{1,2}\\)`,
    `\\b(?:and|or|but) (?:first|second|third|fourth|fifth)(?=,)`
  ),
  ...patterns(
    'idiom',
    `\\b[Tt]he (?:other |same |latter |former |first |last )?(?:two|three|four)\\b(?! (?:or|hundred|thousand|million|billion|quarters|fifths|thirds|tenths|times|per)\\b)(?!-|[ -]?(?:percentage|point))`,
    `\\b(?:[Tt]hese|[Tt]hose|[Aa]ll|other|[Bb]etween|into|[Ii]ts|[Tt]heir|[Oo]ur) (?:two|three|four)\\b(?! (?:hundred|thousand|million|billion|quarters|fifths|thirds|tenths|times|per)\\b)`,
    `\\b(?:two|second|third|first)-?hand(?:ed)?\\b|\\bsecond(?:-| to )(?:none|guess|rate|class)\\b|\\bsecond(?:s|ed|ment|ary|ly)?-(?:guess|rate|class|hand)\\w*`,
    `\\bsecond(?:ed|ment|ments|ary|arily)\\b|\\bseconds?\\b(?=[.,]| (?:only )?(?:later|per))`,
    `\\b(?:one|two|three|four)-(?:way|sided|tier|track|stage|step|stop|off|to-one|on-one|person|dimensional|piece|pronged|fold|party|tailed|sided|page|level|part|phase|digit)\\b(?<!digit)`,
    `\\btwo sides\\b|\\b[Aa] second\\b|\\bone or two\\b|\\btwo or three\\b|\\btwo and two\\b|\\bin two minds\\b|\\bat sixes and sevens\\b|\\bon all fours\\b|\\bnine to five\\b`,
    `\\b24[/-]7\\b|\\b24 hours a day\\b|\\b9[- ]to[- ]5\\b|\\b20/20 (?:vision|hindsight)\\b|\\b50[-/]50\\b|\\b360[- ]degree\\b|\\b101\\b(?=\\))`,
    `\\bdouble[- ](?:check|count|edged|blind|entry|book|glaz|click|sided|standard|act|decker|jeopardy|bind|bed|room)\\w*\\b|\\btwice[- ]told\\b|\\bthink twice\\b|\\bonce or twice\\b`,
    `\\bhalf[- ](?:hearted|way|hour|life|lives|term|finished|baked|time|truth|measures?|marathon|moon|brother|sister|day)\\w*\\b|\\bhalfway\\b|\\bbehalf\\b|\\b(?:other|better) half\\b|\\bmeet \\w+ half\\b|\\bat half[- ]\\w+`,
    `\\bzero[- ](?:sum|tolerance|carbon|emission|rated|rating|hours|based|waste|trust|defect|day|inflated)\\w*\\b|\\bnet[- ]zero\\b|\\bground zero\\b|\\babsolute zero\\b|\\bfrom zero\\b`,
    `\\bquarter(?:s|ly|ed|ing|master)?\\b(?<!\\b(?:a|one|two|three|last|nearly|over|about) quarters?)|\\bheadquarters?\\b`,
    `\\b(?:a|one) (?:hundred|thousand|million) (?:times|miles|reasons)\\b|\\bone in the same\\b|\\ba thousand cuts\\b|\\bone hundred per ?cent (?:sure|behind)\\b`,
    `\\b${ANY_PLACE}[- ]${TURNS}(?![\\w-])`,
    `\\bthird[- ](?:part|sector|countr|world|age|level|rail|class|rate)\\w*\\b|\\bfirst[- ](?:class|rate|aid|time|line|mover|come|served|choice|responder)\\w*\\b|\\bfifth column\\b|\\beleventh hour\\b|\\bsixth sense\\b|\\bseventh heaven\\b|\\bnine lives\\b|\\bsquare one\\b`,
    `\\b(?:${COUNT}|Two|Three|Four|Five|Six|Seven) (?:things|reasons|questions|remarks|notes|lessons|messages|findings|conclusions|caveats|remarks)\\b`,
    `\\b(?:every|each|on) (?:second|third|other) (?:thought|day|week|month|year)s?\\b`
  )
]

const DIGITS = '\\d{1,20}(?:[,\\u00a0\\u202f]\\d{3})*(?:\\.\\d{1,20})?'
const stated: readonly NumberPattern[] = [
  ...patterns(
    'multiple',
    `\\b(?:${DIGITS}|${COUNT}|ten|hundred)(?:[- ]and[- ]a[- ]half)?(?:[- ]?fold|[- ]times?(?= (?:as|the|that|more|higher|larger|lower|greater|bigger|less|its|their|what|over|longer|faster)))`,
    `\\b(?:twice|thrice|doubl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|quintupl(?:e|ed|es|ing)|halv(?:e|ed|es|ing)|(?:cut|fell|falls?|split) (?:by|in) half)\\b`,
    `(?<!\\d )${DIGITS}[x×]\\b`
  ),
  ...patterns(
    'fraction',
    `\\b(?:a|an|one|${COUNT})[- ]${PARTS}\\b`,
    `\\b(?:half|halves)\\b`,
    `\\b(?:one|${COUNT}|${DIGITS}) (?:in|out of)(?: every)? (?:${COUNT}|${SCALE}|a hundred|a thousand|${DIGITS})\\b`,
    `\\b(?:last|other|remaining|upper|lower|top|bottom) (?:third|quarter|fifth|tenth)\\b`
  ),
  ...patterns(
    'rank',
    `(?<=\\b(?:rank(?:s|ed|ing)?|c[ao]mes?|plac(?:e|es|ed|ing)|st(?:ands?|ood)|finish(?:es|ed)?|lies|lay|remain(?:s|ed)?|r[oi]se(?:s|n)? to|f[ea]lls? to|fell to|joint|is|was|be|to|into|from|in) )(?:joint |equal |only )?first(?= (?:in|among|of|nationally|overall|worldwide|place|nationwide|by)\\b|[,.;)]|$)`,
    `\\b${PLACE}\\b`
  ),
  ...patterns(
    'quantity',
    `(?:[-−–+±<>≤≥]\\s?)?(?:(?:US|NT|HK|A|C)?[$€£¥]\\s?)?${DIGITS}(?:[a-zµ]{1,4}\\b)?(?: ?(?:%|‰|°C?))?`,
    `\\b(?:${COUNT}|one|a|several|many|some|few)[- ](?:and a half )?(?:${SCALE}|dozen)s?(?:[- ](?:and )?(?:${COUNT}|one|${SCALE}))*\\b`,
    `\\b(?:dozens|hundreds|thousands|millions|billions|tens of thousands)(?: of)?\\b`,
    `\\b${COUNT}(?:[- ](?:point|and a half)[- ]?\\w*)?\\b`,
    `\\bone \\w+ in (?:every )?(?:${COUNT}|\\d{1,20})\\b`,
    `\\bone (?:per cent|percent|percentage point)\\b`,
    `\\b(?:zero|dozen)\\b`,
    `\\b(?:double|single|triple)[- ]digit\\b`
  )
].map(({kind, pattern}) => ({kind, pattern: new RegExp(pattern.source, 'giu')}))

const RISES = 'rose|rises?|risen|rising|gr[eo]ws?|grown|growing|increas(?:ed|es?|ing)|climb(?:ed|s|ing)?|(?:went|gone) up'
const FALLS =
  'fell|falls?|fallen|falling|drop(?:s|ped|ping)?|declin(?:ed|es?|ing)|decreas(?:ed|es?|ing)|shr[aiu]nk|(?:went|gone) down'
const ABOUT = '(?:about |around |nearly |over |some )?[$€£¥]?$'

/** A verb right before the number that a course begins with. */
function verb(words: string, leads: 'from' | 'to'): RegExp {
  return new RegExp(`\\b(?:${words})(?: \\w+ly)?\\u0001? ${leads} ${ABOUT}`, 'iu')
}

const TO = new RegExp(`\\bto ${ABOUT}`, 'iu')
// Right behind a unit and a time: `rose to 3.4% in 2024 from`.
const FROM = new RegExp(`^[%‰]?(?: [^\\s,;]+){0,4},?(?: up| down)? from (?:the )?${ABOUT}`, 'iu')

/** How English writes numbers in prose. */
export const proseEn: ProseRules = {
  spared,
  stated,
  sentences: /(?<=[.!?])\s+(?=[\p{Lu}\d“"(])/u,
  beginsWithAWord: {
    unless:
      /(?:^|[\s(])(?:Nos?|Figs?|Arts?|Secs?|Chs?|Vols?|pp?|paras?|ca?|approx|e\.g|i\.e|cf|vs?|etc|incl|al|St|[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/i
  },
  hedges: {
    above:
      /\b(?:(?:just |well |slightly )?(?:over|above)|more than|in excess of|upwards of|exceed(?:s|ed|ing)?|at least|no (?:fewer|less) than)\s*$/i,
    below: /\b(?:nearly|almost|close to|approaching|(?:just )?under|below|(?:fewer|less) than|at most|up to|no more than)\s*$/i
  },
  courses: [
    {sign: 1, from: verb(RISES, 'from'), to: TO},
    {sign: -1, from: verb(FALLS, 'from'), to: TO},
    {sign: 1, isBack: true, from: verb(RISES, 'to'), to: FROM},
    {sign: -1, isBack: true, from: verb(FALLS, 'to'), to: FROM}
  ],
  comparisons: comparisonsEn,
  steps: stepsEn,
  places: placesEn,
  moves:
    /^\s+(?:\w+ly\s+)?(?:to|by)\s+(?:(?:about|around|some|just|only|nearly|almost|roughly|more than|less than|over|under|at least|an?|the|level of|total of|place|rank|\p{Sc})\s*)*\p{Sc}?$/iu,
  scales: {thousand: 3, k: 3, million: 6, m: 6, mn: 6, billion: 9, bn: 9, trillion: 12, tn: 12},
  sums: /\b(?:total|altogether|in all|together|sum|of (?:which|whom|these|them)|consists?|compris\w+|made up|adds? up|break\w* down|divided)\b/i,
  superlatives: superlativesEn,
  years: yearsEn
}
