/** The preview as a person uses it, in the real browser: clicked through, and by the keyboard alone. */
import {readFile, writeFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {AxeResults} from 'axe-core'
import {launch, type Browser, type Frame, type Page} from 'puppeteer'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {edit, untilTheEnd} from '../temporary.ts'
import {editionIn, openPreview, until, type Previewing} from './previewing.ts'

const ID = 'north.full.en'
const HOSTILE = '<b id=\'made\'>x</b><script>document.title="y"</script>'

let opened: Previewing
let browser: Browser
let page: Page
let axe: string
const faults: string[] = []

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
  opened = await openPreview(await untilTheEnd(afterAll), 'markets', async (folder) => {
    await edit(folder, 'data/stalls.csv', (text) => text.replace('counted twice', `"${HOSTILE.replaceAll('"', '""')}"`))
    // Long enough to be scrolled.
    const more = Array.from(
      {length: 30},
      (_, at) => `\n## Passage ${at} {#passage-${at}}\n\n${'A sentence of it. '.repeat(30)}\n`
    )
    for (const language of ['en', 'zh-Hans'])
      await edit(folder, `chapters/${language}/overview.md`, (text) => text + more.join(''))
  })
  await until(opened.url, `html:${ID}`, ({editions}) =>
    editions.every(({html, pdf}) => html.state === 'fresh' && pdf.state === 'fresh')
  )
})
afterAll(async () => {
  await browser.close()
  await opened.close()
})

beforeEach(async () => {
  page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  await page.setViewport({width: 1280, height: 800})
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()))
})
afterEach(async () => {
  await page.close()
  expect(faults.splice(0)).toEqual([])
})

const go = (hash: string) => page.goto(`${opened.url}#${hash}`, {waitUntil: 'load'})

/** The frame in which an edition is shown. */
async function shown(path: string): Promise<Frame> {
  await page.waitForSelector('.pane iframe:not(.incoming), .detail iframe:not(.incoming)')
  const frame = await page.waitForFrame((each) => each.url().includes(`/report/${path}/`))
  await frame.waitForSelector('main')
  return frame
}

const says = (selector: string, text: string) =>
  page.waitForFunction((selector, text) => document.querySelector(selector)?.textContent?.includes(text), {}, selector, text)

describe('an edition', () => {
  test('is another one when another value is chosen, and back', async () => {
    await go(`a=${ID}`)
    await shown('north/full/en')
    await page.select('select[data-axis="region"]', 'south')
    await shown('south/full/en')
    await page.select('select[data-axis="language"]', 'zh-Hant')
    await shown('south/full/zh-Hant')
    // There is no full edition of the west.
    await page.select('select[data-axis="region"]', 'west')
    await shown('west/short/zh-Hant')
    await page.evaluate(() => history.back())
    await shown('south/full/zh-Hant')
  })

  test('follows the links of its own switches, and stays in its frame', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.evaluate(() => document.querySelector<HTMLElement>('.switches a[href*="south"]')!.click())
    await shown('south/full/en')
    expect(new URL(page.url()).hash).toContain('a=south.full.en')
  })

  test('is shown anew when a file is saved, in the same place', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.evaluate(() => document.getElementById('passage-20')!.scrollIntoView())
    const top = (each: Frame) => each.evaluate(() => document.getElementById('passage-20')!.getBoundingClientRect().top)
    const before = await top(frame)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const after = await next(() =>
      edit(opened.folder, 'chapters/en/overview.md', (text) =>
        text.replace('## Passage 3 ', 'One more paragraph.\n\n## Passage 3 ')
      )
    )
    expect(await after.evaluate(() => document.body.textContent)).toContain('One more paragraph.')
    expect(Math.abs((await top(after)) - before)).toBeLessThan(3)
  })

  test('cannot reach the preview around it, whatever its templates have', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    const reached = await frame.evaluate(async () => {
      const tried = [() => String(parent.document.title), () => window.localStorage.length, () => window.origin]
      return tried.map((attempt) => {
        try {
          return String(attempt())
        } catch (error) {
          return (error as Error).name
        }
      })
    })
    expect(reached).toEqual(['SecurityError', 'SecurityError', 'null'])
  })
})

// Settles when another version is seen, in the same frame or in one that took its stead.
async function next(save: () => Promise<void>): Promise<Frame> {
  const seen = '.pane iframe:not(.incoming)'
  const before = await page.$eval(seen, (each) => each.getAttribute('data-shown'))
  await save()
  await page.waitForFunction(
    (seen, before) => ![before, null].includes(document.querySelector(seen)!.getAttribute('data-shown')),
    {},
    seen,
    before
  )
  return (await (await page.$(seen))!.contentFrame())!
}

