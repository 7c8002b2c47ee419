/**
 * The shape of the program, read from its imports: they run one way, stages know nothing of each other, plug-ins neither,
 * and only a few files touch what is outside. Whoever departs from it writes the exception here, with its reason.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {describe, expect, test} from 'vitest'
import {directives} from '../pipeline/directives/index.ts'
import {helpers} from '../pipeline/helpers/index.ts'

const PIPELINE = new URL('../pipeline/', import.meta.url)

/** From the top down. A part is a file with the folder of its name. What runs is imported downwards only. */
const LAYERS: readonly (readonly string[])[] = [
  ['cli'],
  ['main'],
  ['commands'],
  ['build'],
  ['job', 'prepare', 'press', 'release', 'assets', 'outcomes', 'session'],
  ['edition', 'stages', 'chapters', 'data', 'load'],
  [
    'parse',
    'compose',
    'chart',
    'page',
    'print',
    'finish',
    'preflight',
    'query',
    'table',
    'catalogue',
    'derive',
    'plan',
    'publish'
  ],
  ['connectors', 'directives', 'helpers', 'checks', 'schema'],
  ['fonts', 'styles', 'template', 'brand', 'browser', 'world', 'tool', 'page-label'],
  ['format', 'decimal', 'messages', 'cache'],
  ['types']
]
const STAGES = LAYERS[6]!

/** Types that are imported upwards, or by one stage from another: the form of what travels between the two. */
const TYPES_FROM_ELSEWHERE: Readonly<Record<string, string>> = {
  'checks -> chapters': 'the check of references looks at the whole report',
  'checks -> load': 'the check of references looks at the whole report',
  'compose -> parse': 'the tree of a chapter is what one gives and the other takes',
  'data -> session': 'asking the data needs the store and the memo',
  'directives -> parse': 'a directive unfolds what was parsed',
  'edition -> assets': 'a job names the pictures that are published beside the editions',
  'release -> build': 'the results are published with what the build was made with'
}

/** Files of a stage's folder that others may read: the form of its data. */
const READ_BY_OTHERS: Readonly<Record<string, readonly string[]>> = {
  'page/input.ts': ['edition', 'job'],
  'parse/front-matter.ts': ['chapters'],
  'parse/tree.ts': ['chapters', 'compose', 'directives'],
  'publish/manifest.ts': ['release']
}

/** In folders of plug-ins: what all of them may read. */
const PLUG_INS: Readonly<Record<string, readonly string[]>> = {
  checks: ['check'],
  commands: ['command', 'given', 'progress', 'show'],
  connectors: ['connector'],
  directives: ['directive'],
  helpers: ['helper']
}

/** What may touch files, the environment, the clock or the terminal. */
const EDGES = ['world', 'cache', 'browser', 'fonts', 'main', 'chart/widths.ts']
const IMPURE =
  /node:(?:fs|child_process|net|http)|process\.(?:env|cwd|stdout|stderr|exit\b)|\bDate\.now|new Date\(\)|Math\.random|\bconsole\.|\bfetch\(|performance\.now/

interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
}

const files = readdirSync(PIPELINE, {recursive: true})
  .map(String)
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort()
const texts = new Map(files.map((name) => [name, readFileSync(new URL(name, PIPELINE), 'utf8')]))
const imports = files.flatMap(importsOf)

