/** Hostile `report.yaml` and `datapackage.json`. */
import {changed, ESCAPES, PROTOTYPES, type Hostile} from './case.ts'
import {REPORT} from './report.ts'

const yaml = (text: string): Pick<Hostile, 'files' | 'at' | 'status'> => ({
  files: {'report.yaml': text},
  at: 'report.yaml',
  status: 1
})
const add = (more: string) => yaml(`${REPORT['report.yaml']!}${more}\n`)
const swap = (from: string | RegExp, to: string): Pick<Hostile, 'files' | 'at' | 'status'> => ({
  files: changed('report.yaml', from, to),
  at: 'report.yaml',
  status: 1
})
const json = (text: string): Pick<Hostile, 'files' | 'at' | 'status'> => ({
  files: {'datapackage.json': text},
  at: 'datapackage.json',
  status: 1
})
const contract = (from: string | RegExp, to: string): Pick<Hostile, 'files' | 'at' | 'status'> => ({
  files: changed('datapackage.json', from, to),
  at: 'datapackage.json',
  status: 1
})

function laughs(levels: number): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let at = 1; at <= levels; at++) lines.push(`a${at}: &a${at} [${Array.from({length: 10}, () => `*a${at - 1}`).join(', ')}]`)
  return lines.join('\n')
}

const WIDE = 'x'.repeat(300)

const definitions: readonly Hostile[] = [
  {name: 'an empty definition', ...yaml('')},
  {name: 'a definition of blanks', ...yaml(' \n\n')},
  {name: 'a definition that is a text', ...yaml('hello')},
  {name: 'a definition that is a list', ...yaml('- a\n- b\n')},
  {name: 'a definition of NUL bytes', ...yaml('\0\0\0')},
  {name: 'a billion laughs', ...add(laughs(9))},
  {name: 'an alias of nothing', ...add('x: *nothing')},
  {name: 'an alias of itself', ...add('x: &x [*x]')},
  {name: 'a map that merges itself', ...add('x: &x\n  <<: *x')},
  {name: 'ten thousand levels of lists', ...add(`x: ${'['.repeat(10_000)}${']'.repeat(10_000)}`)},
  {name: 'ten thousand levels that are not closed', ...add(`x: ${'['.repeat(10_000)}`)},
  {
    name: 'ten thousand levels of blocks',
    ...add(`x:\n${Array.from({length: 3_000}, (_, at) => `${' '.repeat(at + 1)}a:`).join('\n')}`)
  },
  {name: 'a tag that makes code', ...add('x: !!js/function "function () {}"')},
  {name: 'two documents', ...yaml(`${REPORT['report.yaml']!}---\nid: other\n`)},
  {name: 'a key twice', ...add('id: other')},
  {name: 'tabs for blanks', ...add('x:\n\ty: 1')},
  {name: 'a megabyte of one key', ...add(`${'k'.repeat(1_000_000)}: 1`)},
  {name: 'fifty thousand unknown keys', ...add(Array.from({length: 50_000}, (_, at) => `key${at}: 1`).join('\n'))},
  {name: 'UTF-16', ...yaml(''), files: {'report.yaml': Buffer.from(`\ufeff${REPORT['report.yaml']!}`, 'utf16le')}},
  {name: 'bytes that are no UTF-8', ...yaml(''), files: {'report.yaml': Buffer.from([0xff, 0xfe, 0xc3, 0x28])}},
  {name: 'a date that is none', ...swap('2024-04-15', '2024-02-31')},
  {name: 'a date far away', ...swap('2024-04-15', '99999-01-01')},
  {name: 'a date that is a number', ...swap('2024-04-15', '20240415')},
  {name: 'an id with a slash', ...swap('id: tiny', 'id: ../tiny')},
  {name: 'an id of 300 letters', ...swap('id: tiny', `id: ${WIDE}`)},
  {name: 'an id with NUL', ...swap('id: tiny', 'id: "a\\0b"')},
  {name: 'a title that is a number', ...swap('title: {en: Tiny}', 'title: 7')},
  {name: 'a title with half a character', ...swap('title: {en: Tiny}', 'title: {en: "\\ud800"}')},
  {name: 'no languages', ...swap('language: [en]', 'language: []')},
  {name: 'a language that nobody speaks', ...swap('language: [en]', 'language: [xx-klingon-1]')},
  {name: 'a language that is a path', ...swap('language: [en]', 'language: ["../en"]')},
  {name: 'a language twice', ...swap('language: [en]', 'language: [en, en]')},
  {name: 'an axis from a table that is not there', ...swap('from: regions', 'from: nowhere')},
  {name: 'an axis by a column that is not there', ...swap('key: id', 'key: nowhere')},
  {
    name: 'a million editions',
    ...swap(
      '  language: [en]',
      `  a: [${Array.from({length: 1_000}, (_, at) => `a${at}`).join()}]\n  b: [${Array.from({length: 1_000}, (_, at) => `b${at}`).join()}]\n  language: [en]`
    ),
    at: undefined
  },
  {name: 'chapters that are no list', ...swap('chapters: [overview]', 'chapters: overview')},
  {name: 'no chapters', ...swap('chapters: [overview]', 'chapters: []')},
  {name: 'a chapter that is a path', ...swap('chapters: [overview]', 'chapters: ["../../overview"]')},
  {name: 'a chapter twice', ...swap('chapters: [overview]', 'chapters: [overview, overview]')},
  {
    name: 'two thousand chapters that are not there',
    ...swap('chapters: [overview]', `chapters: [overview, ${Array.from({length: 2_000}, (_, at) => `c${at}`).join()}]`),
    at: 'report.yaml?'
  },
  {name: 'a brand outside the folder', ...add('brand: ../../brand.yaml')},
  {name: 'a brand that is a folder', ...add('brand: data'), at: undefined},
  {name: 'a brand with an absolute path', ...add('brand: /etc/passwd')},
  {name: 'a layout that is a path', ...swap('layout: report', 'layout: ../../x'), at: 'report.yaml?'},
  {name: 'a language derived from itself', ...add('languages: {en: {from: en}}'), at: 'report.yaml?'},
  {name: 'no layout', ...swap('layout: report\n', ''), status: 0, at: undefined},
  {name: 'no path', ...swap('path: "{region}/{language}"\n', ''), status: 0, at: undefined},
  {name: 'a format that nobody makes', ...add('formats: [docx]')},
  {name: 'an axis that excludes what is not there', ...add('exclude: [{region: nowhere}]')},
  {name: 'everything excluded', ...add('exclude: [{region: north}, {region: south}]'), at: undefined}
]

