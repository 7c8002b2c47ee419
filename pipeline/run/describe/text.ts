/** The bytes of a text -> its encoding and, of CSV, its separator, as far as they can be told. */
import {connectors} from '../../connectors/index.ts'
import type {ResourceDefinition} from '../../schema/definition.ts'
import {toResource} from '../../schema/definition.ts'
import type {Doubt} from './guess.ts'
import {guessHeader} from './header.ts'

/** What is said of a text beside its columns. */
export interface TextGuess {
  readonly encoding?: string
  readonly dialect?: {readonly delimiter: string}
  readonly doubts: readonly Doubt[]
}

/** How a file of text is written. */
export async function guessText(bytes: Uint8Array, draft: ResourceDefinition, isCsv: boolean): Promise<TextGuess> {
  const encoding = encodingOf(bytes)
  const doubts = encoding === undefined ? [] : [encodingDoubt(encoding, bytes)]
  const named = {...draft, ...(encoding && {encoding})}
  const delimiter = isCsv ? await delimiterOf(bytes, named) : ','
  const isAlone = isCsv && delimiter === undefined
  return {
    ...(encoding && {encoding}),
    ...(delimiter !== undefined && delimiter !== ',' && {dialect: {delimiter}}),
    doubts: [...doubts, ...(isAlone ? separatorDoubts(textIn(bytes, encoding ?? 'utf-8') ?? '') : [])]
  }
}

// UTF-8 is known by its form: other texts are hardly ever of it.
function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (textIn(bytes, 'utf-8') !== undefined) return undefined
  const isWide = bytes.some((byte, index) => byte >= 0x80 && (bytes[index + 1] ?? 0) >= 0x80)
  const candidates = isWide ? ['gb18030', 'big5', 'shift_jis', 'windows-1252'] : ['windows-1252']
  return candidates.find((name) => isReadable(textIn(bytes, name), name)) ?? 'windows-1252'
}

function isReadable(text: string | undefined, encoding: string): boolean {
  if (text === undefined || /[\p{Co}\uFFFD]|(?![\n\r\t])\p{Cc}/u.test(text)) return false
  return encoding === 'windows-1252' || /\p{sc=Han}/u.test(text)
}

function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

function encodingDoubt(encoding: string, bytes: Uint8Array): Doubt {
  const line =
    (textIn(bytes, encoding) ?? '').split(/\r\n?|\n/).find((each) => /[^\x20-\x7E\t]/.test(each.replace('\uFEFF', ''))) ?? ''
  return {
    rule: 'file-has-its-encoding',
    reason: `Unexpected bytes that are no UTF-8, drafted as \`${encoding}\``,
    note: `Read so, the file says: ${line.slice(0, 60)}`
  }
}

const DELIMITERS = [',', ';', '\t', '|']
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u

// The one that gives every row as many cells as the header has; else the one that parts the header, so that the odd row is told.
// None for a header of one column.
async function delimiterOf(bytes: Uint8Array, draft: ResourceDefinition): Promise<string | undefined> {
  const csv = connectors.find(({format}) => format === 'csv')!
  const parted = await Promise.all(
    DELIMITERS.map(async (delimiter) => {
      const parted = {...draft, dialect: {delimiter}}
      const {headerRow} = await guessHeader(bytes, parted)
      const resource = toResource({...parted, ...(headerRow && {headerRow})})
      const names = await csv.columns(bytes, resource)
      const {messages} = await csv.read(bytes, {...resource, fields: names.map((name) => ({name, type: 'string'}))})
      const isNamed = names.every((name) => NAME.test(name))
      return {delimiter, width: names.length, rank: (isNamed ? 1 : 0) + (messages.length === 0 ? 2 : 0)}
    })
  )
  const [best] = parted.filter(({width}) => width > 1).toSorted((a, b) => b.rank - a.rank || b.width - a.width)
  return best?.delimiter
}

function separatorDoubts(text: string): readonly Doubt[] {
  const [, ...rows] = text.split(/\r\n?|\n/).filter((line) => line !== '')
  const stray = DELIMITERS.find((delimiter) => rows.length > 0 && rows.every((row) => row.includes(delimiter)))
  if (stray === undefined) return []
  const reason = `Unexpected ${JSON.stringify(stray)} in every row below a header of one column, drafted as one column`
  return [{rule: 'file-has-its-separator', reason, note: 'Give every column a name in the header, where there are several.'}]
}