// A file as it is changed while something is looked at, and then as it was.
async function whileChanged(path: string, change: (text: string) => string, look: () => Promise<void>): Promise<void> {
  const text = await readFile(join(opened.folder, path), 'utf8')
  await edit(opened.folder, path, change)
  try {
    await look()
  } finally {
    await writeFile(join(opened.folder, path), text)
    await until(
      opened.url,
      `html:${ID}`,
      (scene) => scene.wrong === 0 && ['html', 'pdf'].every((side) => editionIn(scene, ID)![side as 'html'].state === 'fresh')
    )
  }
}

const misspelt = (text: string) => text.replace('{{num latest.stalls}} stalls,', '{{num latest.stals}} stalls,')

describe('what is wrong', () => {
  test('lies over the last good page with file, line and the lines around it, and goes when it is mended', async () => {
    await go(`a=${ID}`)
    await shown('north/full/en')
    await whileChanged('chapters/en/overview.md', misspelt, async () => {
      await says('.problems .where', 'chapters/en/overview.md:7:21')
      await says('.problems .meant', '{{num latest.stals}}')
      const told = await page.$eval('.problems .message', (all) => (all as HTMLElement).innerText)
      expect(told).toMatch(/column-is-known[\s\S]*Did you mean `stalls`\?/)
      expect(await (await shown('north/full/en')).evaluate(() => document.body.innerText)).toContain('1,450 stalls')
      await page.keyboard.press('Escape')
      await page.waitForSelector('.problems:not(.open)')
      await page.keyboard.press('e')
      await page.waitForSelector('.problems.open')
    })
    await page.waitForFunction(() => document.querySelector('.problems.error') === null)
  })

  test('in the report as a whole is told in every view', async () => {
    await go(`view=matrix&a=${ID}`)
    await page.waitForSelector('.matrix')
    await whileChanged(
      'report.yaml',
      (text) => text.replace('chapters: [', 'chaptres: ['),
      async () => {
        await says('.problems .where', 'report.yaml')
        await says('.status', 'in the report')
        await says('.legend', 'as before the error')
        expect(await page.$$eval('.matrix .half.fresh', (halves) => halves.length)).toBe(0)
        expect(await page.$$eval('.matrix .cell', (cells) => cells.length)).toBe(15)
      }
    )
    await page.waitForFunction(() => document.querySelector('.problems.error') === null)
    await page.waitForSelector('.matrix .half.fresh')
  })
})

// Districts would count once for each of their halls.
const repeating = (sql: string) =>
  sql.replace(
    'where',
    "where (select sum(d.people) from (values ('a', 10)) d(id, people) join (values ('a'), ('a')) h(id) using (id)) > 0 and"
  )

test('a warning of the report as a whole is told though its editions have none, and goes when it is mended', async () => {
  await go(`a=${ID}`)
  await shown('north/full/en')
  await whileChanged('queries/all_regions.sql', repeating, async () => {
    await says('.problems.warning h2', '1 warning in the report')
    await page.keyboard.press('e')
    await says('.problems .where', 'queries/all_regions.sql:4:15')
    await says('.problems .where', 'row-is-taken-once')
    await page.keyboard.press('e')
    await page.waitForSelector('.problems:not(.open)')
    await page.keyboard.press('m')
    await says('.problems.warning h2', '1 warning in the report')
  })
  await page.waitForFunction(() => document.querySelector('.problems') === null)
})

describe('the matrix', () => {
  test('has a cell for each edition, which says its state, and is gone through by the arrow keys', async () => {
    await go(`view=matrix&a=${ID}`)
    await page.waitForSelector(`[data-edition="${ID}"]`)
    const names = await page.$$eval('.matrix .cell', (cells) => cells.map((cell) => cell.getAttribute('aria-label')))
    expect(names.length).toBe(15)
    expect(names[0]).toMatch(/^North, In short, English: page [\w ]+, PDF [\w ]+/)
    expect(
      await page.$$eval('.matrix .cell[tabindex="0"]', (cells) => cells.map((cell) => (cell as HTMLElement).dataset['edition']))
    ).toEqual([ID])
    await page.focus(`[data-edition="${ID}"]`)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const at = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['edition'])
    expect(await at()).toBe('south.full.zh-Hans')
    // Below it there is no edition of the west for full readers.
    await page.keyboard.press('ArrowDown')
    expect(await at()).toBe('south.full.zh-Hans')
    await page.keyboard.press('Enter')
    await shown('south/full/zh-Hans')
  })

  test('marks what failed', async () => {
    await go(`view=matrix&a=${ID}`)
    await page.waitForSelector(`[data-edition="${ID}"]`)
    await whileChanged(
      'chapters/en/detail.md',
      (text) => text.replace('{{row.name}}', '{{row.nam}}'),
      async () => {
        await page.waitForSelector(`[data-edition="${ID}"] .half.failed`)
        await page.waitForFunction(() => document.querySelector('.matrix .half.stale, .matrix .half.building') === null)
        const failed = await page.$$eval('.matrix .cell:has(.sign.error)', (cells) =>
          cells.map((cell) => (cell as HTMLElement).dataset['edition'])
        )
        expect(failed).toEqual(['north.full.en', 'south.full.en'])
      }
    )
    await page.waitForFunction(() => document.querySelector('.matrix .half.failed') === null)
  })
})

