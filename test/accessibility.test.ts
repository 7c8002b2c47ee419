/** Screen pages of the flagship, in each layout and language, on a phone and on a desk, by day and by night: axe finds nothing. */
import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {AxeResults} from 'axe-core'
import {launch, type Browser, type Page} from 'puppeteer'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {buildReport} from './building.ts'
import {untilTheEnd} from './temporary.ts'

const REPORT = fileURLToPath(new URL('../sources/digital-government', import.meta.url))
const AUDIENCES = ['leaders', 'practitioners', 'public']
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en']
const PAGES = [
  'index.html',
  ...AUDIENCES.flatMap((who) => LANGUAGES.map((language) => `gd/${who}/${language}/digital-government.html`))
]
const WIDTHS = [375, 1280]
const HOURS = ['light', 'dark'] as const

let out: string
let axe: string
let browser: Browser

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  out = join(root, 'out')
  await buildReport({folder: REPORT, out, store: join(root, 'store')}, {formats: ['html'], only: {region: ['gd', 'cn']}})
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
})
afterAll(() => browser.close())

describe.each(PAGES)('%s', (path) => {
  test.each(WIDTHS.flatMap((width) => HOURS.map((hour) => [width, hour] as const)))('axe at %i px, %s', async (width, hour) => {
    await onPage({path, width, hour}, async (page) => {
      await page.evaluate(axe)
      const {violations} = (await page.evaluate('axe.run()')) as AxeResults
      expect(violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`))).toEqual([])
    })
  })

  test.each([360, 768, 1280])('nothing is wider than a window of %i px, pictures do not scroll', async (width) => {
    await onPage({path, width, hour: 'light'}, async (page) => {
      const wider = await page.evaluate(() => {
        const shown = [...document.querySelectorAll('svg, .chart, .chart > *')].filter((each) => each.getClientRects().length > 0)
        return [
          document.documentElement.scrollWidth - innerWidth,
          ...shown
            .filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth + 1)
            .map(({outerHTML}) => outerHTML.slice(0, 80))
        ]
      })
      expect(wider).toEqual([0])
    })
  })
})

describe('a page for practitioners', () => {
  const path = 'gd/practitioners/en/digital-government.html'

  test('one drawing of each chart is seen, by the room that it has', async () => {
    const seen = async (width: number) =>
      onPage({path, width, hour: 'light'}, (page) =>
        page.$$eval('.chart', (charts) => [
          ...new Set(
            charts.map((chart) =>
              [...chart.children]
                .filter(({clientWidth}) => clientWidth > 0)
                .map(({className}) => className)
                .join(' ')
            )
          )
        ])
      )
    expect(await seen(375)).toEqual(['narrow'])
    expect(await seen(768)).toEqual(['wide'])
  })

  test('the title is the one heading of the first level, references are underlined', async () => {
    await onPage({path, width: 1280, hour: 'light'}, async (page) => {
      const titles = await page.$$eval('h1:not([aria-level]), [aria-level="1"]', (all) => all.map(({textContent}) => textContent))
      expect(titles).toEqual(['Guangdong Province'])
      const lines = await page.$$eval('a.ref', (all) => [
        ...new Set(all.map((each) => getComputedStyle(each).textDecorationLine))
      ])
      expect(lines).toEqual(['underline'])
    })
  })

  test('few stops of the Tab key lie before the text', async () => {
    await onPage({path, width: 1280, hour: 'light'}, async (page) => {
      let stops = 0
      for (; stops < 40; stops++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate(() => document.activeElement?.closest('.chapter') !== null)) break
      }
      expect(stops).toBe(9)
    })
  })

  test('a chart is painted in the colours of the hour', async () => {
    const colours = (hour: (typeof HOURS)[number]) =>
      onPage({path, width: 1280, hour}, (page) => page.$eval('#fig-scores .wide svg text', (text) => getComputedStyle(text).fill))
    expect(await colours('light')).toBe('rgb(90, 98, 107)')
    expect(await colours('dark')).toBe('rgb(142, 148, 156)')
  })
})

describe('a chart answers with its values', () => {
  const path = 'gd/practitioners/en/digital-government.html'
  const values = (page: Page) =>
    page.$eval('#fig-scores .values', (tip) => (tip.checkVisibility() ? (tip as HTMLElement).innerText : ''))
  const box = '#fig-scores .chart'

  test('to the keyboard: one stop, arrows go on, Escape leaves', async () => {
    await onPage({path, width: 1280, hour: 'light'}, async (page) => {
      expect(await page.$eval(box, (chart) => [chart.getAttribute('role'), chart.getAttribute('tabindex')])).toEqual([
        'group',
        '0'
      ])
      await page.focus(box)
      await page.keyboard.press('Home')
      expect(await values(page)).toBe('Guangdong\nOnline-service score (points) 96.73')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
      expect(await values(page)).toBe('Shanghai\nOnline-service score (points) 93.93')
      await page.keyboard.press('ArrowUp')
      expect(await values(page)).toContain('Zhejiang')
      await page.keyboard.press('End')
      expect(await values(page)).toContain('Xinjiang')
      await page.keyboard.press('Escape')
      expect(await values(page)).toBe('')
    })
  })

  test.each([375, 1280])('to a pointer and to touch, at %i px', async (width) => {
    await onPage({path, width, hour: 'light'}, async (page) => {
      const at = await page.$eval(box, (chart) => {
        chart.scrollIntoView({block: 'center'})
        const drawing = [...chart.children].find(({clientWidth}) => clientWidth > 0) as HTMLElement
        const svg = drawing.querySelector('svg')!
        const [, x, y, wide, high] = drawing.dataset.marks!.split(',')[3]!.split(' ').map(Number)
        const corner = svg.getBoundingClientRect()
        const scale = corner.width / svg.viewBox.baseVal.width
        return [corner.left + (x! + wide! / 2 - svg.viewBox.baseVal.x) * scale, corner.top + (y! + high! / 2) * scale]
      })
      await page.mouse.move(at[0]!, at[1]!)
      expect(await values(page)).toBe('Guizhou\nOnline-service score (points) 91.90')
      await page.mouse.move(1, 1)
      expect(await values(page)).toBe('')
      await page.touchscreen.tap(at[0]!, at[1]!)
      expect(await values(page)).toContain('Guizhou')
    })
  })

  test('and stands without a script', async () => {
    await onPage({path, width: 375, hour: 'light', hasScript: false}, async (page) => {
      expect(await page.$eval('#fig-scores .narrow svg', (svg) => svg.checkVisibility())).toBe(true)
      expect(await page.$(`${box}[tabindex], #fig-scores .values`)).toBeNull()
    })
  })
})

interface Shown {
  readonly hasScript?: boolean
  readonly path: string
  readonly width: number
  readonly hour: (typeof HOURS)[number]
}

async function onPage<Value>({path, width, hour, hasScript = true}: Shown, look: (page: Page) => Promise<Value>): Promise<Value> {
  const page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  try {
    await page.setJavaScriptEnabled(hasScript)
    await page.setViewport({width, height: 900})
    await page.emulateMediaFeatures([
      {name: 'prefers-color-scheme', value: hour},
      {name: 'prefers-reduced-motion', value: 'reduce'}
    ])
    await page.goto(pathToFileURL(join(out, path)).href, {waitUntil: 'load'})
    return await look(page)
  } finally {
    await page.close()
  }
}
