/** `octavo init`: a report of one's own that builds at once. */
import {basename, join, resolve} from 'node:path'
import {suggestion, type Message} from '../messages.ts'
import {draftReport, LANGUAGES, type Outline} from '../run/draft/index.ts'
import {brandOf, commonFiles, filesOf, FIRST, isName, STARTERS, type NewFile} from '../run/starter.ts'
import {UsageError, type Command, type Given, type Setting} from './command.ts'
import {asGiven, dataFile, partOf, partOptions, reportName, tableName, tellingOf} from './data-file.ts'
import {textOption, textsOf} from './given.ts'
import {filesFor, reportsIn, writeAll} from './new-files.ts'

/** `octavo init`. */
export const initCommand: Command = {
  name: 'init',
  summary: 'Writes a report of your own that builds at once.',
  usage: `octavo init [folder] [--template TEMPLATE | --data FILE] [--name NAME]

${Object.entries(STARTERS)
  .map(([name, what]) => `  --template ${name.padEnd(10)} ${what}`)
  .join('\n')}
  --data FILE           a draft from a table of yours instead, with a row for
                        each place, or for each place and year
  --sheet NAME          of a workbook with several
  --range A3:F40        part of a sheet
  --header-row N        line or row of the header, where it is not found
  --table NAME          of a database with several
  --missing TEXT        in its cells where there is no value; once for each
  --measure COLUMN      that it begins with, instead of the first that has no gaps
  --languages LIST      of the draft, as in en,zh-Hans; those of its names if left out
  --name NAME           of the report and its folder, instead of the template's

Without --template it asks, on a terminal; elsewhere it takes ${FIRST}. A file that is there
is never written over: then nothing is written at all. A package.json stays as it is, and
beside other reports so does all that belongs to them: another --name is another report.`,
  options: {
    template: {type: 'string'},
    data: {type: 'string'},
    measure: {type: 'string'},
    ...partOptions,
    missing: {type: 'string', multiple: true},
    languages: {type: 'string'},
    name: {type: 'string'}
  },
  async run(given, setting) {
    const {world} = setting
    const [where = '.', more] = given.words
    if (more !== undefined) throw new UsageError(`Unexpected \`${more}\`, expected one folder`)
    const folder = resolve(world.folder, where)
    const chosen = await chooseReport(given, setting)
    const isSecond = (await reportsIn(folder, world)).length > 0
    const files = await filesFor(folder, chosen.files, world)
    await writeAll(files, folder, world)
    const paths = files.map(({path}) => path).sort()
    return {
      status: 0,
      result: {folder, ...chosen.from, files: paths},
      text: describe({where, report: chosen.report, isSecond, paths, notes: chosen.notes}),
      messages: chosen.messages
    }
  }
}

interface Chosen {
  readonly report: string
  /** What it is from, for a program. */
  readonly from:
    {readonly template: string} | {readonly data: string; readonly measure: string; readonly leftOut: readonly string[]}
  readonly files: readonly NewFile[]
  readonly messages: readonly Message[]
  /** What its author should know of a draft. */
  readonly notes: readonly string[]
}

// What is not told of is said: its author may look for it in vain.
function notesOf({measures, leftOut}: Outline): readonly string[] {
  const [first] = measures
  const withGaps = measures.filter(({hasGaps}) => hasGaps).map(({column}) => column)
  return [
    `It begins with \`${first!.column}\`; --measure COLUMN chooses another.`,
    ...(withGaps.length > 0 ? [`Not every row has a value of ${withGaps.join(', ')}: where there is none, pages say –.`] : []),
    ...(leftOut.length > 0 ? [`Not in it, for want of values or of room: ${leftOut.join(', ')}.`] : [])
  ]
}

async function chooseReport(given: Given, setting: Setting): Promise<Chosen> {
  const data = textOption(given, 'data')
  refuseStray(given)
  const languages = readLanguages(given)
  const name = readName(given)
  if (data !== undefined) return fromData({data, languages, name}, given, setting)
  const template = await readTemplate(given, setting)
  return {
    report: name ?? template,
    from: {template},
    files: await filesOf(template, setting.world, name),
    messages: [],
    notes: []
  }
}