const outputs: readonly Hostile[] = [
  '../{region}/{language}',
  '/srv/{region}/{language}',
  '{region}/../../{language}',
  '.octavo/{region}',
  'index.html/{region}',
  'manifest.json/{region}',
  'assets/{region}',
  '{region}\\\\..\\\\{language}',
  'C:/{region}',
  'con/{region}',
  '{region}\\0x',
  `{region}/${WIDE}`,
  '{nowhere}',
  '{region',
  'same',
  '',
  '{constructor}',
  '{__proto__}',
  '{region}/ /{language}',
  '{region}/.',
  '\\u001b[31m{region}',
  '\\u202e{region}'
].map((path) => ({
  name: `an output path ${JSON.stringify(path.slice(0, 40))}`,
  ...swap('"{region}/{language}"', `"${path}"`),
  rule: undefined
}))

const contracts: readonly Hostile[] = [
  {name: 'an empty data package', ...json('')},
  {name: 'a data package that is no JSON', ...json('{"name": ')},
  {name: 'a data package that is a list', ...json('[]')},
  {name: 'a data package that is null', ...json('null')},
  {name: 'a hundred thousand levels of JSON', ...json('['.repeat(100_000) + ']'.repeat(100_000))},
  {name: 'a hundred thousand levels that are not closed', ...json('{"a":'.repeat(100_000))},
  {name: 'a key twice in JSON', ...contract('"name": "tiny",', '"name": "tiny", "name": "other",')},
  {name: 'a number without end', ...contract('"name": "tiny",', `"name": 1e${'9'.repeat(5_000)},`)},
  {name: 'a resource that is a path outside', ...contract('data/stalls.csv', '../../canary')},
  {name: 'a resource with an absolute path', ...contract('data/stalls.csv', '/etc/passwd')},
  {name: 'a resource at an address', ...contract('data/stalls.csv', 'https://example.org/a.csv')},
  {name: 'a resource that is a folder', ...contract('data/stalls.csv', 'data')},
  {name: 'a resource that is the definition', ...contract('data/stalls.csv', 'report.yaml'), at: undefined},
  {name: 'a resource with NUL in its path', ...contract('data/stalls.csv', 'data/\\u0000')},
  {name: 'a resource with a name of SQL', ...contract('"name": "stalls",', '"name": "x; drop table regions --",')},
  {name: 'a resource of 300 letters', ...contract('"name": "stalls",', `"name": "${WIDE}",`), at: undefined},
  {name: 'two resources of one name', ...contract('"name": "stalls",', '"name": "regions",')},
  {name: 'a type that nobody knows', ...contract('"type": "integer"', '"type": "blob"')},
  {
    name: 'a pattern that is no pattern',
    ...contract('"name": "note", "type": "string"', '"name": "note", "type": "string", "constraints": {"pattern": "("}')
  },
  {
    name: 'a pattern that looks behind',
    ...contract('"name": "note", "type": "string"', '"name": "note", "type": "string", "constraints": {"pattern": "(?<=a)b"}')
  },
  {name: 'a key of a column that is not there', ...contract('"primaryKey": "region"', '"primaryKey": "nowhere"')},
  {name: 'a foreign key to a table that is not there', ...contract('"resource": "regions"', '"resource": "nowhere"')},
  {name: 'a minimum that is a text', ...contract('"type": "integer",', '"type": "integer", "constraints": {"minimum": "many"},')},
  {
    name: 'a dialect of three letters',
    ...contract('"path": "data/stalls.csv",', '"path": "data/stalls.csv", "dialect": {"delimiter": "abc"},')
  },
  {
    name: 'an encoding that nobody knows',
    ...contract('"path": "data/stalls.csv",', '"path": "data/stalls.csv", "encoding": "klingon",'),
    at: undefined
  },
  {name: 'columns that differ by case', ...contract('{"name": "note"', '{"name": "STALLS", "type": "string"}, {"name": "note"')},
  {name: 'a column twice', ...contract('{"name": "note"', '{"name": "stalls", "type": "string"}, {"name": "note"')},
  {name: 'decimals without end', ...contract('"type": "integer",', '"type": "integer", "decimals": 1e9,')}
]

