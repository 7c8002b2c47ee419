/** The handbook: a report like any other, whose examples are true, and whose languages say the same. */
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {parse as csv} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {commands} from '../pipeline/commands/index.ts'
import {main} from '../pipeline/commands/main.ts'
import type {Message} from '../pipeline/messages.ts'
import type {ReferenceTable} from '../pipeline/run/handbook-page.ts'
import {readReference, readRules} from '../pipeline/schema/reference.ts'
import {rowAnchor} from '../pipeline/values/anchor.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport} from './building.ts'
import {faultsOf, isDefined, layoutFaults} from './handbook/definitions.ts'
import {chapterNames, chapterText, examplesIn, HANDBOOK, outlineOf, wordsOf, type Example} from './handbook/examples.ts'
import {open} from './fixtures/print/reading.ts'
import {edit, temporaryFolder, untilTheEnd} from './temporary.ts'

const STARTER = fileURLToPath(new URL('../templates/starters/brief', import.meta.url))
const names = chapterNames()
const examples = names.flatMap((name) => examplesIn(name, chapterText('en', name)))
const of = (...languages: readonly string[]) => examples.filter(({language}) => languages.includes(language))
const place = ({chapter, line}: Example) => `${chapter}.md:${line}`
let store: string

beforeAll(async () => void (store = await untilTheEnd(afterAll)))

async function octavo(args: readonly string[], folder: string): Promise<{status: number; out: string; err: string}> {
  const said = {out: '', err: ''}
  const out = (text: string) => void (said.out += text)
  const err = (text: string) => void (said.err += text)
  const output = {isColoured: false, columns: 80, out, err}
  const status = await main(args, {world: {...thisMachine(), folder}, output, signal: new AbortController().signal})
  return {status, ...said}
}

describe('is a report', () => {
  const told = async (formats: readonly ('html' | 'pdf')[], only: Readonly<Record<string, readonly string[]>>) => {
    const {messages, editions} = await buildReport({folder: HANDBOOK, out: join(store, 'out'), store}, {formats, only})
    return {editions, messages: messages.filter(({rule}) => rule !== 'page-is-full')}
  }

  test('that builds every page with nothing to be told', async () => {
    expect(await told(['html'], {})).toMatchObject({editions: {total: 3, built: 3}, messages: []})
  })

  test.each(['en', 'zh-Hans'])('with a place for all that help and messages lead to (%s)', async (language) => {
    const html = await readFile(join(store, 'out/a4', language, 'handbook.html'), 'utf8')
    const {helpers, directives, queryHeaders, environment} = await readReference()
    const tables: Readonly<Record<ReferenceTable, readonly string[]>> = {
      commands: commands.map(({name}) => name),
      rules: Object.keys(await readRules()),
      helpers: Object.keys(helpers),
      directives: Object.keys(directives),
      headers: Object.keys(queryHeaders),
      environment: Object.keys(environment)
    }
    for (const [table, names] of Object.entries(tables))
      expect(names.filter((name) => !html.includes(` id="${rowAnchor(`tab-${table}`, name)}"`))).toEqual([])
  })

  test('and PDFs likewise, of two papers in one style', async () => {
    expect(await told(['pdf'], {language: ['en']})).toMatchObject({editions: {built: 2}, messages: []})
    const sheets = await Promise.all(['a4', 'letter'].map(coverOf))
    expect(sheets.map(({width, height}) => [Math.round(width), Math.round(height)])).toEqual([
      [595, 842],
      [612, 792]
    ])
    // The sheet of the style says so, and no margin of a layout.
    expect(sheets.map(({left}) => Math.round(left))).toEqual([65, 65])
  })

  test('that passes a strict check', async () => {
    expect(await octavo(['check', HANDBOOK, '--strict', '--store', store], store)).toMatchObject({status: 0, err: ''})
  })

  test('whose pictures are made from the data of the starter', async () => {
    for (const path of ['data/districts.csv', 'data/visits.csv', 'queries/latest.sql'])
      expect(await readFile(join(HANDBOOK, path), 'utf8'), path).toBe(await readFile(join(STARTER, path), 'utf8'))
  })
})

