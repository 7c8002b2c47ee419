/** Published pages in a browser that runs scripts: what the policy allows works, what it forbids does not. */
import {createServer, type Server} from 'node:http'
import {readFile} from 'node:fs/promises'
import {extname, join} from 'node:path'
import type {AddressInfo} from 'node:net'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {launch, type Browser, type Page} from 'puppeteer'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {contentPolicy} from '../pipeline/design/policy.ts'
import {buildReport} from './building.ts'
import {untilTheEnd} from './temporary.ts'

const REPORT = fileURLToPath(new URL('reports/markets', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml'
}

let out: string
let browser: Browser
let server: Server
const origins: Record<'file' | 'http', string> = {file: '', http: ''}

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  out = join(root, 'out')
  await buildReport({folder: REPORT, out, store: join(root, 'store')}, {formats: ['html'], only: {region: ['north']}})
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    readFile(join(out, decodeURIComponent(path))).then(
      (bytes) => response.writeHead(200, {'content-type': TYPES[extname(path)] ?? 'application/octet-stream'}).end(bytes),
      () => response.writeHead(404).end()
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origins.file = pathToFileURL(out).href
  origins.http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch({
    executablePath: process.env['OCTAVO_CHROME'] ?? '',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
})
afterAll(async () => {
  await browser.close()
  server.close()
})

describe.each(['file', 'http'] as const)('E33 from %s', (origin) => {
  test.each(['north/full/en/markets.html', 'north/short/zh-Hans/markets.html', 'index.html'])('%s', async (path) => {
    const page = await browser.newPage()
    page.setDefaultTimeout(300_000)
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
    await page.goto(`${origins[origin]}/${path}`, {waitUntil: 'load'})
    expect(await page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.getAttribute('content'))).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'sha256-[^']+'; .*base-uri 'none'; form-action 'none'$/
    )
    expect(await looks(page)).toEqual({script: true, style: 'sticky', theme: true, pictures: true, handlers: 0})
    expect(complaints).toEqual([])
    expect(await attack(page)).toEqual([])
    expect(complaints.length).toBeGreaterThan(0)
    await page.close()
  })
})

test('styles are allowed by what they say', () => {
  expect(contentPolicy(['a{}', 'b{}']).match(/'sha256-/g)).toHaveLength(2)
  expect(contentPolicy(['a{}'])).not.toBe(contentPolicy(['a{} ']))
})

// The script uncovers the button or the filters, the sheet sets the bar, and the theme gives its colour.
async function looks(page: Page) {
  return page.evaluate(() => {
    const opened = document.querySelector<HTMLElement>('button.theme, form.filters')
    const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent')
    const handlers = [...document.querySelectorAll('*')].flatMap(({attributes}) =>
      [...attributes].filter(({name}) => name.startsWith('on'))
    )
    return {
      script: opened !== null && !opened.hidden,
      style: getComputedStyle(document.querySelector('.bar')!).position,
      theme: /^#[0-9a-f]{6}$/.test(accent),
      pictures: [...document.images].every(({naturalWidth}) => naturalWidth > 0),
      handlers: handlers.length
    }
  })
}

// What an author's raw HTML must never do, even if it came through.
async function attack(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const reached: string[] = []
    Object.assign(window, {reach: (what: string) => reached.push(what)})
    const script = document.createElement('script')
    script.textContent = 'reach("inline script")'
    document.body.append(script)
    const base = Object.assign(document.createElement('base'), {href: 'https://example.org/'})
    document.head.append(base)
    if (document.baseURI.startsWith('https://example.org')) reached.push('base')
    const image = Object.assign(document.createElement('img'), {src: 'https://127.0.0.1:9/x.png'})
    image.setAttribute('onerror', 'reach("handler")')
    document.body.append(image)
    await fetch('data:text/plain,x').then(
      () => reached.push('fetch'),
      () => undefined
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    return reached
  })
}
