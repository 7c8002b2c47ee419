/** A CSV file read with another separator than it has -> the message that names both. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'

const SEPARATORS: readonly (readonly [character: string, name: string])[] = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
  [':', 'colon'],
  [' ', 'blank']
]

/** Nothing where another separator does not fit the header's line better than the contract's own. */
export function otherSeparator(line: string, resource: Resource): Message | undefined {
  const {path, name, fields, dialect} = resource
  const own = dialect?.delimiter ?? ','
  const expected = new Set(fields.map((field) => field.name))
  const fits = (separator: string) =>
    cellsOf(line, separator, dialect?.quoteChar ?? '"').filter((cell) => expected.has(cell)).length
  const [best] = SEPARATORS.filter(([separator]) => separator !== own)
    .map(([separator, word]) => ({separator, word, count: fits(separator)}))
    .toSorted((a, b) => b.count - a.count)
  if (best === undefined || best.count < 2 || best.count <= fits(own)) return undefined
  const word = SEPARATORS.find(([separator]) => separator === own)?.[1] ?? `\`${own}\``
  return {
    severity: 'error',
    rule: 'file-has-its-separator',
    path,
    line: 1,
    reason: `Unexpected ${best.word} between the columns, expected a ${word}`,
    note: `Write \`"dialect": {"delimiter": ${JSON.stringify(best.separator)}}\` for \`${name}\` in datapackage.json.`
  }
}

function cellsOf(line: string, separator: string, quote: string): readonly string[] {
  return line.split(separator).map((cell) => {
    const text = cell.trim()
    return text.length > 1 && text.startsWith(quote) && text.endsWith(quote) ? text.slice(1, -1) : text
  })
}