interface FromData {
  readonly data: string
  readonly languages: readonly string[]
  readonly name: string | undefined
}

async function fromData({data, languages, name}: FromData, given: Given, {world}: Setting): Promise<Chosen> {
  if (textOption(given, 'template') !== undefined)
    throw new UsageError('Unexpected `--template` beside `--data`, expected one of them')
  const file = await dataFile(data, world)
  const report = name ?? reportName(file)
  const path = `data/${basename(file)}`
  const input = {
    file,
    path,
    part: partOf(given),
    table: tableName(file),
    name: report,
    languages,
    gaps: textsOf(given, 'missing')
  }
  const draft = await tellingOf(() => draftReport({...input, measure: textOption(given, 'measure')}, world), path, data)
  const own = [...draft.files, await brandOf(world)].map(({path, bytes}) => ({path: `sources/${report}/${path}`, bytes}))
  const {measures, leftOut} = draft.outline
  return {
    report,
    from: {data: file, measure: measures[0]!.column, leftOut},
    notes: notesOf(draft.outline),
    files: [...(await commonFiles(world)), ...own],
    messages: asGiven(draft.messages, path, data)
  }
}

/** Options that say something of a table. */
const OF_DATA = ['languages', 'measure', ...Object.keys(partOptions), 'missing']

function refuseStray(given: Given): void {
  const stray = textOption(given, 'data') === undefined ? OF_DATA.find((name) => given.options[name] !== undefined) : undefined
  if (stray !== undefined) throw new UsageError(`Unexpected \`--${stray}\` without \`--data\``)
}

function readLanguages(given: Given): readonly string[] {
  const text = textOption(given, 'languages')
  if (text === undefined) return []
  const names = text.split(',')
  const unknown = names.find((name, at) => !LANGUAGES.includes(name) || names.indexOf(name) !== at)
  if (unknown === undefined) return names
  throw new UsageError(`Unexpected language \`${unknown.slice(0, 40)}\``, suggestion(unknown, LANGUAGES))
}

async function readTemplate(given: Given, {ask}: Setting): Promise<string> {
  const names = Object.keys(STARTERS)
  const chosen = textOption(given, 'template') ?? (await ask(question()))?.trim()
  if (!chosen) return FIRST
  if (names.includes(chosen)) return chosen
  throw new UsageError(`Unexpected template \`${chosen.slice(0, 40)}\``, suggestion(chosen, names))
}

function question(): string {
  const lines = Object.entries(STARTERS).map(([name, what]) => `  ${name.padEnd(8)} ${what}`)
  return `${lines.join('\n')}\nTemplate [${FIRST}]: `
}

function readName(given: Given): string | undefined {
  const name = textOption(given, 'name')
  if (name === undefined || isName(name)) return name
  throw new UsageError(
    `Unexpected name \`${name.slice(0, 40)}\`, expected lower-case letters, digits and hyphens`,
    'It is the name of a folder and of files; the title stands in report.yaml.'
  )
}

interface Written {
  /** The folder, and the name of the report in it. */
  readonly where: string
  readonly report: string
  /** There are others beside it, so that it must be named. */
  readonly isSecond: boolean
  readonly paths: readonly string[]
  readonly notes: readonly string[]
}

function describe({where, report, isSecond, paths, notes}: Written): string {
  const named = isSecond ? ` ${report}` : ''
  return [
    ...paths.map((path) => `  ${path}`),
    '',
    `A report of your own is in ${join(where, 'sources', report)}. Next:`,
    '',
    ...(where === '.' ? [] : [`  cd ${where}`]),
    ...(paths.includes('package.json') ? ['  npm install'] : []),
    `  npx octavo build${named}`,
    ...(notes.length > 0
      ? ['', ...notes, `\`npx octavo check${named}\` tells what only you know; your words go into chapters/.`]
      : []),
    ''
  ].join('\n')
}
