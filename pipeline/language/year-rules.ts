/** Where a year that is typed into a text is that of a number beside it, and not of a law, a price or a plan: by the shape of the words. */

/** Stands in a text for a value of a query; no chapter can hold it. */
export const VALUE = '\u0002'

/** Patterns with the flags `dgu`, and a group `year`. */
export interface YearRules {
  /** From the year to the value that is of it, or from the value to its year. */
  readonly besideValues: readonly RegExp[]
  /** A title of a chart or a table without values, the year of whose rows it is. */
  readonly inTitles: readonly RegExp[]
}

const YEAR = String.raw`(?<year>(?:19|20)\d\d)`
const patterns = (...sources: readonly string[]) => sources.map((source) => new RegExp(source, 'dgu'))

// `In 2015 prices, …` and `in the 2020 census` are no times of the number; `In early 2022` is.
const IN = String.raw`\b(?:[Ii]n|[Dd]uring) (?!the )(?:\p{L}+ )?${YEAR}(?![-–/\d])`
const WORDS = String.raw`[^,;:.()–—\d]`

/** In English. */
export const yearsEn: YearRules = {
  besideValues: patterns(
    String.raw`(?:^|[;:(–—]\s*)${IN}(?!s| \p{L}+,),?(?:(?! (?:and|but|or|to|that|wh\w+|since) )${WORDS}){0,80}`,
    String.raw`${VALUE}(?!${WORDS}*\b(?:that|which|who|whose|from|of the) )[%‰]?(?: [^\s,;:.()–—\d${VALUE}]+){0,3} ${IN}(?=\s*(?:[,.;:)]|$))`,
    String.raw`${VALUE}[%‰]?(?: [^\s,;:.()–—\d${VALUE}]+){0,3} \(${YEAR}\)`,
    String.raw`(?:^|[(;]\s*)${YEAR}: ?\p{Sc}?${VALUE}`
  ),
  inTitles: patterns(String.raw`^[^\d]*(?:\bin |, |\()${YEAR}\)?\.?$`, String.raw`^In ${YEAR},[^\d]*$`)
}

// Behind these the year begins or ends something, or is part of a name.
const IS_TIME = '(?![以起之前后後至到间間版—~～-])'
const SPAN = '(?:度|全年|年?底|年?末)?'

/** In Chinese. */
export const yearsChinese: YearRules = {
  besideValues: patterns(
    `(?:^|[，；：（(])(?:在|于|於|截至|截止|到)?${YEAR}年${SPAN}${IS_TIME}，?[^，。；：、的（）()《》\\d]{0,30}`,
    `${VALUE}[^，。；：、的（）()《》\\d${VALUE}]{0,8}[（(]${YEAR}年${SPAN}[）)]`
  ),
  inTitles: patterns(`^${YEAR}年${SPAN}${IS_TIME}[^\\d《》]*$`, `^[^\\d《》]*[（(，]${YEAR}年?${SPAN}[）)]?$`)
}
