/**
 * The shape of the program, read from its texts: imports run one way, stages know nothing of each other, plug-ins neither, and
 * only the edges touch what is outside. For each rule a few changes that it must refuse are tried, so that no rule sleeps.
 */
import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {directives} from '../pipeline/directives/index.ts'
import {helpers} from '../pipeline/helpers/index.ts'
import * as rules from './architecture/rules.ts'
import {codeOf, importsOf, readTexts, type Texts} from './architecture/sources.ts'

const texts = readTexts()

test('the texts are read', () => {
  expect(texts.size).toBeGreaterThan(150)
  expect(importsOf(texts).length).toBeGreaterThan(600)
})

test('code is told from what only looks like it', () => {
  const text =
    "const a = 'process' // console\n/* Date.now() */ const b = /'process\\/[/'\"]/g, c = x / process / 2, d = `fetch(${console})`"
  expect(codeOf(text).replaceAll(/\s+/g, ' ')).toBe('const a = " " const b = " ", c = x / process / 2, d = (console)')
})

type Rule = Exclude<keyof typeof rules, 'LAYERS' | 'PLUG_INS' | 'ALLOWED' | 'READERS' | 'REACHERS' | 'KEPT_STATE' | 'partOf'>

const HEAD = '/** A file. */\n'

/** For each rule: changes that it refuses. A new path is a new file; a known one gets the text at its end. */
const REFUSED: Readonly<Record<Rule, readonly (readonly [path: string, text: string])[]>> = {
  places: [
    ['helper.ts', HEAD],
    ['utilities/x.ts', HEAD],
    ['build.ts', "import {x} from './run/nowhere.ts'\n"]
  ],
  directions: [
    ['edition.ts', "import type {BuildOptions} from './build.ts'\n"],
    ['stages/compose/index.ts', "import type {Run} from '../../run/open.ts'\n"],
    ['values/decimal.ts', "import {themeOf} from '../design/brand.ts'\n"],
    ['run/open.ts', "export {buildEdition} from '../edition.ts'\n"],
    ['cache/hash.ts', "const later = import('../run/open.ts')\n"],
    ['helpers/num.ts', "import type {Directive} from '../directives/directive.ts'\n"],
    ['messages.ts', "import {thisMachine} from './world.ts'\n"]
  ],
  stages: [
    ['stages/chart/index.ts', "import {compose} from '../compose/index.ts'\n"],
    ['stages/derive.ts', "import type {ParseInput} from './parse/index.ts'\n"],
    ['run/chapters.ts', "import {readDirective} from '../stages/parse/directive.ts'\n"],
    ['edition.ts', "type Input = import('./stages/page/input.ts').PageCommon\n"]
  ],
  plugIns: [
    ['helpers/num.ts', "import {rank} from './rank.ts'\n"],
    ['helpers/median.ts', HEAD],
    ['stages/compose/unfold.ts', "import {table} from '../../directives/table.ts'\n"],
    ['checks/index.ts', 'export const count = checks.length\n'],
    ['commands/why.ts', HEAD]
  ],
  cycles: [
    ['stages/query/attempt.ts', "import type {Database} from './database.ts'\n"],
    ['cache/hash.ts', "import {openStore} from './store.ts'\n"]
  ],
  packages: [
    ['stages/compose/index.ts', "import {readFile} from 'node:fs/promises'\n"],
    ['stages/chart/index.ts', "const os = import('node:os')\n"],
    ['stages/parse/index.ts', "import {openSync} from 'graceful-fs'\n"],
    ['helpers/num.ts', "import {randomBytes} from 'node:crypto'\n"],
    ['values/decimal.ts', "import {execSync} from 'node:child_process'\n"],
    ['design/styles.ts', "export {readFile} from 'node:fs/promises'\n"]
  ],
  purity: [
    ['stages/compose/index.ts', 'const now = Date.now()\n'],
    ['stages/compose/index.ts', 'const now = new Date()\n'],
    ['stages/compose/index.ts', 'const now = Date()\n'],
    ['stages/page/index.ts', 'const zone = process.env.TZ\n'],
    ['stages/page/index.ts', 'const {env} = process\n'],
    ['stages/page/index.ts', 'const start = performance.now()\n'],
    ['stages/publish/index.ts', 'const id = crypto.randomUUID()\n'],
    ['stages/chart/index.ts', 'const chance = Math.random()\n'],
    ['helpers/num.ts', 'console.log(1)\n'],
    ['helpers/num.ts', 'const text = (5).toLocaleString()\n'],
    ['helpers/num.ts', 'const format = new Intl.NumberFormat()\n'],
    ['helpers/num.ts', 'const format = new Intl.NumberFormat(undefined, {})\n'],
    ['helpers/list.ts', 'const order = a.localeCompare(b)\n'],
    ['directives/each.ts', "const page = await fetch('https://example.org')\n"],
    ['run/open.ts', 'const cwd = globalThis.process\n'],
    ['language/chart-rules.ts', 'const make = new Function()\n'],
    ['design/styles.ts', 'const later = import(name)\n']
  ],
  state: [
    ['stages/compose/index.ts', 'let count = 0\n'],
    ['helpers/num.ts', 'const seen = new Map<string, number>()\n'],
    ['run/open.ts', 'const opened: Run[] = []\n'],
    ['values/decimal.ts', 'export const cache: Record<string, string> = {}\n']
  ],
  form: [
    ['messages.ts', '\n'.repeat(250)],
    ['run/x.ts', 'export {}\n']
  ],
  docstrings: [
    ['run/x.ts', `${HEAD}\nexport function x(): void {}\n`],
    ['values/decimal.ts', '\nexport interface Places {\n  readonly count: number\n}\n'],
    ['types.ts', "\nexport type Sign = '+' | '-'\n"]
  ],
  parameters: [
    ['run/x.ts', `${HEAD}\nfunction x(a: Map<string, number>, b: number, c: (d: string, e: string) => void, f = 1): void {}\n`],
    [
      'run/x.ts',
      `${HEAD}\nasync function x<T extends object>({a, b}: T, c: string, d: [number, number], ...e: string[]): Promise<void> {}\n`
    ]
  ]
}

