/** The first bytes of a file -> what kind of file it is, where it is no text that a table could be. */
import type {Message} from '../messages.ts'
import type {Resource} from '../types.ts'

const KINDS: readonly (readonly [start: string, name: string, format?: Resource['format']])[] = [
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
  ['50415231', 'Parquet file', 'parquet'],
  ['4152524f5731', 'Arrow file'],
  ['53514c69746520666f726d6174', 'SQLite database', 'sqlite'],
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
  if (kind?.format === format) return undefined
  if (kind?.name === PROTECTED) return message('file-is-open', 'Unexpected password on the workbook, expected none', OPEN)
  if (kind !== undefined) {
    return message('file-is-of-its-kind', `Unexpected ${kind.name}, expected ${format.toUpperCase()}`, noteOn(kind, resource))
  }
  if (BINARY.has(format)) {
    const [found, rule] = bytes.length === 0 ? ['empty file', 'file-is-whole'] : ['text or unknown bytes', 'file-is-of-its-kind']
    return message(
      rule!,
      `Unexpected ${found}, expected ${format.toUpperCase()}`,
      'Take the file from its source again, or mend its `format`.'
    )
  }
  const wide = /^utf-?16/i.test(encoding) ? undefined : wideText(bytes)
  if (wide === undefined) return undefined
  const note = `Save the file as UTF-8, or write \`"encoding": "${wide.toLowerCase()}"\` for \`${resource.name}\` in datapackage.json.`
  return message('file-has-its-encoding', `Unexpected text in ${wide}, expected \`${encoding}\``, note)
}

/** Formats that are no text. */
const BINARY: ReadonlySet<string> = new Set<Resource['format']>(['xlsx', 'ods', 'parquet'])

const PROTECTED = 'workbook with a password'
const OPEN = 'Save it without a password: whoever builds the report has to read it.'

interface Kind {
  readonly name: string
  /** Where it is one that a table may have. */
  readonly format?: Resource['format']
}

function noteOn({name, format}: Kind, resource: Resource): string {
  if (format !== undefined) return `Write \`"format": "${format}"\` for \`${resource.name}\` in datapackage.json.`
  return name.includes('workbook') ? 'Save it as .xlsx in the office program.' : 'Put the table itself there, as text.'
}

function kindOf(bytes: Uint8Array): Kind | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return kindOfZip(bytes)
  // An Office file with a password is kept inside a file of the old kind, in a part of this name.
  if (start.startsWith('d0cf11e0') && Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return {name: PROTECTED}
  const kind = KINDS.find(([known]) => start.startsWith(known))
  if (kind !== undefined) return {name: kind[1], ...(kind[2] && {format: kind[2]})}
  const text = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
  return /^<(!doctype html|html|\?xml)/i.test(text) ? {name: 'web page or XML'} : undefined
}

// Names of the files in a zip stand in it as they are.
function kindOfZip(bytes: Uint8Array): Kind {
  const text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1') + Buffer.from(bytes.subarray(-65_536)).toString('latin1')
  if (text.includes('xl/')) return {name: 'Excel workbook (.xlsx)', format: 'xlsx'}
  if (text.includes('opendocument.spreadsheet')) return {name: 'workbook (.ods)', format: 'ods'}
  if (text.includes('word/') || text.includes('opendocument.text')) return {name: 'document of a word processor'}
  return {name: 'compressed file (zip)'}
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
