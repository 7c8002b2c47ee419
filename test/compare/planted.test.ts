/** The flagship with twenty changes planted: a comparison of the two outputs shows each of them once, and nothing else. */
import {cp, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Cluster} from '../../pipeline/compare/cluster.ts'
import type {Comparison} from '../../pipeline/compare/compare.ts'
import {diffSides} from '../../pipeline/run/diff.ts'
import {openOutput} from '../../pipeline/run/states.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {buildReport} from '../building.ts'
import {edit, untilTheEnd} from '../temporary.ts'

const FLAGSHIP = fileURLToPath(new URL('../../sources/digital-government', import.meta.url))

/** File, what is replaced by what, and how the change is to be told. */
type Planted = readonly [path: string, from: string, to: string, told: string]
const PLANTED: readonly Planted[] = [
  ['chapters/en/services.md', 'go by the score', 'look at the score', 'sentence changed: look at the score'],
  ['chapters/en/services.md', '## Ways in ', '## Doors ', 'sentence changed: Doors'],
  [
    'chapters/en/services.md',
    'the axis starts at 70. The',
    'the axis starts at 70. All',
    'sentence changed: All scores of Anhui'
  ],
  [
    'chapters/en/documents.md',
    ' Many of the earlier ones are plans for the 14th Five-Year Plan period.',
    '',
    'sentence removed: Many of the'
  ],
  ['chapters/en/documents.md', 'go by the official text', 'keep to the official text', 'sentence changed: keep to the official'],
  [
    'chapters/en/documents.md',
    'Central documents, statistical',
    'Central papers, statistical',
    'sentence changed: Central papers'
  ],
  [
    'chapters/en/documents.md',
    'reports behind this text.',
    'reports behind this text. Ask a library.',
    'sentence added: Ask a library'
  ],
  ['chapters/en/where.md', '- Do not open links', '- Mind your bag\n- Do not open links', 'sentence added: Mind your bag'],
  ['chapters/en/where.md', 'start with one website', 'begin with one website', 'sentence changed: begin with'],
  ['chapters/en/method.md', 'error, either way', 'error, on both sides', 'sentence changed: on both sides'],
  ['chapters/en/method.md', '## Limits of the data', '## Edges of the data', 'sentence changed: Edges of the data'],
  ['chapters/en/expect.md', '**In court**', '**At court**', 'sentence changed: At court'],
  ['chapters/en/expect.md', 'You will not be the first', 'You are not alone', 'sentence changed: You are not alone'],
  ['chapters/zh-Hans/expect.md', '可以在网上办', '都能在网上办', 'sentence changed: 都能在网上办'],
  ['chapters/zh-Hans/expect.md', '**监督**', '**督办**', 'sentence changed: 督办'],
  ['chapters/zh-Hans/services.md', '\n## ', '\n再加一句话。\n\n## ', 'sentence added: 再加一句话'],
  ['data/services.csv', 'gd,粤省事,', 'gd,粤省办,', 'number changed: 粤省办'],
  ['data/services.csv', 'sh,随申办', 'sh,随身办', 'number changed: 随身办'],
  ['data/services.csv', 'https://zwdt.sh.gov.cn/', 'https://www.sh.gov.cn/', 'number changed: https://www.sh'],
  [
    'data/documents.csv',
    'Overall Layout Plan for the Construction',
    'Layout Plan for the Construction',
    'number changed: Layout Plan'
  ]
]
const SELECTION = {region: ['gd', 'sh'], language: ['en', 'zh-Hans']}

let folder: string
let report: string
beforeAll(async () => {
  folder = await untilTheEnd(afterAll)
  report = join(folder, 'digital-government')
  await cp(FLAGSHIP, report, {recursive: true})
  await built('before')
})

async function built(name: string): Promise<string> {
  const out = join(folder, name)
  await buildReport({folder: report, out, store: join(folder, 'store')}, {formats: ['html'], only: SELECTION})
  return out
}

async function compared(after: string): Promise<Comparison> {
  const [before, now] = await Promise.all(['before', after].map((name) => openOutput(join(folder, name), thisMachine().files)))
  return (await diffSides({before: {output: before!}, after: {output: now!}}, {})).comparison
}

const told = ({level, how, wordings}: Cluster) =>
  `${level} ${how}: ${wordings.map(({before, after}) => after ?? before).join(' / ')}`

test('all twenty are shown, each once, and nothing else', async () => {
  for (const [path, from, to] of PLANTED) await edit(report, path, (text) => text.replace(from, to))
  await built('planted')
  const {clusters, editions} = await compared('planted')
  expect(PLANTED).toHaveLength(20)
  const shown = clusters.map(told)
  for (const [, , , words] of PLANTED) {
    const [kind, needle] = words.split(': ') as [string, string]
    expect(
      shown.filter((line) => line.startsWith(kind) && line.includes(needle)),
      words
    ).toHaveLength(1)
  }
  expect(shown).toHaveLength(20)
  expect([editions.formOnly, editions.unread, editions.added, editions.removed]).toEqual([[], [], [], []])
})

test('nothing is shown where nothing changed', async () => {
  const {clusters, editions} = await compared('before')
  expect([clusters, editions.changed]).toEqual([[], []])
})

/** The blocks of a page, by a reading of its own: whatever has its own lines, or is drawn. */
const blocksIn = (html: string) =>
  html.match(/<(p|li|tr|h[1-6]|figcaption|caption)\b.*?<\/\1>|<div class="wide".*?<\/svg>/gs) ?? []

async function blocksOf(name: string): Promise<ReadonlySet<string>> {
  const paths = (await thisMachine().files.list(join(folder, name))).filter((path) => path.endsWith('digital-government.html'))
  const pages = await Promise.all(paths.map((path) => readFile(join(folder, name, path), 'utf8')))
  return new Set(pages.flatMap(blocksIn))
}

test('one cell that changed asks for no more looks than blocks differ', async () => {
  await cp(FLAGSHIP, report, {recursive: true})
  await edit(report, 'data/indicator-values.csv', (text) =>
    text.replace('gd,online-service-capability-2019,96.73', 'gd,online-service-capability-2019,96.13')
  )
  await built('cell')
  const {clusters} = await compared('cell')
  const before = await blocksOf('before')
  const blocks = [...(await blocksOf('cell'))].filter((block) => !before.has(block))
  expect(clusters.length).toBeGreaterThan(5)
  expect(clusters.length).toBeLessThanOrEqual(blocks.length)
})
