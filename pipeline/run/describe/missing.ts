/** The columns of a file -> what stands for nothing in it. */
import {isTyped, readColumn} from './columns.ts'
import {quoted, type Column, type Doubt} from './guess.ts'
import {isCounted} from './numbers.ts'

// `:` is that of Eurostat, `..` and `...` those of the United Nations and of many offices.
const SIGNS = ['-', '--', '–', '—', '−', '.', '..', '...', '…', ':', '/', '*', '?']
const WORDS = [
  'x',
  'X',
  'n/a',
  'N/A',
  '#N/A',
  'n.a.',
  'NA',
  'na',
  'N.A.',
  'null',
  'NULL',
  'None',
  'none',
  'nil',
  'NaN',
  'nan',
  'k. A.',
  'k.A.',
  'missing',
  '无',
  '無',
  '暂无',
  '暫無',
  '缺',
  '不详',
  '不詳',
  '未知'
]
const KNOWN: ReadonlySet<unknown> = new Set([...SIGNS, ...WORDS])

/** Texts that stand for nothing in the whole table, and what is not sure about them. */
export interface Missing {
  readonly values: readonly string[]
  readonly doubts: readonly Doubt[]
}

/**
 * What stands between numbers, days or truths where one is not known; so it does where a number is written with a sign or a note.
 * A word that is also a text of another column, as `NA` of Namibia, is none: what a contract lists holds for all columns. `gaps`
 * are those that the author names.
 */
export function missingIn(all: readonly Column[], gaps: readonly string[]): Missing {
  const columns = all.map((column) => without(column, gaps))
  const strangers = gaps.filter((gap) => !all.some(({cells}) => cells.includes(gap)))
  const read = columns.map((column) => ({column, found: tokensIn(column)}))
  const wanted = [...new Set(read.flatMap(({found}) => found))]
  const isText = (token: string) => read.some(({column, found}) => !found.includes(token) && column.cells.includes(token))
  const values = wanted.filter((token) => SIGNS.includes(token.trim()) || !isText(token))
  const strays = wanted.filter((token) => !values.includes(token))
  return {
    values: [...new Set([...gaps, ...values])],
    doubts: [
      ...strangers.map(stranger),
      ...values.map((token) => told(token, columns)),
      ...strays.map((token) => kept(token, columns))
    ]
  }
}

/** A column without the cells that hold nothing. */
export function without(column: Column, values: readonly string[]): Column {
  const isStated = column.cells.map((cell) => typeof cell !== 'string' || !values.includes(cell))
  return {...column, cells: column.cells.filter((_, at) => isStated[at]), lines: column.lines.filter((_, at) => isStated[at])}
}

function tokensIn(column: Column): readonly string[] {
  const tokens = [...new Set(column.cells.filter((cell) => typeof cell === 'string' && KNOWN.has(cell.trim())))] as string[]
  if (tokens.length === 0) return []
  const rest = without(column, tokens)
  return rest.cells.length > 0 && (isTyped(readColumn(rest)) || isCounted(rest.cells)) ? tokens : []
}

function stranger(gap: string): Doubt {
  return {rule: 'cell-has-a-value', reason: `Unexpected \`--missing ${gap}\`, expected the whole text of some cell`}
}

function told(token: string, columns: readonly Column[]): Doubt {
  const own = columns.filter(({cells}) => cells.includes(token))
  const names = own.map(({name}) => `\`${name}\``).join(', ')
  const reason = `Unexpected ${quoted(token)} in ${names}, expected values: it is drafted to stand for nothing`
  return {
    rule: 'cell-has-a-value',
    reason,
    note: 'Take it out of `missingValues` where it says something.',
    line: own[0]!.lines[own[0]!.cells.indexOf(token)]!
  }
}

function kept(token: string, columns: readonly Column[]): Doubt {
  const names = columns.filter(({cells}) => cells.includes(token)).map(({name}) => `\`${name}\``)
  const reason = `Unexpected ${quoted(token)} in ${names.join(', ')}: it seems to stand for nothing in one and for a text in another`
  return {rule: 'cell-has-a-value', reason, note: 'Leave the cells empty where there is nothing to state.'}
}