describe('a PDF', () => {
  test('is drawn as its pages, and again when a file is saved, in the same place', async () => {
    await go(`a=${ID}`)
    await shown('north/full/en')
    await page.keyboard.press('p')
    await page.waitForSelector('.sheet canvas')
    const names = await page.$$eval('.sheet', (sheets) => sheets.map((sheet) => sheet.getAttribute('aria-label')))
    expect(names[0]).toBe(`Page 1 of ${names.length}`)
    const ink = () =>
      page.$eval('.sheet canvas', (canvas) => {
        const {width, height} = canvas as HTMLCanvasElement
        const {data} = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
        let sum = 0
        for (let at = 0; at < data.length; at += 4) if (data[at]! < 128) sum++
        return sum
      })
    const before = await ink()
    expect(before).toBeGreaterThan(500)
    await page.$eval('.pdf', (box) => (box.scrollTop = 120))
    await edit(opened.folder, 'report.yaml', (text) =>
      text.replace('title: {en: Market halls,', 'title: {en: Market halls of all the regions,')
    )
    await page.waitForFunction(
      (before) => {
        const canvas = document.querySelector<HTMLCanvasElement>('.sheet canvas')
        if (!canvas) return false
        const {data} = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        let sum = 0
        for (let at = 0; at < data.length; at += 4) if (data[at]! < 128) sum++
        return sum > before
      },
      {},
      before
    )
    expect(await page.$eval('.pdf', (box) => box.scrollTop)).toBe(120)
  })
})

test('the text of a PDF can be found and selected, where it is seen', async () => {
  await go(`a=${ID}&aSide=pdf`)
  const place = await page.waitForFunction(() => {
    const word = [...document.querySelectorAll<HTMLElement>('.sheet .text span')].find(({innerText}) =>
      innerText.includes('stalls')
    )
    if (!word) return undefined
    getSelection()!.selectAllChildren(word)
    const [box, sheet] = [word, word.closest('.sheet')!].map((each) => each.getBoundingClientRect())
    return {text: String(getSelection()), isInside: box!.left >= sheet!.left && box!.right <= sheet!.right && box!.height > 8}
  })
  expect(await place.jsonValue()).toEqual({text: expect.stringContaining('stalls'), isInside: true})
})

describe('two editions side by side', () => {
  test('are scrolled together, to the same passage', async () => {
    await go(`a=${ID}`)
    await shown('north/full/en')
    await page.keyboard.press('s')
    await page.waitForFunction(() => document.querySelectorAll('.pane iframe:not(.incoming)').length === 2)
    const other = await shown('north/full/zh-Hans')
    await page.mouse.move(300, 500)
    await page.mouse.wheel({deltaY: 4000})
    await other.waitForFunction(() => scrollY > 1000)
    const passage = (frame: Frame) =>
      frame.evaluate(
        () => [...document.querySelectorAll('main h2[id]')].filter((head) => head.getBoundingClientRect().top <= 73).at(-1)?.id
      )
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await passage(other)).toBe(await passage(await shown('north/full/en')))
  })

  test('may be a page and its PDF', async () => {
    await go(`a=${ID}&b=${ID}&bSide=pdf`)
    const frame = await shown('north/full/en')
    await page.waitForSelector('.sheet canvas')
    await page.mouse.move(300, 500)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await frame.evaluate(() => document.getElementById('passage-25')!.scrollIntoView({behavior: 'instant'}))
    await page.waitForFunction(() => document.querySelector('.pdf')!.scrollTop > 1000)
  })
})

