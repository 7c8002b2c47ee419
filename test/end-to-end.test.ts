/** A report from its folder to the published files, each opened as a reader would: the PDF by PDF.js, the page by the browser. */
import {spawn} from 'node:child_process'
import {cp, readdir, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {inflateSync} from 'node:zlib'
import puppeteer, {type Browser, type Page} from 'puppeteer'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Manifest} from '../pipeline/stages/publish/manifest.ts'
import {digestsIn} from './building.ts'
import {open} from './fixtures/print/reading.ts'
import {reportCopy, temporaryFolder, untilTheEnd} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))

let out: string
let store: string
let manifest: Manifest

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  out = join(root, 'out')
  store = join(root, 'store')
  const {status, stderr} = await octavo(['build', await markets(root), '--out', out, '--store', store, '--jobs', '2'])
  expect(stderr).not.toContain('error')
  expect(status).toBe(0)
  manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest
})

describe('what is published', () => {
  test('is what the manifest says, and nothing else', async () => {
    const listed = [...manifest.editions.flatMap(({files}) => files), ...manifest.assets].map(({path, sha256}) => [path, sha256])
    const {['manifest.json']: own, ...published} = await digestsIn(out)
    expect(own).toMatch(/^[0-9a-f]{64}$/)
    expect(published).toEqual(Object.fromEntries(listed))
    expect(manifest.editions).toHaveLength(15)
  })

  test('is the same from an empty store, elsewhere, in another zone and language, with one job', async () => {
    const folder = await reportCopy('markets')
    const elsewhere = await temporaryFolder()
    const env = {TZ: 'Pacific/Auckland', LANG: 'zh_TW.UTF-8', LC_ALL: 'zh_TW.UTF-8'}
    const {status} = await octavo(
      ['build', folder, '--out', join(elsewhere, 'o'), '--store', join(elsewhere, 's'), '--jobs', '1'],
      env
    )
    expect(status).toBe(0)
    expect(await digestsIn(join(elsewhere, 'o'))).toEqual(await digestsIn(out))
  })

  test('is untouched by an interruption, which leaves with 130', async () => {
    const folder = await reportCopy('markets')
    const elsewhere = await temporaryFolder()
    const args = ['build', folder, '--out', join(elsewhere, 'o'), '--store', join(elsewhere, 's')]
    const {status, stderr} = await octavo(args, {}, {signal: 'SIGINT', at: /^ *\d+\/15 /m})
    expect(status).toBe(130)
    expect(stderr).toContain('Interrupted')
    // Of a run that was ended by force its own folder may be left, which the next one takes over.
    const left = await readdir(join(elsewhere, 'o')).catch(() => [])
    expect(left.filter((name) => name !== '.octavo')).toEqual([])
    expect((await octavo(args)).status).toBe(0)
  })
})

describe('the PDF', () => {
  test('says what it is: title, language, author, date, tags', async () => {
    const document = await open(await readFile(join(out, 'north/full/zh-Hans/markets.pdf')))
    const {info} = await document.getMetadata()
    expect(info).toMatchObject({
      Title: '集市概况 · 北区',
      Author: '集市管理处',
      Language: 'zh-Hans',
      CreationDate: 'D:20240415000000Z'
    })
    expect(Object.fromEntries((await document.getMarkInfo()) as unknown as Iterable<[string, boolean]>)).toMatchObject({
      Marked: true
    })
  })

  test('has as many pages as the manifest says, labelled as they are numbered', async () => {
    const file = manifest.editions.find(({id}) => id === 'north.full.en')!.files.find(({format}) => format === 'pdf')!
    const document = await open(await readFile(join(out, file.path)))
    expect(document.numPages).toBe(file.pages)
    expect(await document.getPageLabels()).toEqual(['i', 'ii', '1', '2'].slice(0, document.numPages))
  })

  test('shows values, and no page of the contents that is wrong', async () => {
    const document = await open(await readFile(join(out, 'north/full/en/markets.pdf')))
    const texts = await Promise.all(Array.from({length: document.numPages}, (_, index) => textOf(document, index + 1)))
    expect(texts.join(' ')).toContain('North has 1,450 stalls, first of North, South and West.')
    expect(texts.join(' ')).toContain('Their number rose by 20.8% in a year')
    expect(await contentsOf(document, 2)).toEqual(await targetsOf(document, 2))
  })

  test('embeds TrueType fonts only', async () => {
    for (const path of ['north/full/en/markets.pdf', 'west/short/zh-Hant/markets.pdf']) {
      const objects = inflated(await readFile(join(out, path)))
      expect(objects).toContain('/CIDFontType2')
      expect(objects).not.toMatch(/\/Type3\b|\/FontFile3\b/)
    }
  })
})

