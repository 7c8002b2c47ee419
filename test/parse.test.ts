/** Chapters in `fixtures/parse/<case>/in.md`, and the tree or the mistakes in them. `UPDATE=1` writes what is missing. */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {ReportError, type Message} from '../pipeline/messages.ts'
import {parse} from '../pipeline/stages/parse/index.ts'
import type {Chapter} from '../pipeline/tree.ts'

const FIXTURES = new URL('fixtures/parse/', import.meta.url)
const AXES = {region: ['gd', 'zj'], audience: ['leaders', 'public'], language: ['en', 'zh-Hans']}

async function read(name: string, text: string): Promise<Chapter> {
  const language = name.startsWith('chinese') ? 'zh-Hans' : 'en'
  return parse({source: {path: `chapters/${language}/${name}.md`, text}, language, axes: AXES}, () => {})
}

/** What a fixture holds: the parts of the chapter, of what it uses only what there is. */
function outcome({head, tree, places, uses}: Chapter): unknown {
  const used = Object.fromEntries(Object.entries(uses).filter(([, list]) => list.length > 0))
  return {head, tree: tree.children, places, uses: used}
}

function told({line, column, rule, reason, note}: Message): Readonly<Record<string, unknown>> {
  return {at: `${line}:${column}`, rule, reason, ...(note !== undefined && {note})}
}

async function outcomeOf(name: string): Promise<{readonly file: string; readonly value: unknown}> {
  try {
    return {file: 'out.json', value: outcome(await read(name, readFileSync(new URL(`${name}/in.md`, FIXTURES), 'utf8')))}
  } catch (error) {
    if (error instanceof ReportError) return {file: 'messages.json', value: error.messages.map(told)}
    throw error
  }
}

/** JSON that a person can review: what fits on a line stands on one. */
function show(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= 120) return flat
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Object.entries(value).map(
    ([key, part]) => `${indent}  ${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${show(part, `${indent}  `)}`
  )
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

describe('a chapter becomes the tree, or the mistakes, of its fixture', () => {
  test.each(readdirSync(FIXTURES))('%s', async (name) => {
    const {file, value} = await outcomeOf(name)
    const url = new URL(`${name}/${file}`, FIXTURES)
    if (!existsSync(url) && process.env['UPDATE'] === '1') writeFileSync(url, `${show(JSON.parse(JSON.stringify(value)))}\n`)
    expect(existsSync(url), `${name} gave ${file}`).toBe(true)
    expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse(readFileSync(url, 'utf8')))
  })
})

test('a blank line above changes the places and nothing else', async () => {
  const text = '# Title\n\n{{region.name}}, ![A hall](images/a.svg) and [^note].\n\n[^note]: Said.\n'
  const {places: before, blocks, ...rest} = await read('standing', text)
  const {places: after, blocks: blocksAfter, ...restAfter} = await read('standing', `\n\n${text}`)
  expect(restAfter).toEqual(rest)
  expect(blocksAfter).toEqual(blocks.map(([line, column]) => [line + 2, column]))
  expect(blocks).toEqual([
    [1, 1],
    [3, 1],
    [5, 10]
  ])
  expect(after).toEqual(Object.fromEntries(Object.entries(before).map(([node, [line, column]]) => [node, [line + 2, column]])))
})

test('every name that a chapter reads is known with the loop variables around it', async () => {
  const {uses} = await read('standing', '# T\n\n{{row.a}}\n\n:::each{row in="peers"}\n{{row.b}} :only[x]{if="row.c > 1"}\n:::\n')
  expect(uses.paths.map(({parts, variables}) => [parts.join('.'), variables])).toEqual([
    ['row.a', []],
    ['row.b', ['row']],
    ['row.c', ['row']]
  ])
  expect(uses.queries.map(({name}) => name)).toEqual(['peers'])
})

test('a chapter without front matter is named for its file and is for every edition', async () => {
  expect((await read('standing', '# T\n')).head).toEqual({id: 'standing', axes: {}})
})
