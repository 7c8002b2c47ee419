/** The reference names what there is, all of it and nothing else; and `octavo help` tells of each by its name. */
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import {commands} from '../pipeline/commands/index.ts'
import {findReference} from '../pipeline/commands/show-reference.ts'
import {directives} from '../pipeline/directives/index.ts'
import {helpers} from '../pipeline/helpers/index.ts'
import {handbookTables} from '../pipeline/package/handbook.ts'
import {readReference, readRules} from '../pipeline/schema/reference.ts'
import {say} from '../pipeline/stages/compose/evaluate.ts'
import {readExpression} from '../pipeline/stages/parse/expression.ts'
import type {Language} from '../pipeline/types.ts'
import {dataset} from './composing.ts'

const HANDBOOK = fileURLToPath(new URL('../sources/handbook/data', import.meta.url))
const PIPELINE = fileURLToPath(new URL('../pipeline', import.meta.url))
const reference = await readReference()
const rules = await readRules()

async function program(): Promise<string> {
  const paths = await readdir(PIPELINE, {recursive: true})
  const own = paths.filter((path) => path.endsWith('.ts') && !path.startsWith('compiled'))
  return (await Promise.all(own.map((path) => readFile(join(PIPELINE, path), 'utf8')))).join('\n')
}

// Named for what should hold: a thing, a verb, and what is said of it.
const VERBS =
  'is|are|has|have|can|keeps?|stands?|holds?|finds?|fits?|says?|names|reads?|shows?|agrees?|stays?|uses?|knows?|begins?|matches|lies|gives?|comes|ends|exists|runs|settle|draws|nests|lie|belongs|describe|tell|acts|follows'
const RULE = new RegExp(`'([a-z]+(?:-[a-z0-9]+)*-(?:${VERBS})(?:-[a-z0-9]+)*)'`, 'g')

const sorted = (names: Iterable<string>) => [...names].sort()

describe('the reference', () => {
  test('has every helper, with every option', () => {
    expect(sorted(Object.keys(reference.helpers))).toEqual(sorted(helpers.map(({name}) => name)))
    for (const {name, options} of helpers)
      expect(sorted(Object.keys(reference.helpers[name]!.options))).toEqual(sorted(Object.keys(options)))
  })

  test('has every directive, with every attribute', () => {
    expect(sorted(Object.keys(reference.directives))).toEqual(sorted(directives.map(({name}) => name)))
    for (const {name, attributes} of directives)
      expect(sorted(Object.keys(reference.directives[name]!.options))).toEqual(sorted(Object.keys(attributes)))
  })

  test('has every rule that a message names, and none that no message names', async () => {
    const text = await program()
    const named = new Set(Array.from(text.matchAll(RULE), ([, rule]) => rule!))
    expect(named.size).toBeGreaterThan(300)
    expect(sorted(named).filter((rule) => !Object.hasOwn(rules, rule))).toEqual([])
    // Of what the languages of a report differ in each kind has a rule.
    const ofKinds = Object.keys(rules).filter((rule) => rule.endsWith('-is-in-every-language'))
    expect(Object.keys(rules).filter((rule) => !ofKinds.includes(rule) && !text.includes(`'${rule}'`))).toEqual([])
    for (const kind of ['value', 'figure', 'table', 'picture', 'note', 'citation', 'reference', 'branch'])
      expect(ofKinds).toContain(`${kind}-is-in-every-language`)
  })

  test('has every variable of the environment that the program reads, and every command', async () => {
    const read = new Set(Array.from((await program()).matchAll(/env\['([A-Z0-9_]+)'\]/g), ([, name]) => name!))
    // Where the user's home is, every program asks.
    expect(sorted(Object.keys(reference.environment))).toEqual(sorted(read).filter((name) => name !== 'HOME'))
    expect(sorted(commands.map(({name}) => name)).filter((name) => !Object.hasOwn(reference.commands, name))).toEqual([])
  })

  test('says each thing in both languages, in a sentence', () => {
    const told = [
      ...Object.values(rules),
      ...Object.values(reference.helpers).map(({about}) => about),
      ...Object.values(reference.directives).map(({about}) => about),
      ...Object.values(reference.queryHeaders),
      ...Object.values(reference.environment)
    ]
    for (const {en, 'zh-Hans': zh} of told) {
      expect(en).toMatch(/^.+\.$/)
      expect(zh).toMatch(/\p{Script=Han}.*。$/u)
    }
  })
})

