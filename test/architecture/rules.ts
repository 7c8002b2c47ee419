/** The shape of the program as rules: each takes the texts of all files and gives what departs from it. */
import {codeOf, importsOf, packageOf, type Import, type Texts} from './sources.ts'

/** From the top down; what stands in one row knows nothing of its neighbours. Imports go downwards only, those of types too. */
export const LAYERS: readonly (readonly string[])[] = [
  ['cli', 'package'],
  ['commands'],
  ['preview'],
  ['build'],
  ['carriers'],
  ['edition'],
  ['run'],
  ['stages'],
  ['connectors', 'directives', 'helpers', 'checks'],
  ['design', 'browser', 'schema', 'pdf', 'bibliography', 'compare'],
  ['values', 'cache'],
  ['language'],
  ['world'],
  ['messages'],
  ['tree'],
  ['types']
]

/** Plug-ins: what all of a folder may read beside its index. */
export const PLUG_INS: Readonly<Record<string, readonly string[]>> = {
  checks: ['check'],
  connectors: [
    'connector',
    'first-bytes',
    'header',
    'json-places',
    'json-row',
    'parquet-times',
    'postgresql-array',
    'preamble',
    'rows',
    'separator',
    'sheet',
    'sheet-text',
    'sheet-time',
    'sheet-thread',
    'workbook',
    'workbook-messages',
    'zip'
  ],
  directives: ['directive'],
  helpers: ['helper'],
  commands: [
    'command',
    'data-file',
    'new-files',
    'given',
    'progress',
    'show',
    'show-comparison',
    'show-causes',
    'show-reference',
    'release-options',
    'revision',
    'side',
    'main',
    'clean',
    'grid',
    'hyperlinks',
    'row-origins',
    'explain',
    'tell',
    'supervise',
    'worker',
    'download',
    'completion'
  ]
}

const TREES = ['mdast', 'hast', 'unist', 'unist-util-visit', 'node:path']

/** Packages that a stage or a plug-in may import; nothing else, so that it cannot reach what is outside. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'stages/agree': ['mdast'],
  'stages/catalogue': [],
  'stages/characters': ['opencc-js'],
  'stages/chart': ['vega', 'vega-lite', 'vega-util', 're2js', 'yaml'],
  'stages/compose': [...TREES, 'mdast-util-to-hast'],
  'stages/derive': [...TREES, 'opencc-js'],
  'stages/finish': ['node:crypto', 'node:zlib'],
  'stages/load': ['node:path', 'node:url'],
  'stages/page': [...TREES, 'hast-util-to-html', 'rehype-stringify', 'unified'],
  'stages/parse': [
    ...TREES,
    'handlebars',
    'unified',
    'remark-parse',
    'remark-gfm',
    'remark-directive',
    'remark-frontmatter',
    'remark-cjk-friendly',
    'remark-cjk-friendly-gfm-strikethrough',
    'mdast-util-directive',
    'mdast-util-from-markdown',
    'micromark-util-types',
    'parse5',
    'yaml'
  ],
  'stages/plan': [],
  'stages/preflight': [],
  'stages/press': ['node:crypto', 'node:zlib'],
  'stages/print': ['puppeteer'],
  'stages/publish': ['node:path'],
  'stages/query': ['@duckdb/node-api'],
  'stages/table': ['re2js'],
  checks: [],
  compare: ['diff', 'hast', 'node:crypto', 'parse5'],
  connectors: [
    'csv-parse',
    'yaml',
    '@e965/xlsx',
    'hyparquet',
    'node:events',
    'node:path',
    'node:sqlite',
    'pg',
    'node:worker_threads',
    'node:zlib'
  ],
  directives: ['mdast'],
  helpers: []
}

/** Files that may touch the file system, the environment, the clock or the terminal. */
const EDGES =
  /^(?:cli\.js|(?:world|build)\.ts)$|^(?:package|commands|cache|browser|carriers|preview)\/|^run\/(?:tool|session)\.ts$/

/** Files below them that read a file, and why. */
export const READERS: Readonly<Record<string, string>> = {
  'design/common-faces.ts': 'small faces are cut from files of packages, and kept',
  'design/cut.ts': 'faces are cut from files of packages, in a thread',
  'design/coverage.ts': 'the character maps of the fonts lie in files of packages',
  'design/fonts.ts': 'a browser is told of fonts by a file',
  'design/widths.ts': 'the widths of the fonts lie in files of packages'
}

