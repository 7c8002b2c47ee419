/** What is saved is put into the page that is seen, in the real browser: the page goes on, and is what a fresh one is. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {launch, type Browser, type Frame, type Page} from 'puppeteer'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {edit, untilTheEnd} from '../temporary.ts'
import {editionIn, openPreview, until, type Previewing} from './previewing.ts'

const ID = 'north.full.en'
const OVERVIEW = 'chapters/en/overview.md'
const BRAND = `colours: {accent: "#8a1f2b", contrast: "#00707a", ink: "#1b1f24", muted: "#5a626b", context: "#b8bfc6", rule: "#d3d8dd", paper: "#ffffff"}
categories: ["#7d2231", "#1f5a8c"]
sequence: ["#dde8ec", "#143f50"]
`
const SEEN = ':is(.pane, .detail) iframe:not(.incoming)'

let opened: Previewing
let browser: Browser
let page: Page
let frame: Frame
const faults: string[] = []

beforeAll(async () => {
  browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
  opened = await openPreview(await untilTheEnd(afterAll), 'markets', async (folder) => {
    await writeFile(join(folder, 'brand.yaml'), BRAND)
    await edit(folder, 'report.yaml', (text) => `${text}brand: brand.yaml\n`)
  })
  await until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)?.html.state === 'fresh')
})
afterAll(async () => {
  await browser.close()
  await opened.close()
})

beforeEach(async () => {
  await page?.close()
  page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()))
  frame = await openIn(page)
  await frame.evaluate(() => Object.assign(globalThis, {isOld: true}))
})

async function openIn(page: Page): Promise<Frame> {
  await page.goto(`${opened.url}#a=${ID}`)
  await page.waitForSelector(SEEN)
  return (await (await page.$(SEEN))!.contentFrame())!
}

interface Seen {
  readonly seen: Frame
  /** Whether it is the old page that goes on. */
  readonly goesOn: boolean
}

async function changed(path: string, change: (text: string) => string): Promise<Seen> {
  const before = await page.$eval(SEEN, (each) => each.getAttribute('data-shown'))
  await edit(opened.folder, path, change)
  return whenOther(before)
}

async function whenOther(before: string | null): Promise<Seen> {
  await page.waitForFunction(
    (seen, before) => ![before, null].includes(document.querySelector(seen)!.getAttribute('data-shown')),
    {},
    SEEN,
    before
  )
  const seen = (await (await page.$(SEEN))!.contentFrame())!
  const goesOn = await seen.evaluate(() => 'isOld' in globalThis)
  await seen.evaluate(() => Object.assign(globalThis, {isOld: true}))
  return {seen, goesOn}
}

const content = (frame: Frame) =>
  frame.evaluate(() => ({
    body: document.documentElement.outerHTML.replace(/<head>[\s\S]*<\/head>/, ''),
    title: document.title,
    colour: getComputedStyle(document.documentElement).getPropertyValue('--accent'),
    size: document.documentElement.scrollHeight
  }))

describe('a page that is seen', () => {
  test.each<[string, string, (text: string) => string]>([
    ['a sentence', OVERVIEW, (text) => text.replace('A remark:', 'A note:')],
    ['a passage more', OVERVIEW, (text) => text.replace('A remark:', 'Stalls: {{num latest.stalls}}.\n\nA note:')],
    ['a heading', OVERVIEW, (text) => text.replace('# Market halls in', '# Halls in')],
    ['a figure less', OVERVIEW, (text) => text.replace(/::figure.*\n/, '').replace(/ \(\[\]\(#fig-stalls\){page}\)/, '')],
    ['a cell', 'data/stalls.csv', (text) => text.replace('north,2023,1450', 'north,2023,1460')],
    ['a chart', 'charts/bars.vl.json', (text) => text.replace('"step": 24', '"step": 30')],
    ['a colour', 'brand.yaml', (text) => text.replace('#8a1f2b', '#1f4b8a')],
    ['a title', 'report.yaml', (text) => text.replace('en: Market halls,', 'en: Halls of the markets,')]
  ])('goes on when %s is saved, and again when it is as before: each is what a fresh page is', async (_, path, change) => {
    const before = await readFile(join(opened.folder, path), 'utf8')
    for (const each of [change, () => before]) {
      const {seen, goesOn} = await changed(path, each)
      expect(goesOn).toBe(true)
      const other = await browser.newPage()
      expect(await content(seen)).toEqual(await content(await openIn(other)))
      await other.close()
    }
    expect(faults.splice(0)).toEqual([])
  })

  test('answers where it is new as it did where it was before', async () => {
    const {seen} = await changed('data/stalls.csv', (text) => text.replace('north,2023,1450', 'north,2023,1460'))
    const value = 'data.value[data-origin="latest[region=north].stalls"]'
    await seen.focus(value)
    expect(await seen.$$eval('.origin:not([hidden])', (tips) => tips.map((tip) => tip.textContent))).toEqual([
      expect.stringContaining('1460')
    ])
    await seen.focus('figure .chart')
    await page.keyboard.press('Home')
    expect(await seen.$eval('figure .values', (tip) => tip.textContent)).toMatch(/1,460/)
    await seen.$eval(value, (each) => (each as HTMLElement).click())
    await page.waitForFunction(() => document.querySelector('.source h2')?.textContent === '1,460')
  })

  test('of one figure alone goes on as one', async () => {
    await page.goto(`${opened.url}#view=figures&a=${ID}`)
    await page.waitForSelector('.detail iframe[data-shown*="alone"]')
    const alone = (await (await page.$(SEEN))!.contentFrame())!
    await alone.evaluate(() => Object.assign(globalThis, {isOld: true}))
    const {seen, goesOn} = await changed('charts/bars.vl.json', (text) => text.replace('"step": 24', '"step": 36'))
    expect(goesOn).toBe(true)
    expect(await seen.$$eval('main figure svg', (all) => all.some((each) => each.checkVisibility()))).toBe(true)
    const others = 'main :is(h1, h2, p):not(figure *)'
    expect(await seen.$$eval(others, (all) => all.filter((each) => each.checkVisibility()).length)).toBe(0)
  })

  test('is loaded anew when its script is another, and whenever that knows nothing of what is new', async () => {
    const script = join(opened.folder, 'templates/scripts/edition.js')
    await mkdir(join(script, '..'), {recursive: true})
    const saved = async (text: string) => {
      const before = await page.$eval(SEEN, (each) => each.getAttribute('data-shown'))
      await writeFile(script, text)
      return whenOther(before)
    }
    expect((await saved('document.title = "mine"')).goesOn).toBe(false)
    const {seen, goesOn} = await changed(OVERVIEW, (text) => text.replace('A remark:', 'A word:'))
    expect([goesOn, await seen.title()]).toEqual([false, 'mine'])
    expect(await seen.$eval('main', (main) => main.textContent)).toContain('A word:')
  })
})