describe('the sentence of each helper', () => {
  const names = {en: ['Harbour', 'Hillside', 'Old Town', 'Riverside'], zh: ['港口区', '山麓区', '老城区', '滨河区']}
  const count = {type: 'integer'} as const
  const own = {visits: '356200', loans: '208400', online: '62500', branches: '5', residents: '86400'}
  const datasets = {
    report: dataset('report', [{release: '2025-03-01'}]),
    own: dataset('own', [{name_en: names.en[0]!, name_zh_hans: names.zh[0]!, ...own}], {
      fields: {visits: count, branches: count, loans: count, online: count, residents: {...count, asOf: '2024-12-31'}}
    }),
    before: dataset('before', [{visits: '334700'}], {fields: {visits: count}}),
    districts: dataset(
      'districts',
      ['356200', '141500', '489300', '210400'].map((visits, at) => ({
        visits,
        name_en: names.en[at]!,
        name_zh_hans: names.zh[at]!
      })),
      {fields: {visits: count}}
    )
  }
  const read = (sentence: string, language: Language) =>
    sentence.replaceAll(
      /\{\{(.*?)\}\}/g,
      (_, call: string) => say(readExpression(call, 'n1'), {language, axes: {language}, datasets, loops: []}).text
    )

  test.each(Object.entries(reference.helpers))('%s reads as the reference says', (name, {sentence, reads}) => {
    expect(sentence.en).toContain(`{{${name} `)
    for (const language of ['en', 'zh-Hans'] as const) expect(read(sentence[language], language)).toBe(reads[language])
  })
})

describe('octavo help', () => {
  test('tells of a helper, a directive, the word of a query, a variable and a rule, as they are written', async () => {
    expect((await findReference('{{num}}')).text).toMatch(/^The helper num\n\nA number .*\n\n {2}\{\{num /s)
    expect((await findReference('::figure')).text).toMatch(/^The directive figure\n.*\n {2}caption {2}/s)
    expect((await findReference('partition')).text).toMatch(/^The word partition/)
    expect((await findReference('OCTAVO_STORE')).text).toMatch(/^The environment variable/)
    expect((await findReference('page-is-full')).text).toMatch(/^The rule page-is-full \(pages\)/)
  })

  test('has a page of every name, none wider than a terminal, and none of what is no name', async () => {
    const {names} = await findReference('')
    for (const name of names) {
      const {text} = await findReference(name)
      expect(text!.split('\n').filter((line) => line.length > 80)).toEqual([])
    }
    expect((await findReference('constructor')).text).toBeUndefined()
  })
})

describe('the data of the handbook', () => {
  test('are what the program says of itself', async () => {
    const tables = await handbookTables(PIPELINE)
    for (const [name, text] of Object.entries(tables)) expect(await readFile(join(HANDBOOK, name), 'utf8')).toBe(text)
  })

  test('leave nothing without words in Chinese, and tell every option of a command', async () => {
    const tables = await handbookTables(PIPELINE)
    for (const name of [
      'commands.csv',
      'options.csv',
      'helper-sentences.csv',
      'keys.csv',
      'helpers.csv',
      'helper-options.csv',
      'directives.csv',
      'attributes.csv',
      'rules.csv'
    ])
      expect(tables[name]!.split('\n').filter((line) => line.endsWith(','))).toEqual([])
    const told = (command: string) =>
      Array.from(tables['options.csv']!.matchAll(new RegExp(`^${command},"?--([a-z-]+)`, 'gm')), ([, name]) => name!)
    for (const {name, options} of commands) expect(sorted(new Set(told(name)))).toEqual(sorted(Object.keys(options)))
  })
})