describe.each(Object.entries(REFUSED) as [Rule, (typeof REFUSED)[Rule]][])('%s', (rule, changes) => {
  const found = rules[rule](texts)

  test('holds', () => {
    expect(found).toEqual([])
  })

  test.each(changes)('refuses %s with %j', (path, text) => {
    const changed: Texts = new Map([...texts, [path, (texts.get(path) ?? '') + text]])
    expect(rules[rule](changed).length).toBeGreaterThan(found.length)
  })
})

test('places refuses more than eight files or nineteen folders at the top', () => {
  const more = Array.from({length: 20}, (_, at) => [`part${at}.ts`, HEAD] as const)
  expect(rules.places(new Map([...texts, ...more]))).toContainEqual(expect.stringMatching(/^\d+ files at the top$/))
  const folders = Array.from({length: 20}, (_, at) => [`part${at}/x.ts`, HEAD] as const)
  expect(rules.places(new Map([...texts, ...folders]))).toContainEqual(expect.stringMatching(/^\d+ folders at the top$/))
})

test('an exception is made only where it is needed', () => {
  const used = new Set(importsOf(texts).map(({from, to}) => `${from} ${to}`))
  const reaches = (path: string) =>
    [...used].some((line) => ['fs', 'worker_threads'].some((name) => line.startsWith(`${path} node:${name}`)))
  expect(Object.keys(rules.READERS).filter((path) => !reaches(path))).toEqual([])
  expect(Object.keys(rules.REACHERS).filter((path) => !texts.get(path)?.includes('globalThis'))).toEqual([])
  expect(Object.keys(rules.KEPT_STATE).filter((path) => !texts.has(path))).toEqual([])
})

describe('every directive and helper has a test that names it', () => {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

  test('helpers', () => {
    const text = read('helpers.test.ts')
    expect(helpers.map(({name}) => name).filter((name) => !text.includes(`helper: '${name}',`))).toEqual([])
  })

  test('directives', () => {
    const text = read('compose.test.ts') + read('key-figure.test.ts')
    expect(directives.map(({name}) => name).filter((name) => !new RegExp(`:${name}[[{\\\\]`).test(text))).toEqual([])
  })
})