/** Files that reach for what is not imported, and why. */
export const REACHERS: Readonly<Record<string, string>> = {
  'stages/chart/whole.ts': 'Vega is read from one file of its package, which lays it into the global object'
}

/** What gives another value another time, or knows the machine. */
const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\b/, 'process'],
  [/\bDate\.now\b|\bnew Date\(\s*\)|(?<!\bnew )(?<![.\w])Date\(/, 'the clock'],
  [/\bperformance\b/, 'the clock'],
  [/\bMath\.random\b/, 'chance'],
  [/\b(?:crypto\.)?(?:random(?:UUID|Bytes|Int|Fill(?:Sync)?)|getRandomValues)\b/, 'chance'],
  [/\bconsole\b/, 'the terminal'],
  [/\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/, 'the network'],
  [/\bglobalThis\b|\beval\(|\bnew Function\b|\brequire\(/, 'what is not imported'],
  [/\bimport\(\s*[^\s"]/, 'an import that is not written out'],
  [/\bIntl\.\w+\(\s*(?:\)|undefined\b|\[\s*\])/, 'the locale of the machine'],
  [/\.toLocale(?:String|DateString|TimeString|UpperCase|LowerCase)\(\s*(?:\)|undefined\b)/, 'the locale of the machine'],
  [/\.localeCompare\([^,()]*\)/, 'the locale of the machine']
]

const SYSTEM = /^node:(?!path$|url$|zlib$|crypto$|util$|buffer$)/

/** State of a module: a variable, or something that begins empty and is filled. A `WeakMap` keeps what its keys keep. */
const STATE =
  /^(?:export )?(?:let|var) \w+|^(?:export )?const \w+(?:: [^=\n]+)? = (?:new (?:Map|Set)(?:<[^\n]*>)?\(\)|\[\]|\{\})\s*$/gm

/** Module state that stays, with its reason. */
export const KEPT_STATE: Readonly<Record<string, string>> = {
  'checks/character-has-a-glyph.ts': 'the characters of the faces of a language take a tenth of a second to read',
  'design/template.ts': 'a template is compiled once for all editions',
  'schema/validate.ts': 'a schema is compiled once for all files',
  'stages/chart/compile.ts': 'a spec is compiled once for all editions',
  'stages/chart/draw.ts': 'charts are drawn one after the other: Vega counts its ids for all of them',
  'stages/chart/engine.ts': 'Vega is loaded once',
  'stages/derive.ts': 'the dictionaries of the scripts take a quarter of a second to read'
}

/** The part of the program that a file belongs to. */
export function partOf(path: string): string {
  return path.split('/')[0]!.replace(/\.[tj]s$/, '')
}

function stageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/').replace(/\.ts$/, '')
}

function layerOf(path: string): number {
  return LAYERS.findIndex((layer) => layer.includes(partOf(path)))
}

const shown = ({from, to}: Import) => `${from} -> ${to}`

function own(texts: Texts): readonly Import[] {
  return importsOf(texts).filter(({to}) => to.endsWith('.ts'))
}

/** Files without a layer, imports that lead nowhere, and more at the top than a stranger takes in. */
export function places(texts: Texts): string[] {
  const names = new Set([...texts.keys()].map((path) => path.split('/')[0]!))
  const [files, folders] = [
    [...names].filter((name) => /\.[tj]s$/.test(name)),
    [...names].filter((name) => !/\.[tj]s$/.test(name))
  ]
  return [
    ...[...texts.keys()].filter((path) => layerOf(path) === -1),
    ...own(texts)
      .filter(({to}) => !texts.has(to))
      .map(shown),
    ...(files.length > 8 ? [`${files.length} files at the top`] : []),
    ...(folders.length > 20 ? [`${folders.length} folders at the top`] : [])
  ]
}

/** Imports upwards or sideways. */
export function directions(texts: Texts): string[] {
  return own(texts)
    .filter(({from, to}) => partOf(from) !== partOf(to) && layerOf(to) <= layerOf(from))
    .map(shown)
}

/** Stages that know each other, and those who look past a stage's index. */
export function stages(texts: Texts): string[] {
  return own(texts)
    .filter(({from, to}) => partOf(to) === 'stages' && stageOf(from) !== stageOf(to))
    .filter(({from, to}) => partOf(from) === 'stages' || !/^stages\/\w+(?:\/index)?\.ts$/.test(to))
    .map(shown)
}

/** Plug-ins that know each other, that are missing in their list, or that are known past it; a list that is more than one. */
export function plugIns(texts: Texts): string[] {
  return Object.entries(PLUG_INS).flatMap(([folder, common]) => {
    const index = `${folder}/index.ts`
    const isCommon = (path: string) => common.some((name) => path === `${folder}/${name}.ts`)
    const isPlugIn = (path: string) => partOf(path) === folder && path !== index && !isCommon(path)
    const imports = own(texts).filter(({to}) => partOf(to) === folder)
    const listed = new Set(imports.filter(({from}) => from === index).map(({to}) => to))
    const known = imports.filter(({from, to}) => isPlugIn(to) && from !== index)
    const strangers = [...texts.keys()].filter((path) => isPlugIn(path) && !listed.has(path))
    const isList =
      /^\/\*\*[\s\S]*?\*\/\n(?:import [^\n]+\n)+\n(?:\/\*\*[^\n]*\*\/\n)?export const \w+: readonly \w+\[\] = \[[\w\s,]*\]\n$/
    const index_ = texts.get(index)
    return [
      ...known.map(shown),
      ...strangers.map((path) => `${path} is not in ${index}`),
      ...(index_ !== undefined && !isList.test(index_) ? [`${index} is no plain list`] : [])
    ]
  })
}

/** Files that import themselves by way of others. */
export function cycles(texts: Texts): string[] {
  const next = Map.groupBy(own(texts), ({from}) => from)
  const reaches = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const {to} of next.get(from) ?? []) if (!seen.has(to)) reaches(to, seen.add(to))
    return seen
  }
  return [...texts.keys()].filter((path) => reaches(path).has(path))
}

/** Stages and plug-ins that import what is not allowed, and others that reach for the system. */
export function packages(texts: Texts): string[] {
  return importsOf(texts)
    .filter(({to}) => !to.endsWith('.ts') && !to.endsWith('.json'))
    .filter(({from, to}) => {
      const allowed = ALLOWED[stageOf(from)] ?? ALLOWED[partOf(from)]
      if (allowed !== undefined && partOf(from) !== 'commands') return !allowed.includes(packageOf(to))
      return SYSTEM.test(to) && !EDGES.test(from) && !(from in READERS)
    })
    .map(shown)
}

/** What is not a function of its input. */
export function purity(texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) => {
    if (EDGES.test(path) || path in REACHERS) return []
    const code = codeOf(text)
    const found = IMPURE.filter(([pattern]) => pattern.test(code))
    return found.map(([, what]) => `${path} reaches for ${what}`)
  })
}

