/** Fonts of screen pages: fixed slices that Chinese shows with on any machine, and what a page weighs. */
import {createServer, type Server} from 'node:http'
import {readdir, readFile, writeFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import type {AddressInfo} from 'node:net'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'
import {launch, type Browser, type Page} from 'puppeteer'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {commonCharacters} from '../pipeline/design/common-faces.ts'
import {cutFaces} from '../pipeline/design/cut.ts'
import {allFaces} from '../pipeline/design/fonts.ts'
import {FREQUENT} from '../pipeline/design/frequent.ts'
import {chineseSlices, faceRules, webFaces} from '../pipeline/design/web-faces.ts'
import {toWoff2} from '../pipeline/design/woff2.ts'
import {buildReport} from './building.ts'
import {untilTheEnd} from './temporary.ts'

interface Font {
  layout(text: string): {readonly glyphs: readonly {readonly path: {toSVG(): string}}[]}
}
const {create} = createRequire(import.meta.url)('fontkit') as {create(bytes: Buffer): Font}

const SCRIPTS = ['Hans', 'Hant'] as const
const LATIN = allFaces().find(({family}) => family === 'Source Serif 4')!

describe.each(SCRIPTS)('slices of %s', (script) => {
  const slices = chineseSlices(script)
  const all = [...commonCharacters(script)].filter((character) => character > '~')

  test('hold each common character once', () => {
    const held = slices.flatMap(({characters}) => [...characters])
    expect(held.toSorted()).toEqual(all.toSorted())
    expect(Math.max(...slices.slice(0, -2).map(({characters}) => [...characters].length))).toBe(200)
  })

  test('a browser that asks the last rule for a character loads the slice that has it', () => {
    const wrong = all.filter((character) => {
      const code = character.codePointAt(0)!
      const asked = slices.findLast(({ranges}) => ranges.some(([from, to]) => from <= code && code <= to))
      return !asked?.characters.includes(character)
    })
    expect(wrong).toEqual([])
  })

  test('the frequent characters are 2,400 different ones of the standard', () => {
    const frequent = [...FREQUENT[script]]
    expect(new Set(frequent).size).toBe(2400)
    expect(frequent.filter((character) => !all.includes(character))).toEqual([])
  })
})

test('a report in English alone has no Chinese faces; each script has one serif', () => {
  const names = (scripts: Parameters<typeof webFaces>[1]) =>
    webFaces(allFaces(), scripts).map(({face}) => `${face.family} ${face.weight} ${face.style}`)
  expect(names([])).toEqual([
    'Source Serif 4 400 normal',
    'Source Serif 4 700 normal',
    'Source Serif 4 400 italic',
    'Source Sans 3 400 normal',
    'Source Sans 3 700 normal',
    'Source Sans 3 400 italic'
  ])
  expect(names(['Hant']).slice(6)).toEqual(['Noto Serif TC 400 normal'])
})

test('a rule asks the reader’s machine first, then for the file', () => {
  const [face] = webFaces([LATIN], [])
  const rules = faceRules(face!, ['serif.woff2'])
  expect(rules.map((rule) => rule.replace(/U\+20-7e,U\+a0.*}$/, '…}'))).toEqual([
    '@font-face{font-family:"Source Serif 4";font-weight:400;font-style:normal;font-display:swap;src:local("Source Serif 4 Regular"),local("SourceSerif4-Regular"),url("serif.woff2") format("woff2");unicode-range:…}',
    '@font-face{font-family:"Latin Serif";font-weight:400;font-style:normal;font-display:swap;src:local("Source Serif 4 Regular"),local("SourceSerif4-Regular"),url("serif.woff2") format("woff2");unicode-range:…}'
  ])
})

test('WOFF 2 holds the font as it was cut, in the same bytes each time', async () => {
  const [[font]] = (await cutFaces([{path: LATIN.path, parts: ['Octavo 2026']}])) as [[Uint8Array]]
  const packed = await toWoff2(font)
  expect(Buffer.from(packed.subarray(0, 4)).toString()).toBe('wOF2')
  expect(Buffer.from(packed).readUInt32BE(8)).toBe(packed.length)
  expect(await toWoff2(font)).toEqual(packed)
  const [read, plain] = [packed, font].map((bytes) => create(Buffer.from(bytes)))
  const shapeOf = (each: Font | undefined) => each!.layout('Octavo 2026').glyphs.map((glyph) => glyph.path.toSVG())
  expect(shapeOf(read)).toEqual(shapeOf(plain))
})

