/** Numbers in Chinese prose that define and state nothing: ages of a group, hours of opening, how often, factors of ten. */
import {patterns, type NumberPattern} from './prose-rules.ts'

const N = '(?:[0-9０-９]{1,3}|[零〇一二三四五六七八九十百]{1,5})'
const UPTO = '\\s?[-—–~～至到]{1,2}\\s?'
const YEARS = '[周週]?[岁歲]'
const CLOCK = '(?:[0-9０-９]{1,2}[时時点點]|[一二三四五六七八九十]{1,3}[时時])(?:[0-9０-９]{1,2}分|半)?'
const SPAN = '(?:年|[个個]月|[个個]?季度|[周週天日]|[个個]?小[时時]|分[钟鐘])'

/** What is said of cases that a definition takes in or leaves out; what takes long is a finding. */
const COUNTED = '(?:[计計]入|[计計]算在[内內]|不包括|不含|除外|排除|剔除|不[纳納]入|不予?[统統][计計])'

const NO_MEAN = '(?<!(?:寿命|壽命|平均|人均|中位)[^，。；]{0,10})'

/** Of groups, of times, and of reckoning. A life expectancy and a mean age are no group. */
export const definingChinese: readonly NumberPattern[] = [
  ...patterns(
    'name',
    `${NO_MEAN}(?<![升降达達至])${N}${YEARS}[及或]?以[上下]`,
    `${NO_MEAN}${N}(?:${YEARS})?${UPTO}${N}${YEARS}`,
    // A head: bands of ages begin and end so.
    `^(?:[0-9]?[05]|1[68]|1)${UPTO}[0-9]?[49]$`,
    `(?:不[满滿]|未[满滿]|年[满滿]|(?<![一-龥])[满滿])${N}${YEARS}`
  ),
  ...patterns('date', `${CLOCK}${UPTO}(?:次日|[上下]午|晚上?)?${CLOCK}`),
  ...patterns(
    'idiom',
    `(?:不足|不到|不[满滿]|未[满滿]|超[过過]|少[于於]|多[于於]|短[于於]|[长長][于於]|至少)${N}(?:${SPAN}|[晚夜])(?=[者的][^。；]{0,24}${COUNTED})`,
    `[两兩][个個]年份(?=[中里裡之的间間均都])|[没沒]有(?:任何)?[两兩](?=[个個家座]|种|種)|(?<=[没沒]有(?:任何|哪)?一[一-龥]{1,6})[两兩](?=[个個家座种種])`,
    `每隔?(?:${N}|[两兩])${SPAN}(?![就中有])`,
    `每(?:年|月|[周週]|日|天|季度?)[一两兩]次|每半(?:年|[个個]?月|[个個]?小[时時])|(?<!${N})${N}年一次`,
    `(?:乘以?|除以|[×÷])\\s?(?:100+|一?[百千万萬亿億])(?![0-9.．%％个個家人座元所])`,
    `[两兩二三四五][个個种種张張类類项項份]?(?:不同)?(?:[数數][据據]|[统統][计計]|[资資]料)?(?:[来來]源|口[径徑]|章[节節]|表格|[图圖]表|定[义義]|方法)`
  )
]
