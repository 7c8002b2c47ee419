/** The comments at the top of a query -> what they say of its rows. */
import {suggestion, type Message} from '../../messages.ts'
import type {Covered, Field, Query, Source} from '../../types.ts'

const WORDS = ['partition', 'key', 'covers', 'repeats']
/** Of a test, whose rows nobody reads. */
const TEST_WORDS = ['severity', 'repeats']

/**
 * Read `queries/<name>.sql`. A comment line that starts with a word and a colon is a header line, as in
 * `-- partition: region   key: region, year`; other comments are prose. `fields` is what the data package says of the
 * columns of this query.
 */
export function readQuery(
  source: Source,
  fields: readonly Field[] = []
): {readonly query: Query; readonly messages: readonly Message[]} {
  const words = isTest(source) ? TEST_WORDS : WORDS
  const found = new Map<string, string>()
  const messages: Message[] = []
  for (const {word, value, line, column} of headerOf(source.text)) {
    const place = {severity: 'error', path: source.path, line, column} as const
    if (!words.includes(word)) messages.push({...place, ...unknownWord(word, words)})
    else if (word === 'severity' && value !== 'error' && value !== 'warning') messages.push({...place, ...unknownSeverity(value)})
    else if (word === 'covers' && value !== '' && coveredIn(value) === undefined) messages.push({...place, ...notCovered(value)})
    else if (found.has(word))
      messages.push({...place, rule: 'query-header-is-known', reason: `Unexpected second \`${word}\`, expected it once`})
    else if (value === '')
      messages.push({
        ...place,
        rule: 'query-header-is-known',
        reason: `Unexpected empty \`${word}\`, expected ${expectedOf(word)}`
      })
    else found.set(word, value)
  }
  const key = namesIn(found.get('key'))
  const repeats = namesIn(found.get('repeats'))
  const name = queryName(source.path)
  const severity: Query['severity'] = found.get('severity') === 'warning' ? 'warning' : 'error'
  const query = {name, path: source.path, sql: source.text, partition: found.get('partition'), key, fields}
  const covers = coveredIn(found.get('covers') ?? '')
  const besides = {...(covers && {covers}), ...(repeats.length > 0 && {repeats}), ...(isTest(source) && {severity})}
  return {query: {...query, ...besides}, messages}
}

function namesIn(list: string | undefined): readonly string[] {
  return list?.split(',').map((name) => name.trim()) ?? []
}

/** `queries/profile.sql` -> `profile`. */
export function queryName(path: string): string {
  return path.replace(/^.*\/|\.sql$/g, '')
}

/** Whether the rows of a query are those that there should not be. */
export function isTest({path}: Pick<Source, 'path'>): boolean {
  return path.startsWith('tests/')
}

/** The first comment in prose at the top of a query; nothing where there is none. */
export function proseOf(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => /^\s*--/.test(line) && !/^\s*--\s*[\w-]+:/.test(line))
  return lines[0]?.replace(/^\s*--\s*/, '').trim() || undefined
}

interface HeaderWord {
  readonly word: string
  readonly value: string
  readonly line: number
  readonly column: number
}

function headerOf(text: string): HeaderWord[] {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !/^\s*(--|$)/.test(line))
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .flatMap((line, index) => (/^\s*--\s*[\w-]+:/.test(line) ? wordsOf(line, index + 1) : []))
}

function wordsOf(text: string, line: number): HeaderWord[] {
  const starts = [...text.matchAll(/([\w-]+):/g)]
  return starts.map((match, index) => {
    const value = text.slice(match.index + match[0].length, starts[index + 1]?.index).trim()
    return {word: match[1]!.replace(/^-+/, '').toLowerCase(), value, line, column: match.index + 1}
  })
}

// `region except cn, mo`
function coveredIn(value: string): Covered | undefined {
  const [, axis, values = ''] = /^([\p{L}\p{N}_-]+)(?:\s+except\s+(\S.*))?$/u.exec(value) ?? []
  const except = values
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return axis === undefined ? undefined : {axis, except}
}

function notCovered(value: string): Pick<Message, 'rule' | 'reason'> {
  const reason = `Unexpected \`${value.slice(0, 40)}\`, expected the name of an axis, and behind \`except\` values that have no row`
  return {rule: 'query-header-is-known', reason}
}

function unknownSeverity(value: string): Pick<Message, 'rule' | 'reason'> {
  return {rule: 'query-header-is-known', reason: `Unexpected \`${value.slice(0, 40)}\`, expected \`error\` or \`warning\``}
}

function unknownWord(word: string, words: readonly string[]): Pick<Message, 'rule' | 'reason' | 'note'> {
  const note = `${suggestion(word, words)} A comment in prose has no colon after its first word.`
  return {
    rule: 'query-header-is-known',
    reason: `Unexpected \`${word}:\` in the header of a query, expected ${words.map((known) => `\`${known}:\``).join(' or ')}`,
    note
  }
}

function expectedOf(word: string): string {
  if (word === 'key') return 'the columns that name a row'
  return word === 'repeats' ? 'the names of tables' : 'the name of an axis'
}