const prototypes: readonly Hostile[] = PROTOTYPES.flatMap((name): Hostile[] => [
  {
    name: `an axis named ${name}`,
    ...swap('  language: [en]', `  ${name}: [a]\n  language: [en]`),
    ...(/^[a-z]+$/.test(name) ? {status: 0, at: undefined} : {at: 'report.yaml?'})
  },
  {name: `a key of the definition named ${name}`, ...add(`${name}: 1`)},
  {name: `a resource named ${name}`, ...contract('"name": "stalls",', `"name": "${name}",`), at: undefined},
  {name: `a foreign key to ${name}`, ...contract('"resource": "regions"', `"resource": "${name}"`)},
  {name: `a layout named ${name}`, ...swap('layout: report', `layout: ${name}`), at: 'report.yaml?'},
  {name: `a language named ${name}`, ...swap('language: [en]', `language: [en, ${name}]`), at: 'report.yaml?'}
])

const escapes: readonly Hostile[] = Object.entries(ESCAPES).flatMap(([name, text]): Hostile[] => [
  {name: `${name} in a key`, ...add(`${JSON.stringify(text)}: 1`)},
  {
    name: `${name} in a chapter's name`,
    ...swap('chapters: [overview]', `chapters: [${JSON.stringify(text)}]`),
    at: 'report.yaml?'
  },
  {name: `${name} in a column's name`, ...contract('{"name": "note"', `{"name": ${JSON.stringify(text)}`), at: undefined}
])

export const DEFINITION: readonly Hostile[] = [...definitions, ...outputs, ...contracts, ...prototypes, ...escapes]