/** The size of a cover in points, and where its title begins. */
async function coverOf(paper: string): Promise<{width: number; height: number; left: number}> {
  const page = await (await open(await readFile(join(store, 'out', paper, 'en/handbook.pdf')))).getPage(1)
  const [, , width = 0, height = 0] = page.view
  const title = (await page.getTextContent()).items.find((item) => 'str' in item && item.str.includes('handbook'))
  return {width, height, left: title !== undefined && 'str' in title ? (title.transform as number[])[4]! : 0}
}

describe('says the same in its languages', () => {
  test.each(names)('%s', (name) => {
    const [english, chinese] = [chapterText('en', name), chapterText('zh-Hans', name)]
    expect(outlineOf(chinese)).toEqual(outlineOf(english))
    const code = (text: string) => examplesIn(name, text).map(({language, file, text}) => ({language, file, text}))
    expect(code(chinese)).toEqual(code(english))
  })
})

test('a chart that is shown as text is the one that is drawn', async () => {
  const specs = of('json').filter(({file}) => file.startsWith('charts/'))
  expect(specs.map(place)).not.toEqual([])
  for (const {file, text} of specs) expect(await readFile(join(HANDBOOK, file), 'utf8')).toBe(text)
})

test('an edit reaches as many editions as the chart says', async () => {
  const folder = join(await temporaryFolder(), 'brief')
  await cp(STARTER, folder, {recursive: true})
  const [places, args] = [{folder, out: join(folder, '../out'), store}, ['--out', '../out', '--store', store, '--json']]
  await buildReport(places)
  const edits = csv(await readFile(join(HANDBOOK, 'data/edits.csv'), 'utf8'), {columns: true}) as Record<string, string>[]
  const found: Record<string, number> = {}
  for (const {id = '', path = '', before = '', after = ''} of edits) {
    const text = await readFile(join(folder, path), 'utf8')
    await edit(folder, path, (text) => text.replace(before, after))
    const {editions} = JSON.parse((await octavo(['plan', '.', ...args], folder)).out) as {editions: {state: string}[]}
    found[id] = editions.filter(({state}) => state !== 'keep').length
    await writeFile(join(folder, path), text)
  }
  expect(found).toEqual(Object.fromEntries(edits.map(({id, editions}) => [id, Number(editions)])))
})

test('every example says what it is of', () => {
  const known = ['console', 'text', 'diff', 'markdown', 'sql', 'json', 'yaml', 'handlebars', 'css']
  expect(examples.filter(({language}) => !known.includes(language)).map(place)).toEqual([])
  expect(
    of('sql', 'json', 'yaml', 'handlebars', 'css', 'diff')
      .filter(({file}) => file === '')
      .map(place)
  ).toEqual([])
})

describe('examples of files', () => {
  const defined = of('yaml', 'json').filter(({file}) => isDefined(file))

  test.each(defined.map((example) => [place(example), example] as const))('%s keeps its schema', async (_, example) => {
    expect(await faultsOf(example)).toEqual([])
  })

  test.each(of('handlebars').map((example) => [place(example), example] as const))('%s is a layout', async (_, example) => {
    expect(await layoutFaults(example)).toEqual([])
  })
})

test('chapters, queries, charts and tests of the examples check without an error, in the report that they are written for', async () => {
  const folder = join(await temporaryFolder(), 'brief')
  await cp(STARTER, folder, {recursive: true})
  const files = examples.filter(({file}) => /^(?:queries|tests|charts|templates)\//.test(file))
  for (const {file, text} of files) await writeInto(folder, file, text)
  for (const path of of('markdown').flatMap(({text}) => [...text.matchAll(/\]\((images\/[^)]+)\)/g)].map(([, path]) => path!)))
    await writeInto(
      folder,
      path,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"><path d="M0 0h4v3z"/></svg>'
    )
  const parts = of('markdown').map(chapterOf)
  for (const {id, text} of parts) await writeInto(folder, `chapters/en/${id}.md`, text)
  await edit(folder, 'report.yaml', (text) =>
    text
      .replace('language: [en, zh-Hans]', 'language: [en]')
      .replace('residents: leaflet', `residents: ${layoutsOf(files)[0]}`)
      .replace('chapters: [visits]', `chapters: [visits, ${parts.map(({id}) => id).join(', ')}]`)
  )
  const {out} = await octavo(['check', folder, '--json', '--store', store], store)
  const {editions, messages} = JSON.parse(out) as {editions: number; messages: Message[]}
  expect(messages.filter(({severity}) => severity === 'error')).toEqual([])
  expect(editions).toBe(8)
  // A query, a chart that no chapter uses would not have been tried.
  const own = new Set(files.map(({file}) => file))
  expect(messages.filter(({rule, path}) => rule.endsWith('-is-used') && own.has(path ?? ''))).toEqual([])
})

