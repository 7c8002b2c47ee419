/**
 * Real prints of hostile text, read back by three programs that know nothing of us: PDF.js, qpdf and poppler.
 * `npm run hostile-pdf` makes 2,000 of them; `HOSTILE_SEED` begins elsewhere.
 */
import {execFile} from 'node:child_process'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {PDFDocumentProxy} from 'pdfjs-dist/legacy/build/pdf.mjs'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {pageLabel} from '../../pipeline/values/page-label.ts'
import {validatePdf} from '../../pipeline/pdf/validate.ts'
import {finish} from '../../pipeline/stages/finish/index.ts'
import type {Printer} from '../../pipeline/stages/print/index.ts'
import {hostile, oneLine, type Hostile} from '../fixtures/pdf/hostile.ts'
import {printer} from '../fixtures/print/printer.ts'
import {open} from '../fixtures/print/reading.ts'
import {untilTheEnd} from '../temporary.ts'

const COUNT = Number(process.env['HOSTILE_PDFS'] ?? 50)
const SEED = Number(process.env['HOSTILE_SEED'] ?? 1)
const AT_A_TIME = 10
const NOTHING = {edition: '', values: [], sources: {}}

const run = promisify(execFile)
let one: Printer
let folder: string
beforeAll(async () => {
  folder = await untilTheEnd(afterAll)
  one = await printer(2)
})
afterAll(() => one.close())

const seeds = Array.from({length: COUNT}, (_, index) => SEED * 100_000 + index)
const groups = Array.from({length: Math.ceil(COUNT / AT_A_TIME)}, (_, group) =>
  seeds.slice(group * AT_A_TIME, (group + 1) * AT_A_TIME)
)

test.each(groups)(
  'D28 hostile titles, ids and texts are read back as they were written, from seed %i',
  async (...group) => {
    await Promise.all(group.map(readBack))
  },
  120_000
)

async function readBack(seed: number): Promise<void> {
  const given = hostile(seed)
  const {pdf, map, places} = await one.print(given.page)
  const finished = finish(pdf, {map, places, files: [], outline: given.outline, metadata: given.metadata, provenance: NOTHING})
  const file = join(folder, `${seed}.pdf`)
  await writeFile(file, finished)
  // Its headings are of any level, and of its title there may be nothing left.
  const expected = ['heading-levels-have-no-gap', ...(oneLine(given.metadata.title) === '' ? ['metadata-have-a-title'] : [])]
  const findings = validatePdf(finished).filter(({rule}) => !expected.includes(rule))
  expect(findings, `seed ${seed}`).toEqual([])
  const document = await open(finished)
  await checkOutline(document, given, seed)
  await checkAbout(document, given, seed)
  await checkPages(document, given, {seed, firstPage: map.firstPage, destinations: map.destinations})
  await checkByOthers(file, given, seed)
  await document.loadingTask.destroy()
}

interface Item {
  readonly title: string
  readonly dest: readonly unknown[]
  readonly items: readonly Item[]
}

async function checkOutline(document: PDFDocumentProxy, {outline}: Hostile, seed: number): Promise<void> {
  const flat = (items: readonly Item[], depth: number): {title: string; depth: number; dest: Item['dest']}[] =>
    items.flatMap(({title, dest, items: below}) => [{title, depth, dest}, ...flat(below, depth + 1)])
  const read = flat((await document.getOutline()) as unknown as readonly Item[], 0)
  expect(
    read.map(({title}) => title),
    `seed ${seed}`
  ).toEqual(outline.map(({text}) => oneLine(text)))
  expect(
    read.map(({depth}) => depth),
    `seed ${seed}`
  ).toEqual(depths(outline.map(({level}) => level)))
  const targets = (await document.getDestinations()) as unknown as ReadonlyMap<string, unknown>
  expect(read.map(({dest}) => dest)).toEqual(outline.map(({id}) => targets.get(encodeURIComponent(id))))
}

// Below the nearest one before it of a lesser level.
function depths(levels: readonly number[]): number[] {
  const found: number[] = []
  levels.forEach((level, index) => {
    const parent = levels.slice(0, index).findLastIndex((before) => before < level)
    found.push(parent === -1 ? 0 : found[parent]! + 1)
  })
  return found
}

