/** The catalogue in a browser: its map leads to the editions of a place, and a phone has a short page. */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {launch, type Browser, type Page} from 'puppeteer'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {catalogue} from '../pipeline/stages/catalogue/index.ts'
import type {Axis} from '../pipeline/types.ts'
import {partials, readTemplate, styles, theme, words} from './fixtures/page/content.ts'
import {untilTheEnd} from './temporary.ts'

const PLACES = 'abcdefghijkl'
const AUDIENCES = ['leaders', 'practitioners', 'public']
const placed = [...PLACES].map((id, index) => ({
  id,
  label: {en: `Place ${id}`},
  params: {id, model: 'm', tile_row: String(1 + Math.floor(index / 4)), tile_col: String(1 + (index % 4))}
}))
const nation = {id: 'all', label: {en: 'The nation'}, params: {id: 'all', tile_row: null, tile_col: null}}
const axis = (name: string, values: Axis['values']): Axis => ({name, title: {en: name}, values})
const plain = (ids: readonly string[]) => ids.map((id) => ({id, label: {en: id}, params: {id}}))

let address: string
let browser: Browser

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  const axes = [axis('region', [...placed, nation]), axis('audience', plain(AUDIENCES)), axis('language', plain(['en']))]
  const editions = [...PLACES, 'all'].flatMap((region) =>
    AUDIENCES.map((audience) => ({
      id: `${region}.${audience}.en`,
      axes: {region, audience, language: 'en'},
      language: 'en',
      files: [{format: 'html' as const, href: `${region}/${audience}.html`, bytes: 1}]
    }))
  )
  const assets = {style: 'assets/a.css', script: 'assets/a.js', fonts: ''}
  const facts = {kinds: {axis: 'region', column: 'model', colours: {m: '#7d2231'}}}
  const text = {title: {en: 'Report'}, subtitle: {}, release: '2024-04-15', languages: ['en'], words: {en: words('en')}}
  await mkdir(join(root, 'assets'))
  await writeFile(join(root, 'index.html'), await catalogue({...text, axes, editions, facts, partials, assets, theme}))
  await writeFile(join(root, assets.style), styles('catalogue').join('\n'))
  await writeFile(join(root, assets.script), readTemplate('scripts/catalogue.js'))
  address = pathToFileURL(join(root, 'index.html')).href
  browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
})
afterAll(() => browser.close())

const shown = (page: Page) => page.$$eval('.entry', (all) => all.filter((each) => each.checkVisibility()).map(({id}) => id))

test('on a phone the page is short: the nation, and the map that leads to the others', async () => {
  await onPage(375, async (page) => {
    expect(await shown(page)).toEqual(['en-all'])
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(1500)
    await page.click('.chosen button')
    expect(await shown(page)).toHaveLength(13)
  })
})

test('on a desk all are listed, the nation first', async () => {
  await onPage(1280, async (page) => expect((await shown(page)).slice(0, 2)).toEqual(['en-all', 'en-a']))
})

test('a tile leads to the editions of its place, for each reader one', async () => {
  await onPage(1280, async (page) => {
    await page.click('a[href="#en-c"]')
    expect(await shown(page)).toEqual(['en-c'])
    const links = await page.$$eval('#en-c .read', (all) => all.map((each) => [each.textContent, each.getAttribute('href')]))
    expect(links).toEqual(AUDIENCES.map((who) => [who, `c/${who}.html`]))
    expect(await page.$eval('a[href="#en-c"]', (tile) => tile.getAttribute('aria-current'))).toBe('true')
  })
})

test('without a script all is there', async () => {
  await onPage(
    375,
    async (page) => {
      expect(await shown(page)).toHaveLength(13)
      expect(await page.$eval('a[href="#en-c"]', (tile) => getComputedStyle(tile).backgroundColor)).toBe('rgb(125, 34, 49)')
    },
    false
  )
})

async function onPage(width: number, look: (page: Page) => Promise<void>, hasScript = true): Promise<void> {
  const page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  try {
    await page.setJavaScriptEnabled(hasScript)
    await page.setViewport({width, height: 800})
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}])
    await page.goto(address)
    await look(page)
  } finally {
    await page.close()
  }
}
