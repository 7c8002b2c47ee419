/** A cell as its file writes it -> as Octavo writes it: decimal points, no thousands, ISO days, nothing for what stands for nothing. */
import type {Field, Resource, Written} from '../../types.ts'

/** How the cells of one column are written. */
export interface Writing {
  /** What is told to the author of a cell that is not written so. */
  readonly expected?: string
  /** The cell as Octavo writes it; nothing where it is not written as its contract says. */
  plain(raw: string): string | boolean | null | undefined
}

/** How a column is written, by its contract. */
export function writingOf({name, type}: Field, {written, missingValues}: Resource): Writing {
  const missing = new Set(missingValues ?? [])
  const own = written?.[name]
  const {plain, expected} = own === undefined ? AS_IT_IS : byType(type, own)
  return {plain: (raw) => (missing.has(raw) ? null : plain(raw)), ...(expected !== undefined && {expected})}
}

const AS_IT_IS: Writing = {plain: (raw) => raw}

function byType(type: Field['type'], written: Written): Writing {
  if (type === 'number' || type === 'integer') return numbers(written)
  if (type === 'boolean') return truths(written)
  return type === 'date' && written.format !== undefined ? days(written.format) : AS_IT_IS
}

// Thousands stand in threes or not at all: `1.50` in a file of decimal commas is a slip, and no 150.
function numbers({decimalChar = '.', groupChar}: Written): Writing {
  const [point, group] = [escaped(decimalChar), groupChar === undefined ? undefined : escaped(groupChar)]
  const whole = group === undefined ? '\\d+' : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)`
  const form = new RegExp(`^([+-]?)(${whole})?(?:${point}(\\d*))?(?:[eE]([+-]?\\d+))?$`)
  const example = `1${groupChar ?? ''}234${decimalChar}5`
  return {
    expected: `a number as \`${example}\``,
    plain(raw) {
      const [, sign = '', digits = '', places, power] = form.exec(raw.trim()) ?? []
      if (digits === '' && (places ?? '') === '') return undefined
      const plain = `${sign}${groupChar === undefined ? digits : digits.replaceAll(groupChar, '')}`
      return `${plain}${places === undefined ? '' : `.${places}`}${power === undefined ? '' : `e${power}`}`
    }
  }
}

function truths({trueValues = ['true'], falseValues = ['false']}: Written): Writing {
  return {
    expected: `${listed(trueValues)} or ${listed(falseValues)}`,
    plain: (raw) => (trueValues.includes(raw) ? true : falseValues.includes(raw) ? false : undefined)
  }
}

const PARTS: Readonly<Record<string, string>> = {Y: '(?<year>\\d{4})', m: '(?<month>\\d{1,2})', d: '(?<day>\\d{1,2})'}

// `%d.%m.%Y`, as the Table Schema takes it from C.
function days(format: string): Writing {
  const form = new RegExp(
    `^${format
      .split(/(%[Ymd])/)
      .map(partOf)
      .join('')}$`
  )
  return {
    expected: `a day as \`${format.replace('%Y', '2024').replace('%m', '04').replace('%d', '15')}\``,
    plain(raw) {
      const {year, month = '', day = ''} = form.exec(raw.trim())?.groups ?? {}
      return year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    }
  }
}

function partOf(text: string): string {
  return /^%[Ymd]$/.test(text) ? PARTS[text[1]!]! : escaped(text)
}

function listed(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
