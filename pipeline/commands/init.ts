/** `octavo init`: a report of one's own that builds at once. */
import {basename, join, resolve} from 'node:path'
import {suggestion} from '../messages.ts'
import {filesOf, isName, packageOf, STARTERS, type NewFile} from '../run/starter.ts'
import {VERSION} from '../run/tool.ts'
import type {World} from '../world.ts'
import {UsageError, type Command, type Given, type Setting} from './command.ts'
import {textOption} from './given.ts'

const [FIRST = ''] = Object.keys(STARTERS)

/** `octavo init`. */
export const initCommand: Command = {
  name: 'init',
  summary: 'Writes a report of your own that builds at once.',
  usage: `octavo init [folder] [--template TEMPLATE] [--name NAME]

${Object.entries(STARTERS)
  .map(([name, what]) => `  --template ${name.padEnd(10)} ${what}`)
  .join('\n')}
  --name NAME           of the report and its folder, instead of the template's

Without --template it asks, on a terminal; elsewhere it takes ${FIRST}. A file that is there
is never written over: then nothing is written at all. A package.json stays as it is.`,
  options: {template: {type: 'string'}, name: {type: 'string'}},
  async run(given, setting) {
    const {world} = setting
    const [where = '.', more] = given.words
    if (more !== undefined) throw new UsageError(`Unexpected \`${more}\`, expected one folder`)
    const name = readName(given)
    const folder = resolve(world.folder, where)
    const template = await readTemplate(given, setting)
    const files = await newFiles(await filesOf(template, world, name), folder, world)
    for (const {path, bytes} of files) await world.files.write(join(folder, path), bytes)
    const paths = files.map(({path}) => path).sort()
    return {
      status: 0,
      result: {folder, template, files: paths},
      text: describe({where, report: name ?? template, paths}),
      messages: []
    }
  }
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

async function newFiles(files: readonly NewFile[], folder: string, world: World): Promise<readonly NewFile[]> {
  const isThere = async (path: string) => (await world.files.resolve(join(folder, path))) !== undefined
  const taken = (await Promise.all(files.map(async ({path}) => ((await isThere(path)) ? [path] : [])))).flat()
  if (taken.length > 0)
    throw new UsageError(
      `Unexpected ${taken.length === 1 ? 'file' : 'files'} \`${taken.join('`, `')}\`, expected a folder without`,
      'Nothing was written. Move them away, or give another folder.'
    )
  return (await isThere('package.json')) ? files : [...files, packageOf(basename(folder), VERSION)]
}

interface Written {
  /** The folder, and the name of the report in it. */
  readonly where: string
  readonly report: string
  readonly paths: readonly string[]
}

function describe({where, report, paths}: Written): string {
  return [
    ...paths.map((path) => `  ${path}`),
    '',
    `A report of your own is in ${join(where, 'sources', report)}. Next:`,
    '',
    ...(where === '.' ? [] : [`  cd ${where}`]),
    ...(paths.includes('package.json') ? ['  npm install'] : []),
    '  npx octavo build',
    ''
  ].join('\n')
}