describe('the flagship where no font is installed but a Latin one', () => {
  const REPORT = fileURLToPath(new URL('../sources/digital-government', import.meta.url))
  const paths = ['practitioners/zh-Hans', 'practitioners/zh-Hant', 'practitioners/en', 'public/zh-Hant'].map(
    (path) => `gd/${path}/digital-government.html`
  )
  let out: string
  let store: string
  let browser: Browser
  let server: Server
  let origin: string
  const sent: {readonly path: string; readonly bytes: number}[] = []

  beforeAll(async () => {
    const root = await untilTheEnd(afterAll)
    out = join(root, 'out')
    store = join(root, 'store')
    const only = {region: ['gd'], audience: ['practitioners', 'public']}
    await buildReport({folder: REPORT, out, store}, {formats: ['html'], only})
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://x').pathname
      void readFile(join(out, decodeURIComponent(path))).then((file) => {
        const isFont = path.endsWith('.woff2')
        const body = isFont ? file : gzipSync(file)
        sent.push({path, bytes: body.length})
        response.writeHead(200, {...(isFont ? {} : {'content-encoding': 'gzip'}), 'content-type': typeOf(path)}).end(body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const config = join(root, 'fonts.conf')
    const mono = allFaces().find(({family}) => family === 'Source Sans 3')!.path
    await writeFile(
      config,
      `<?xml version="1.0"?><fontconfig><dir>${dirname(mono)}</dir><cachedir>${root}/cache</cachedir></fontconfig>`
    )
    browser = await launch({
      executablePath: process.env['OCTAVO_CHROME'] ?? '',
      headless: 'shell',
      pipe: true,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      env: {...process.env, FONTCONFIG_FILE: config}
    })
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  test.each(paths)('%s: every Han character is shown, from a server, within 700 kB and 1.2 MB of fonts', async (path) => {
    sent.length = 0
    const boxes = await look(`${origin}/${path}`, hanWithoutWebFont)
    expect(boxes).toEqual([])
    const fonts = sent.filter((each) => each.path.endsWith('.woff2'))
    const sum = (files: typeof sent) => files.reduce((total, {bytes}) => total + bytes, 0)
    expect(sum(fonts)).toBeLessThan(700_000)
    expect(sum(fonts)).toBeGreaterThan(100_000)
    expect(sum(sent) - sum(fonts)).toBeLessThan(150_000)
  })

  test('from a disk as well', async () => {
    expect(await look(`file://${join(out, paths[0]!)}`, hanWithoutWebFont)).toEqual([])
  })

  test('the fonts lie once beside the sheet that names them, whatever the editions say', async () => {
    const folders = (await readdir(join(out, 'assets'))).filter((name) => name.startsWith('fonts.'))
    expect(folders).toHaveLength(1)
    const css = await readFile(join(out, 'assets', folders[0]!, 'fonts.css'), 'utf8')
    const named = [...new Set([...css.matchAll(/url\("([^"]+)"\)/g)].map(([, name]) => name!))]
    const files = await readdir(join(out, 'assets', folders[0]!))
    expect(files.toSorted()).toEqual(['fonts.css', ...named].toSorted())
  })

  test('a run of other formats leaves them, and the catalogue that names them', async () => {
    const before = await readFile(join(out, 'index.html'), 'utf8')
    expect(before).toMatch(/<link rel="stylesheet" href="assets\/fonts\.[0-9a-f]{10}\/fonts\.css">/)
    const only = {region: ['gd'], audience: ['public'], language: ['en']}
    await buildReport({folder: REPORT, out, store}, {formats: ['pdf'], only})
    const after = await readFile(join(out, 'index.html'), 'utf8')
    const sheets = (html: string) => html.match(/<link rel="stylesheet"[^>]*>/g)
    expect(sheets(after)).toEqual(sheets(before))
    const [folder] = (await readdir(join(out, 'assets'))).filter((name) => name.startsWith('fonts.'))
    expect(await readdir(join(out, 'assets', folder!))).toHaveLength(113)
  })

  async function look<Value>(address: string, see: (page: Page) => Promise<Value>): Promise<Value> {
    const page = await browser.newPage()
    page.setDefaultTimeout(300_000)
    try {
      await page.goto(address, {waitUntil: 'networkidle0'})
      await page.evaluate(async () => void (await document.fonts.ready))
      return await see(page)
    } finally {
      await page.close()
    }
  }
})

// Elements whose own text has more Han characters than it has glyphs of a loaded Chinese face.
async function hanWithoutWebFont(page: Page): Promise<readonly string[]> {
  const session = await page.createCDPSession()
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const {root} = await session.send('DOM.getDocument', {depth: 0})
  const counts = await page.evaluate(() => {
    const han: number[] = []
    for (const each of document.querySelectorAll('header *, main *')) {
      const own = [...each.childNodes].filter(({nodeType}) => nodeType === 3).map(({textContent}) => textContent)
      const count = own.join('').match(/\p{Script=Han}/gu)?.length ?? 0
      if (count === 0 || !each.checkVisibility()) continue
      each.setAttribute('data-han', '')
      han.push(count)
    }
    return han
  })
  const {nodeIds} = await session.send('DOM.querySelectorAll', {nodeId: root.nodeId, selector: '[data-han]'})
  expect(nodeIds).toHaveLength(counts.length)
  const lacking: string[] = []
  for (const [index, nodeId] of nodeIds.entries()) {
    const {fonts} = await session.send('CSS.getPlatformFontsForNode', {nodeId})
    const chinese = fonts.filter(({familyName, isCustomFont}) => isCustomFont && familyName.startsWith('Noto Serif'))
    const glyphs = chinese.reduce((total, {glyphCount}) => total + glyphCount, 0)
    if (glyphs < counts[index]!) lacking.push(`${counts[index]} in ${JSON.stringify(fonts)}`)
  }
  return lacking
}

function typeOf(path: string): string {
  if (path.endsWith('.woff2')) return 'font/woff2'
  return path.endsWith('.css') ? 'text/css' : path.endsWith('.js') ? 'text/javascript' : 'text/html'
}
