/** A cell as its file writes it -> as Octavo writes it: decimal points, no thousands, ISO days and times, nothing for what stands for nothing. */
import {affixedIn, affixOf, around, isSame, type Affix} from './affix.ts'
import type {RawCell} from '../../connectors/connector.ts'
import {escaped, isMomentType, readFormat} from './format.ts'
import type {Field, Resource, Written} from '../../types.ts'
import type {Writing} from './writing.ts'

/** How a column is written, by its contract, and by its cells where those share something that the contract does not name. */
export function writingOf(
  {name, type}: Field,
  {written, missingValues}: Pick<Resource, 'written' | 'missingValues'>,
  cells: () => Iterable<RawCell> = () => []
): Writing {
  const missing = new Set(missingValues ?? [])
  const {header: _header, ...own} = written?.[name] ?? {}
  const {plain, expected} = Object.keys(own).length === 0 ? AS_IT_IS : byType(type, own, cells)
  return {plain: (raw) => (missing.has(raw) ? null : plain(raw)), ...(expected !== undefined && {expected})}
}

const AS_IT_IS: Writing = {plain: (raw) => raw}

function byType(type: Field['type'], written: Written, cells: () => Iterable<RawCell>): Writing {
  if (type === 'number' || type === 'integer')
    return written.bareNumber === false ? withAffix(numbers(written), affixOf(cells())) : numbers(written)
  if (type === 'boolean') return truths(written)
  if (type === 'list') return items(written)
  return isMomentType(type) && written.format !== undefined ? readFormat(written.format, type) : AS_IT_IS
}

function items({delimiter = ','}: Written): Writing {
  return {expected: `items with \`${delimiter}\` between them`, plain: (raw) => raw.split(delimiter)}
}

interface Numbers extends Writing {
  /** One as the column has it. */
  readonly example: string
}

// Thousands stand in threes or not at all: `1.50` in a file of decimal commas is a slip, and no 150.
function numbers({decimalChar = '.', groupChar}: Written): Numbers {
  const [point, group] = [escaped(decimalChar), groupChar === undefined ? undefined : escaped(groupChar)]
  const whole = group === undefined ? '\\d+' : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)`
  const form = new RegExp(`^([+-]?)(${whole})?(?:${point}(\\d*))?(?:[eE]([+-]?\\d+))?$`)
  const example = `1${groupChar ?? ''}234${decimalChar}5`
  return {
    example,
    expected: `a number as \`${example}\``,
    plain(raw) {
      const [, sign = '', digits = '', places, power] = form.exec(raw.trim()) ?? []
      if (digits === '' && (places ?? '') === '') return undefined
      const plain = `${sign}${groupChar === undefined ? digits : digits.replaceAll(groupChar, '')}`
      return `${plain}${places === undefined ? '' : `.${places}`}${power === undefined ? '' : `e${power}`}`
    }
  }
}

// Nothing is taken off but what all cells have: `3` and `6.8‰` in a column of per cent are slips.
function withAffix({plain, example}: Numbers, affix: Affix = {before: '', after: '%'}): Writing {
  return {
    expected: `a number as \`${around(example, affix)}\`, with the same beside it in every cell`,
    plain(raw) {
      const parts = affixedIn(raw)
      return parts !== undefined && isSame(parts.affix, affix) ? plain(parts.number) : undefined
    }
  }
}

function truths({trueValues = ['true'], falseValues = ['false']}: Written): Writing {
  return {
    expected: `${listed(trueValues)} or ${listed(falseValues)}`,
    plain: (raw) => (trueValues.includes(raw) ? true : falseValues.includes(raw) ? false : undefined)
  }
}

function listed(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ')
}