function importsOf(from: string): Import[] {
  const text = texts.get(from)!
  const at = (path: string) => posix.join(posix.dirname(from), path)
  const whole = [...text.matchAll(/^(?:import|export)\s+(type\s)?(?:([^'"]*?)\sfrom\s+)?'(\.[^']+\.ts)'/gm)]
  const inline = [...text.matchAll(/(await |return |=> |\W)import\('(\.[^']+\.ts)'\)(\.\w)?/g)]
  return [
    ...whole.map(([, type, names, path]) => ({from, to: at(path!), isType: type !== undefined || namesTypesOnly(names)})),
    // A type that is named in place reads `import('./x.ts').Name`.
    ...inline.map(([, , path, member]) => ({from, to: at(path!), isType: member !== undefined && /\.[A-Z]/.test(member)}))
  ]
}

function namesTypesOnly(names: string | undefined): boolean {
  const listed =
    /^\{([^}]*)\}$/
      .exec(names?.trim() ?? '')?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? []
  return listed.length > 0 && listed.every((name) => name.startsWith('type '))
}

function partOf(path: string): string {
  return path.split('/')[0]!.replace(/\.ts$/, '')
}

function layerOf(path: string): number {
  return LAYERS.findIndex((layer) => layer.includes(partOf(path)))
}

const text = ({from, to}: Import) => `${from} -> ${to}`
const between = imports.filter(({from, to}) => partOf(from) !== partOf(to))

test('every file has its layer', () => {
  expect(files.filter((file) => layerOf(file) === -1)).toEqual([])
  expect(imports.length).toBeGreaterThan(300)
  expect(imports.filter(({to}) => !texts.has(to)).map(text)).toEqual([])
})

test('what runs is imported downwards', () => {
  expect(between.filter(({isType, from, to}) => !isType && layerOf(to) <= layerOf(from)).map(text)).toEqual([])
})

test('no file imports itself by way of others', () => {
  const next = Map.groupBy(
    imports.filter(({isType}) => !isType),
    ({from}) => from
  )
  const reaches = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const {to} of next.get(from) ?? []) if (!seen.has(to)) reaches(to, seen.add(to))
    return seen
  }
  expect(files.filter((file) => reaches(file).has(file))).toEqual([])
})

test('types come from below or beside, but for what is listed', () => {
  const isStage = (path: string) => STAGES.includes(partOf(path))
  const elsewhere = between.filter(
    ({isType, from, to}) => isType && (layerOf(to) < layerOf(from) || (isStage(from) && isStage(to)))
  )
  const found = new Set(elsewhere.map(({from, to}) => `${partOf(from)} -> ${partOf(to)}`))
  expect([...found].sort()).toEqual(Object.keys(TYPES_FROM_ELSEWHERE).sort())
})

test('a stage’s folder is its own, but for the form of its data', () => {
  const foreign = between.filter(({to}) => STAGES.includes(partOf(to)) && to.includes('/'))
  const readers = Map.groupBy(foreign, ({to}) => to)
  const found = [...readers].map(([to, by]) => [to, [...new Set(by.map(({from}) => partOf(from)))].sort()] as const)
  expect(Object.fromEntries(found)).toEqual(READ_BY_OTHERS)
})

describe.each(Object.entries(PLUG_INS))('%s', (folder, common) => {
  const own = imports.filter(({from, to}) => from.startsWith(`${folder}/`) && to.startsWith(`${folder}/`))
  const isCommon = (path: string) => common.includes(path.slice(folder.length + 1, -3))

  test('know nothing of each other', () => {
    expect(own.filter(({from, to}) => from !== `${folder}/index.ts` && !isCommon(to)).map(text)).toEqual([])
  })

  test('are a list in their index', () => {
    const plugIns = files.filter(
      (file) =>
        file.startsWith(`${folder}/`) && file !== `${folder}/index.ts` && !isCommon(file) && file !== 'checks/references.ts'
    )
    expect(
      own
        .filter(({from, to}) => from === `${folder}/index.ts` && !isCommon(to))
        .map(({to}) => to)
        .sort()
    ).toEqual(plugIns)
  })

  test('are known outside by their index and their interface', () => {
    const outside = between.filter(({to}) => to.startsWith(`${folder}/`) && to !== `${folder}/index.ts` && !isCommon(to))
    // It looks at the whole report and not, as the checks in the list, at a page.
    expect(outside.map(text)).toEqual(folder === 'checks' ? ['prepare.ts -> checks/references.ts'] : [])
  })
})

test('only the edges touch files, the environment, the clock or the terminal', () => {
  const touching = files.filter((file) => IMPURE.test(withoutComments(texts.get(file)!)))
  expect(touching.filter((file) => !EDGES.includes(partOf(file)) && !EDGES.includes(file))).toEqual([])
  expect(EDGES.filter((edge) => !touching.some((file) => file === edge || partOf(file) === edge))).toEqual([])
})

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g, '')
}

test('no file is longer than 250 lines, and each begins with what it does', () => {
  expect(files.filter((file) => texts.get(file)!.split('\n').length > 251)).toEqual([])
  expect(files.filter((file) => !/^(?:#!.*\n)?\/\*\*/.test(texts.get(file)!))).toEqual([])
})

describe('every directive and helper has a test that names it', () => {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

  test('helpers', () => {
    const text = read('helpers.test.ts')
    expect(helpers.map(({name}) => name).filter((name) => !text.includes(`helper: '${name}',`))).toEqual([])
  })

  test('directives', () => {
    const text = read('compose.test.ts')
    expect(directives.map(({name}) => name).filter((name) => !new RegExp(`:${name}[[{\\\\]`).test(text))).toEqual([])
  })
})
