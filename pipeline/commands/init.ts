/** `octavo init`: a report of one's own that builds at once. */
import {basename, join, resolve} from 'node:path'
import {suggestion} from '../messages.ts'
import {filesOf, packageOf, STARTERS, type NewFile} from '../run/starter.ts'
import {VERSION} from '../run/tool.ts'
import type {World} from '../world.ts'
import {UsageError, type Command, type Given, type Setting} from './command.ts'
import {textOption} from './given.ts'

const [FIRST = ''] = Object.keys(STARTERS)

/** `octavo init`. */
export const initCommand: Command = {
  name: 'init',
  summary: 'Writes a report of your own that builds at once.',
  usage: `octavo init [folder] [--template NAME]

${Object.entries(STARTERS)
  .map(([name, what]) => `  --template ${name.padEnd(10)} ${what}`)
  .join('\n')}

Without --template it asks, on a terminal; elsewhere it takes ${FIRST}. A file that is there
is never written over: then nothing is written at all. A package.json stays as it is.`,
  options: {template: {type: 'string'}},
  async run(given, setting) {
    const {world} = setting
    const [name = '.', more] = given.words
    if (more !== undefined) throw new UsageError(`Unexpected \`${more}\`, expected one folder`)
    const folder = resolve(world.folder, name)
    const template = await readTemplate(given, setting)
    const files = await newFiles(template, folder, world)
    for (const {path, bytes} of files) await world.files.write(join(folder, path), bytes)
    const paths = files.map(({path}) => path).sort()
    return {status: 0, result: {folder, template, files: paths}, text: describe({name, template, paths}), messages: []}
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

async function newFiles(template: string, folder: string, world: World): Promise<readonly NewFile[]> {
  const isThere = async (path: string) => (await world.files.resolve(join(folder, path))) !== undefined
  const files = await filesOf(template, world)
  const taken = (await Promise.all(files.map(async ({path}) => ((await isThere(path)) ? [path] : [])))).flat()
  if (taken.length > 0)
    throw new UsageError(
      `Unexpected ${taken.length === 1 ? 'file' : 'files'} \`${taken.join('`, `')}\`, expected a folder without`,
      'Nothing was written. Move them away, or give another folder.'
    )
  return (await isThere('package.json')) ? files : [...files, packageOf(basename(folder), VERSION)]
}

interface Written {
  readonly name: string
  readonly template: string
  readonly paths: readonly string[]
}

function describe({name, template, paths}: Written): string {
  return [
    ...paths.map((path) => `  ${path}`),
    '',
    `A report of your own is in ${join(name, 'sources', template)}. Next:`,
    '',
    ...(name === '.' ? [] : [`  cd ${name}`]),
    ...(paths.includes('package.json') ? ['  npm install'] : []),
    '  npx octavo build',
    ''
  ].join('\n')
}