/** State that outlives a call. */
export function state(texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) => {
    if (EDGES.test(path) || path in KEPT_STATE) return []
    return [...codeOf(text).matchAll(STATE)].map(([line]) => `${path}: ${line.trim()}`)
  })
}

/** Longer than a file may be, or without a word on what it does. */
export function form(texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) => [
    ...(text.split('\n').length > 251 ? [`${path} has ${text.split('\n').length - 1} lines`] : []),
    ...(/^(?:#!.*\n)?\/\*\*/.test(text) ? [] : [`${path} does not begin with what it does`])
  ])
}

/** Exports without a docstring; of a function with several forms the first has it. */
export function docstrings(texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) => {
    const exported = [...text.matchAll(/(?<=(^.*)\n)export (?:async )?(?:function|const|interface|type|class) (\w+)/gm)]
    const isBare = ([, before, name]: RegExpExecArray) =>
      !/\*\/\s*$/.test(before!) && !before!.startsWith(`export function ${name}(`) && !isList(path, text)
    return exported.filter(isBare).map(([, , name]) => `${path}: ${name}`)
  })
}

// The list of a folder's plug-ins says at its head what it is.
function isList(path: string, text: string): boolean {
  return path.endsWith('/index.ts') && /^export const \w+: readonly \w+\[\] = /m.test(text)
}

/** Functions with four parameters or more. */
export function parameters(texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) =>
    [...codeOf(text).matchAll(/\bfunction\s+(\w+)(?:<[^()]*?>)?\(/g)]
      .filter((match) => countParameters(codeOf(text).slice(match.index + match[0].length)) > 3)
      .map(([, name]) => `${path}: ${name}`)
  )
}

function countParameters(rest: string): number {
  let [depth, count, some] = [0, 1, false]
  for (const sign of rest.replaceAll('=>', '  ')) {
    if (sign === ')' && depth === 0) return some ? count : 0
    if ('([{<'.includes(sign)) depth++
    else if (')]}>'.includes(sign)) depth--
    else if (sign === ',' && depth === 0) count++
    if (/\S/.test(sign)) some = true
  }
  return count
}