describe('the page', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await puppeteer.launch({
      executablePath: process.env['OCTAVO_CHROME'],
      headless: 'shell',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
    })
    return () => browser.close()
  })

  test.each([360, 1280])('opens without a fault and fits a screen of %i pixels', async (width) => {
    for (const path of ['north/full/zh-Hans/markets.html', 'west/short/en/markets.html', 'index.html']) {
      const {page, faults} = await visit(browser, path, width)
      expect(faults).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      await page.close()
    }
  })

  test('leads to the same edition in other languages, regions and for other readers', async () => {
    const {page} = await visit(browser, 'north/short/en/markets.html', 1280)
    const links = await page.$$eval('.switches a', (anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href))
    expect(links.map((href) => href.slice(pathToFileURL(out).href.length + 1))).toContain('north/short/zh-Hant/markets.html')
    for (const link of links) expect(await readFile(fileURLToPath(link.split('#')[0]!), 'utf8')).toContain('<main')
    expect(await page.$$eval('link[rel=alternate]', (all) => all.map((each) => each.getAttribute('hreflang')))).toEqual([
      'en',
      'zh-Hans',
      'zh-Hant'
    ])
    await page.close()
  })

  test('tells a blind reader what a chart shows, and gives its rows', async () => {
    const {page} = await visit(browser, 'north/full/en/markets.html', 1280)
    expect(await page.$eval('figure svg', (svg) => svg.getAttribute('aria-label'))).toContain('North is highest at 1,450 stalls')
    expect(await page.$$eval('.chart-data tbody tr', (rows) => rows.length)).toBe(3)
    expect(await page.$$eval('h1', (heads) => heads.map((head) => head.textContent))).toContain('2 Every region')
    await page.close()
  })

  test('the catalogue leads to every edition', async () => {
    const {page} = await visit(browser, 'index.html', 1280)
    const links = await page.$$eval('a[href$=".html"]', (anchors) => [
      ...new Set(anchors.map((anchor) => anchor.getAttribute('href')))
    ])
    expect(links.length).toBe(15)
    await page.close()
  })
})

interface Run {
  readonly status: number | null
  readonly stderr: string
}

function octavo(
  args: readonly string[],
  env: Record<string, string> = {},
  end?: {readonly signal: NodeJS.Signals; readonly at: RegExp}
): Promise<Run> {
  const child = spawn(process.execPath, [CLI, ...args], {env: {...process.env, ...env}, stdio: ['ignore', 'ignore', 'pipe']})
  const {signal, at} = end ?? {}
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => {
    const isDue = at?.test(stderr) !== true
    stderr += data.toString()
    if (isDue && at?.test(stderr) === true) child.kill(signal)
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({status, stderr})))
}

async function markets(root: string): Promise<string> {
  const folder = join(root, 'markets')
  await rm(folder, {recursive: true, force: true})
  await cp(fileURLToPath(new URL('reports/markets', import.meta.url)), folder, {recursive: true})
  return folder
}

async function visit(
  browser: Browser,
  path: string,
  width: number
): Promise<{readonly page: Page; readonly faults: readonly string[]}> {
  const page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('requestfailed', (request) => faults.push(request.url()))
  await page.setViewport({width, height: 800})
  await page.goto(pathToFileURL(join(out, path)).href)
  return {page, faults}
}

async function textOf(document: Awaited<ReturnType<typeof open>>, page: number): Promise<string> {
  const {items} = await (await document.getPage(page)).getTextContent()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
}

// The numbers that the contents print, from the top.
async function contentsOf(document: Awaited<ReturnType<typeof open>>, page: number): Promise<readonly string[]> {
  const rows = (await textLines(document, page)).map((line) => /(\d+)$/.exec(line)?.[1])
  return rows.filter((number) => number !== undefined)
}

// The labels of the pages to which the links of the contents lead, from the top.
async function targetsOf(document: Awaited<ReturnType<typeof open>>, page: number): Promise<readonly string[]> {
  const labels = (await document.getPageLabels())!
  const annotations = (await (await document.getPage(page)).getAnnotations()) as {
    readonly dest: string
    readonly rect: readonly number[]
  }[]
  const rows = new Map(annotations.sort((a, b) => b.rect[1]! - a.rect[1]!).map(({dest, rect}) => [Math.round(rect[1]!), dest]))
  return Promise.all(
    [...rows.values()].map(async (dest) => {
      const place = (await document.getDestination(dest))!
      return labels[await document.getPageIndex(place[0])]!
    })
  )
}

async function textLines(document: Awaited<ReturnType<typeof open>>, page: number): Promise<readonly string[]> {
  const {items} = await (await document.getPage(page)).getTextContent()
  const rows = new Map<number, string>()
  for (const item of items)
    if ('str' in item) rows.set(Math.round(item.transform[5]), (rows.get(Math.round(item.transform[5])) ?? '') + item.str)
  return [...rows].sort(([a], [b]) => b - a).map(([, text]) => text.trim())
}

// Objects lie in compressed streams; fonts are told by their dictionaries.
function inflated(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/\/ObjStm[^>]*>>\s*stream\r?\n/g)].map((match) =>
    inflateSync(pdf.subarray(match.index + match[0].length)).toString('latin1')
  )
  return text + streams.join('\n')
}