describe('figures and data', () => {
  test('one figure alone, and its rows', async () => {
    await go(`view=figures&a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.waitForSelector('figure svg')
    expect(
      await frame.$$eval(
        'main h1, main h2, main p',
        (all) => all.filter((each) => each.checkVisibility() && !each.closest('figure')).length
      )
    ).toBe(0)
    await page.waitForSelector('.rows tbody tr')
    expect(await page.$$eval('.rows tbody tr', (rows) => rows.length)).toBe(3)
  })

  test('markup in the data is text', async () => {
    await go(`view=data&a=${ID}&query=latest`)
    await page.waitForSelector('.rows tbody tr')
    expect(await page.$eval('.rows tbody', (body) => (body as HTMLElement).innerText)).toContain(HOSTILE)
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.rows .value')].find(({innerText}) => innerText.startsWith('<b'))!.click()
    )
    await says('.source h2', HOSTILE)
    expect([await page.$('#made'), await page.title()]).toEqual([null, 'Octavo preview'])
  })
})

describe('a number', () => {
  test('that is clicked shows its source: query, row, column, cell and line', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.evaluate(() =>
      document.querySelector<HTMLElement>('data.value[data-origin="latest[region=north].stalls"]')!.click()
    )
    await says('.source', 'data/stalls.csv:3 stalls')
    expect(await page.$eval('.source h2', (head) => head.textContent)).toBe('1,450')
    await says('.source .meant', 'north,2023,1450')
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.source button')].find(({innerText}) => innerText === 'Rows of latest')!.click()
    )
    await page.waitForSelector('.rows tr.meant')
  })

  test('stays where it is read when its source is opened beside it', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.evaluate(() => document.getElementById('passage-9')!.scrollIntoView({behavior: 'instant'}))
    const top = () => frame.evaluate(() => document.getElementById('passage-9')!.getBoundingClientRect().top)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = await top()
    await frame.evaluate(() =>
      document.querySelector<HTMLElement>('data.value[data-origin="latest[region=north].stalls"]')!.click()
    )
    await page.waitForSelector('.source')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(Math.abs((await top()) - before)).toBeLessThan(3)
  })

  test('is opened by the keyboard, and Escape closes it', async () => {
    await go(`a=${ID}`)
    const frame = await shown('north/full/en')
    await frame.focus('data.value[data-origin="latest[region=north].stalls"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.source')
    await page.waitForFunction(() => document.activeElement?.id === 'source-head')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.querySelector('.source') === null)
  })
})

test('the keys are listed, and each view is reached by one', async () => {
  await go(`a=${ID}`)
  await shown('north/full/en')
  for (const [key, selector] of [
    ['m', '.matrix'],
    ['f', '.figure'],
    ['d', '.rows'],
    ['v', '.pane iframe'],
    ['?', 'dialog[open]']
  ]) {
    await page.keyboard.press(key as 'm')
    await page.waitForSelector(selector!)
  }
})

test('every control is a stop of the Tab key, with a mark that is seen', async () => {
  await go(`a=${ID}`)
  await shown('north/full/en')
  const stops: string[] = []
  for (let at = 0; at < 13; at++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(() => {
        const {outlineStyle} = getComputedStyle(document.activeElement!)
        return `${document.activeElement!.tagName} ${document.activeElement!.textContent?.slice(0, 12)} ${outlineStyle}`
      })
    )
  }
  expect(stops.map((stop) => stop.split(' ')[0])).toEqual([
    'A',
    'A',
    'A',
    'A',
    'A',
    'BUTTON',
    'SELECT',
    'SELECT',
    'SELECT',
    'BUTTON',
    'BUTTON',
    'BUTTON',
    'IFRAME'
  ])
  expect(stops.slice(0, -1).filter((stop) => !stop.endsWith('solid'))).toEqual([])
})

const VIEWS = [
  `a=${ID}`,
  `a=${ID}&aSide=pdf`,
  `a=${ID}&b=south.full.en`,
  `view=matrix&a=${ID}`,
  `view=figures&a=${ID}`,
  `view=data&a=${ID}&query=latest`
]

describe.each(VIEWS)('%s', (hash) => {
  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (hour) => {
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: hour}])
    await go(hash)
    await page.waitForSelector('.pane iframe:not(.incoming), .sheet canvas, .matrix, .rows tbody')
    await page.keyboard.press('e')
    await violationsAre([])
  })

  test('nothing is wider than a laptop', async () => {
    await go(hash)
    await page.waitForSelector('.pane iframe:not(.incoming), .sheet canvas, .matrix, .rows tbody')
    const wider = await page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight
    ])
    expect(wider).toEqual([0, 0])
  })
})

test.each(['light', 'dark'] as const)('axe finds nothing in the overlay, the source and the keys, %s', async (hour) => {
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: hour}])
  await go(`a=${ID}`)
  const frame = await shown('north/full/en')
  await frame.evaluate(() =>
    document.querySelector<HTMLElement>('data.value[data-origin="latest[region=north].stalls"]')!.click()
  )
  await says('.source', 'data/stalls.csv:3 stalls')
  await whileChanged('chapters/en/overview.md', misspelt, async () => {
    await page.waitForSelector('.problems .meant')
    await violationsAre([])
    await page.click('[aria-label="Keys"]')
    await page.waitForSelector('dialog[open]')
    await violationsAre([])
  })
})

// What a report's own pages have is looked at where they are published.
async function violationsAre(expected: readonly string[]): Promise<void> {
  await page.evaluate(axe)
  const {violations} = (await page.evaluate('axe.run({exclude: [["iframe"]]}, {iframes: false})')) as AxeResults
  expect(violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`))).toEqual(expected)
}