async function checkAbout(document: PDFDocumentProxy, {metadata}: Hostile, seed: number): Promise<void> {
  const {info, metadata: packet} = (await document.getMetadata()) as unknown as {
    info: Record<string, string>
    metadata: {get(key: string): unknown}
  }
  const {title, author, subject, keywords} = metadata
  expect([info['Title'], info['Author'], info['Subject'], info['Keywords']], `seed ${seed}`).toEqual([
    oneLine(title),
    oneLine(author),
    oneLine(subject),
    keywords.map(oneLine).join(', ')
  ])
  expect([packet.get('dc:title'), packet.get('dc:description')], `seed ${seed}`).toEqual([oneLine(title), oneLine(subject)])
}

async function checkPages(
  document: PDFDocumentProxy,
  {page, paragraphs, alternatives, addresses}: Hostile,
  {seed, firstPage, destinations}: {seed: number; firstPage: number; destinations: Readonly<Record<string, number>>}
): Promise<void> {
  const numbers = Array.from({length: document.numPages}, (_, index) => index + 1)
  const pages = await Promise.all(numbers.map((number) => document.getPage(number)))
  const texts = await Promise.all(pages.map(textOf))
  page.heads.forEach(({id, text}, index) => {
    const label = pageLabel(destinations[id]!, firstPage)
    expect(texts[destinations[id]! - 1], `seed ${seed}, #${id}`).toContain(bare(text))
    // Heading, paragraph and numbers follow each other, across pages too.
    expect(texts.join(''), `seed ${seed}, #${id}`).toContain(bare(paragraphs[index]!))
    expect(texts.join(''), `seed ${seed}, #${id}`).toContain(`x${label}y`)
  })
  const links = (await Promise.all(pages.map((each) => each.getAnnotations()))).flat() as readonly {contentsObj: {str: string}}[]
  const contents = links.map(({contentsObj}) => contentsObj.str)
  const expected = page.heads.flatMap((_, index) => [
    pageLabel(destinations[page.heads.at(-1 - index)!.id]!, firstPage),
    addresses[index]!
  ])
  expect(contents.map(decodeURI), `seed ${seed}`).toEqual(expected.map((each) => decodeURI(each)))
  const trees = await Promise.all(pages.map((each) => each.getStructTree()))
  expect(trees.flatMap(alternativesIn), `seed ${seed}`).toEqual(alternatives)
}

async function textOf(page: Awaited<ReturnType<PDFDocumentProxy['getPage']>>): Promise<string> {
  const {items} = await page.getTextContent({disableNormalization: true})
  return bare(items.map((item) => ('str' in item ? item.str : '')).join(''))
}

function bare(text: string): string {
  return text.replace(/\s/g, '')
}

function alternativesIn(node: unknown): string[] {
  const {alt, children = []} = (node ?? {}) as {alt?: string; children?: readonly unknown[]}
  return [...(alt === undefined ? [] : [alt]), ...children.flatMap(alternativesIn)]
}

// A machine that lacks them has to install them: what is not checked is not known.
async function checkByOthers(file: string, {page, paragraphs, metadata}: Hostile, seed: number): Promise<void> {
  const [, {stdout: info}, {stdout: text}] = await Promise.all([
    run('qpdf', ['--check', '--no-warn', file]).catch((error: Error & {stdout?: string}) => {
      throw new Error(`seed ${seed}: ${error.message} ${error.stdout ?? ''}`)
    }),
    run('pdfinfo', ['-enc', 'UTF-8', file]),
    run('pdftotext', ['-enc', 'UTF-8', '-raw', file, '-'])
  ])
  expect(
    info
      .split('\n')
      .find((line) => line.startsWith('Title:'))
      ?.slice('Title:'.length)
      .trim() ?? '',
    `seed ${seed}`
  ).toBe(oneLine(metadata.title))
  for (const each of [...page.heads.map(({text}) => text), ...paragraphs])
    expect(bare(text), `seed ${seed}`).toContain(bare(each))
}