function layoutsOf(files: readonly Example[]): readonly string[] {
  return files.flatMap(({file}) => /^templates\/layouts\/(.+)\.hbs$/.exec(file)?.slice(1) ?? [])
}

async function writeInto(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), {recursive: true})
  await writeFile(join(folder, path), text)
}

// A part of a chapter is one of its own; a whole one has its id.
function chapterOf({text}: Example, index: number): {readonly id: string; readonly text: string} {
  const own = /^---\nid: (\S+)$/m.exec(text)?.[1]
  const id = own ?? `example-${index + 1}`
  return {id, text: own === undefined ? `---\nid: ${id}\n---\n# Example {#${id}}\n\n${text}` : text}
}

const others = /^(?:npm (?:ci|install)\b|cd |git |node --version|export [A-Z_]+=)/
const linesOf = ({text}: Example) => text.trim().split('\n')
const runs = of('yaml').flatMap((example) =>
  [...example.text.matchAll(/^ *- run: (.*)$/gm)].map(([, line]) => [line!, place(example)] as const)
)
const typed = [...of('console').flatMap((example) => linesOf(example).map((line) => [line, place(example)] as const)), ...runs]

/** The command of a line with the options that it does not know. */
function strangersIn(line: string): readonly string[] {
  const [, , name = '', ...args] = wordsOf(line)
  if (['help', 'completion'].includes(name)) return []
  const command = commands.find((command) => command.name === name)
  if (command === undefined) return [name]
  const known = {...command.options, json: {type: 'boolean'}, quiet: {type: 'boolean'}, help: {type: 'boolean'}} as const
  const {tokens} = parseArgs({args: [...args], options: known, allowPositionals: true, strict: false, tokens: true})
  return tokens.flatMap((token) => (token.kind === 'option' && !Object.hasOwn(known, token.name) ? [token.name] : []))
}

describe('what is typed', () => {
  test.each(typed)('%s  (%s)', (line) => {
    const [, , name = ''] = wordsOf(line)
    if (!line.startsWith('npx octavo')) expect(line).toMatch(others)
    else expect(strangersIn(line)).toEqual([])
    if (line.startsWith('npx octavo')) expect([...commands.map((each) => each.name), 'help', 'completion']).toContain(name)
  })
})

test('the tutorial runs as it is written, and says what it says', async () => {
  const folder = await temporaryFolder()
  let said: string | undefined
  for (const example of examplesIn('begin', chapterText('en', 'begin'))) {
    if (example.language === 'diff') await applyDiff(example, folder)
    else if (example.language === 'text') expectLines(example, said)
    else for (const line of linesOf(example)) said = await type(line, folder)
  }
})

// Gives nothing where it was not run.
async function type(line: string, folder: string): Promise<string | undefined> {
  const [, , ...args] = wordsOf(line)
  // What stays open until it is ended is tried elsewhere.
  if (!line.startsWith('npx octavo') || args[0] === 'preview') return undefined
  const {status, out, err} = await octavo(args, folder)
  expect(status, `${line}\n${err}`).toBe(0)
  return out
}

function expectLines(example: Example, said: string | undefined): void {
  if (said === undefined) return
  for (const line of example.text.trimEnd().split('\n')) expect(said, place(example)).toContain(line)
}

// Lines that begin with `-` give way to those that begin with `+`.
async function applyDiff({file, text}: Example, folder: string): Promise<void> {
  const side = (sign: string) => [...text.matchAll(new RegExp(`^\\${sign}(.*)$`, 'gm'))].map(([, line]) => `${line}\n`).join('')
  await edit(folder, file, (before) => before.replace(side('-'), side('+')))
}
