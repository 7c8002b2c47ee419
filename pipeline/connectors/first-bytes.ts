/** The first bytes of a file -> what kind of file it is, where it is no text that a table could be. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'

const KINDS: readonly (readonly [start: string, name: string])[] = [
  ['d0cf11e0a1b11ae1', 'workbook or document of an old office program (.xls, .doc)'],
  ['25504446', 'PDF'],
  ['89504e47', 'picture (PNG)'],
  ['ffd8ff', 'picture (JPEG)'],
  ['47494638', 'picture (GIF)'],
  ['1f8b', 'compressed file (gzip)'],
  ['425a68', 'compressed file (bzip2)'],
  ['fd377a585a00', 'compressed file (xz)'],
  ['28b52ffd', 'compressed file (Zstandard)'],
  ['377abcaf271c', 'compressed file (7z)'],
  ['52617221', 'compressed file (RAR)'],
  ['50415231', 'Parquet file'],
  ['4152524f5731', 'Arrow file'],
  ['53514c69746520666f726d6174', 'SQLite database'],
  ['7b5c727466', 'document (RTF)'],
  ['1a45dfa3', 'video'],
  ['7f454c46', 'program'],
  ['4d5a90', 'program']
]

/** Large enough for every table that a report can show, small enough for the memory of a build. */
const MOST_BYTES = 128 * 1024 * 1024

/** The message that names what a file is instead of a table; nothing where it may be one. */
export function checkBytes(bytes: Uint8Array, resource: Resource): Message | undefined {
  const {path, format, encoding = 'utf-8'} = resource
  const message = (rule: string, reason: string, note: string): Message => ({
    severity: 'error',
    rule,
    path,
    line: 1,
    reason,
    note
  })
  if (bytes.length > MOST_BYTES) {
    const reason = `Unexpected file of ${Math.ceil(bytes.length / 1024 / 1024)} MiB, expected at most ${MOST_BYTES / 1024 / 1024}`
    return message('file-is-of-a-size', reason, 'Sum it up, or leave out what the report does not show.')
  }
  const kind = kindOf(bytes)
  if (kind !== undefined) {
    const note = /workbook/.test(kind)
      ? 'Save the sheet as “CSV UTF-8” in the office program.'
      : 'Put the table itself there, as text.'
    return message('file-is-of-its-kind', `Unexpected ${kind}, expected ${format.toUpperCase()}`, note)
  }
  const wide = /^utf-?16/i.test(encoding) ? undefined : wideText(bytes)
  if (wide === undefined) return undefined
  const note = `Save the file as UTF-8, or write \`"encoding": "${wide.toLowerCase()}"\` for \`${resource.name}\` in datapackage.json.`
  return message('file-has-its-encoding', `Unexpected text in ${wide}, expected \`${encoding}\``, note)
}

function kindOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return kindOfZip(bytes)
  const kind = KINDS.find(([known]) => start.startsWith(known))?.[1]
  if (kind !== undefined) return kind
  const text = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
  return /^<(!doctype html|html|\?xml)/i.test(text) ? 'web page or XML' : undefined
}

// Names of the files in a zip stand in it as they are.
function kindOfZip(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1') + Buffer.from(bytes.subarray(-65_536)).toString('latin1')
  if (text.includes('xl/')) return 'Excel workbook (.xlsx)'
  if (text.includes('opendocument.spreadsheet')) return 'workbook (.ods)'
  if (text.includes('word/') || text.includes('opendocument.text')) return 'document of a word processor'
  return 'compressed file (zip)'
}

// A byte order mark, or a zero at every second place as in Latin text of two bytes a letter.
function wideText(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'UTF-16LE'
  if (first === 0xfe && second === 0xff) return 'UTF-16BE'
  const sample = bytes.subarray(0, 400)
  const zeros = (rest: number) => sample.filter((byte, index) => index % 2 === rest && byte === 0).length
  const [even, odd] = [zeros(0), zeros(1)]
  if (sample.length < 8 || Math.max(even, odd) < sample.length / 4) return undefined
  return odd > even ? 'UTF-16LE' : 'UTF-16BE'
}
