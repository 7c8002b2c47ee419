/** `octavo trace`: where the values of a published page or PDF come from. */
import {openOrigins, type FoundOrigin} from '../run/origins.ts'
import {withSession} from '../run/session.ts'
import {findValues, readFile} from '../run/trace.ts'
import type {Message} from '../messages.ts'
import {namesBehind, type Provenance, type ShownValue} from '../pdf/provenance.ts'
import type {World} from '../world.ts'
import {UsageError, type Command, type Given} from './command.ts'
import {bytesOf, reportFolder, storeOptions, textOption} from './given.ts'

/** `octavo trace`. */
export const traceCommand: Command = {
  name: 'trace',
  summary: 'Tells where the values of a published file come from.',
  usage: `octavo trace <file> [report] [options]

  --text TEXT           only values that are shown so, or have it in them
  --page N              only those that may stand on this page of a PDF
  --store DIR           instead of output/.store

The file alone tells query, row, column, value and the names of data files. With a
report, each is looked up in its data as they are now: the cell, or the query.`,
  options: {...storeOptions, text: {type: 'string'}, page: {type: 'string'}},
  async run(given, {world, tell}) {
    const [file, ...words] = given.words
    if (file === undefined) throw new UsageError('Expected a published file', 'As in `octavo trace report.pdf --text 96.73`.')
    const provenance = readFile(await bytesOf(file, world))
    if (provenance === undefined) return {status: 1, result: {}, text: '', messages: [silent(file)]}
    const values = findValues(provenance.values, {text: textOption(given, 'text'), page: readPage(given)})
    const find = words.length === 0 ? undefined : await lookUp({...given, words}, {...provenance, values}, {world, tell})
    const traced = values.map((value) => ({
      ...value,
      sources: sourcesOf(value, provenance),
      ...(find && {now: value.origins.map(find)})
    }))
    return {
      status: values.length > 0 ? 0 : 1,
      result: {file, edition: provenance.edition, values: traced},
      text:
        traced.length === 0
          ? ''
          : [...traced.map(show), '', `${traced.length} of ${provenance.values.length} values of ${provenance.edition}`].join(
              '\n'
            ),
      messages: values.length > 0 ? [] : [notThere(file, textOption(given, 'text'))]
    }
  }
}

function readPage(given: Given): number | undefined {
  const text = textOption(given, 'page')
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new UsageError(`Unexpected \`--page ${text.slice(0, 40)}\`, expected a number from 1`)
  return Number(text)
}

type Find = (origin: string) => FoundOrigin

// All are found before the store is closed.
async function lookUp(
  given: Given,
  {edition, values}: Provenance,
  {world, tell}: {readonly world: World; readonly tell: (message: Message) => void}
): Promise<Find> {
  const folder = await reportFolder(given, world)
  const origins = [...new Set(values.flatMap((value) => value.origins))]
  return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
    const find = await openOrigins(folder, origins, session)
    const found = new Map(await Promise.all(origins.map(async (origin) => [origin, await find(origin, edition)] as const)))
    return (origin) => found.get(origin)!
  })
}

function sourcesOf(value: ShownValue, {sources}: Provenance): readonly string[] {
  const paths = namesBehind([value]).flatMap((name) => (Object.hasOwn(sources, name) ? sources[name]! : []))
  return [...new Set(paths)].sort()
}

interface Traced extends ShownValue {
  readonly sources: readonly string[]
  readonly now?: readonly FoundOrigin[]
}

function show({text, value, near, pages, at, origins, sources, now}: Traced): string {
  const page = pages === undefined ? '' : pages[0] === pages[1] ? `page ${pages[0]}, ` : `page ${pages[0]} to ${pages[1]}, `
  const place = at === undefined ? '' : `${at[0]} mm from the left, ${at[1]} mm from the top, `
  return [
    `${text}  (${page}${place}#${near})`,
    ...(value === text ? [] : [`    value  ${value}`]),
    ...origins.map((origin) => `    from   ${origin}`),
    ...(sources.length === 0 ? [] : [`    data   ${sources.join(', ')}`]),
    ...(now ?? []).flatMap((found) => showFound(found, origins.length === 1 ? value : undefined))
  ].join('\n')
}

// Of one cell alone it is known what it was when the file was made.
function showFound({origin, now, cell, files}: FoundOrigin, then: string | undefined): readonly string[] {
  const place = cell === undefined ? files.map(({path}) => path).join(', ') : `${cell.path}:${cell.line} ${cell.column}`
  const digest = files.filter(({path}) => cell === undefined || path === cell.path).map(({sha256}) => sha256.slice(0, 12))
  const stands = now === undefined ? 'a whole column, or no such row any more' : now === null ? 'nothing' : String(now)
  const changed = now !== undefined && now !== null && then !== undefined && String(now) !== then
  const line = `    now    ${origin} is ${stands}${changed ? `, not as in the file: the data have changed since` : ''}`
  return [line, ...(place === '' ? [] : [`           ${place}  (${digest.join(', ')})`])]
}

function silent(path: string): Message {
  return {
    severity: 'error',
    rule: 'file-tells-its-values',
    path,
    reason: 'Unexpected file that tells nothing of its values, expected a page or a PDF of an edition',
    note: 'A PDF that was encrypted, printed anew or made before files told of them has lost it.'
  }
}

function notThere(path: string, text = ''): Message {
  return {
    severity: 'error',
    rule: 'value-is-shown',
    path,
    reason:
      text === ''
        ? 'Unexpected page without a value'
        : `Unexpected text \`${text.slice(0, 60)}\`, which no value of the file has`,
    note: 'A number in the midst of prose may be written by hand. Without --text and --page all values are listed.'
  }
}
