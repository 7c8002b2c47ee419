/** What the YAML parser refuses, in words of an author. */
import type {YAMLParseError} from 'yaml'
import type {Message} from '../messages.ts'
import type {Source} from '../types.ts'
import type {Place} from './places.ts'

const RULE = 'definition-is-wellformed'

const WORDS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Unexpected tab at the start of a line, expected spaces',
  BAD_INDENT: 'Unexpected indent, expected the same number of spaces as the lines above, or a closing bracket',
  MISSING_CHAR: 'Unexpected end of the line, expected a closing quote, bracket or comma',
  BLOCK_AS_IMPLICIT_KEY: 'Unexpected second colon on a line, expected one key and its value',
  MULTIPLE_DOCS: 'Unexpected second document, expected the end of the file',
  BAD_ALIAS: 'Unexpected `*name`, expected a name that `&name` gives above'
}

const NOTES: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'Put text with a colon in quotes.',
  MISSING_CHAR: 'Close what the line opens; a quote inside quotes is written `\\"`.'
}

/** A text that is no YAML. */
export function syntaxMessage({code, message, pos: [start, end]}: YAMLParseError, {path, text}: Source, place: Place): Message {
  const line = lineAround(text, start)
  const note = line.includes('{{') ? 'Put text with `{{ }}` in quotes.' : NOTES[code]
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:,}]{1,60}/.exec(text.slice(start, Math.max(end, start + 60)))?.[0] ?? ''
    return {
      severity: 'error',
      rule: 'key-is-unique',
      path,
      ...place,
      reason: `Unexpected second \`${key.replaceAll('"', '')}\`, expected each key once`
    }
  }
  // The parser gives up where its stack ends, and says so in the words of the machine.
  const reason = /call stack|Stack overflow/.test(message)
    ? 'Unexpected depth of lists and maps, expected fewer inside each other'
    : (WORDS[code] ?? `Unexpected text: ${message}`)
  return {severity: 'error', rule: RULE, path, ...place, reason, note}
}

/** A tag such as `!!python/object`: there is none that means anything here. */
export function unresolvedTag({path}: Source, place: Place): Message {
  return {
    severity: 'error',
    rule: RULE,
    path,
    ...place,
    reason: 'Unexpected `!`, expected a plain value',
    note: 'Put text that starts with `!` in quotes.'
  }
}

/** A few lines of aliases can stand for gigabytes. */
export function tooManyAliases({path}: Source): Message {
  return {
    severity: 'error',
    rule: RULE,
    path,
    line: 1,
    column: 1,
    reason: 'Unexpected number of aliases (`*name`), expected values written out'
  }
}

function lineAround(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0]!
}
