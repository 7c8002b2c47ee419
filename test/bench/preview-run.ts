/**
 * The preview of the flagship as somebody uses it who writes: a page and its PDF side by side in a browser, files saved one after
 * the other. Prints, as JSON, the seconds from each save until the browser shows what is new, of the page and of the PDF.
 *
 *   node test/bench/preview-run.ts FOLDER STORE RUNS
 */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {setTimeout as pause} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {launch, type Page} from 'puppeteer'
import {findBrowser} from '../../pipeline/browser/index.ts'
import {digestOfBytes} from '../../pipeline/cache/hash.ts'

/** Seconds by what was saved. */
export type PreviewRuns = Readonly<Record<string, {readonly html: readonly number[]; readonly pdf: readonly number[]}>>

const EDITION = 'gd.practitioners.en'
const CLI = fileURLToPath(new URL('../../pipeline/cli.js', import.meta.url))

/** What is changed, each time to something else. */
const SAVES: Readonly<Record<string, readonly [path: string, change: (text: string, at: number) => string]>> = {
  'a sentence': [
    'chapters/en/summary.md',
    (text, at) => text.replace(/It gives the place (?:\w+ )?first/, `It gives the place ${'abcdefghijkl'[at]} first`)
  ],
  'a cell': ['data/indicator-values.csv', (text, at) => text.replace(/^(gd,gdp-2023,)[\d.]+$/m, `$1${135_680 + at}.5`)],
  'a chart': ['charts/scores.vl.json', (text, at) => text.replace(/"step": *[\d.]+/, `"step": ${12.5 + at / 10}`)],
  'a colour': ['brand.yaml', (text, at) => text.replace(/^(\s*context: *"?#)[0-9a-f]{6}/m, `$1b8bfc${at % 10}`)]
}

const [folder = '', store = '', count = '3'] = process.argv.slice(2)
const child = spawn(process.execPath, [CLI, 'preview', folder, '--store', store, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit']
})
const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
const {path} = await findBrowser({
  env: process.env,
  platform: process.platform,
  store,
  onDamage() {},
  fileDigest: async (file) => digestOfBytes(await readFile(file))
})
const browser = await launch({
  executablePath: path,
  headless: 'shell',
  pipe: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
})
try {
  const page = await browser.newPage()
  await page.setViewport({width: 1280, height: 800})
  await page.goto(`${line}#a=${EDITION}&b=${EDITION}&bSide=pdf`)
  await page.waitForSelector('iframe:not(.incoming)', {timeout: 120_000})
  await page.waitForSelector('.pdf[data-shown]', {timeout: 120_000})
  const runs: Record<string, {html: number[]; pdf: number[]}> = {}
  // The first of each makes all warm, and does not count.
  for (let at = 0; at <= Number(count); at++) {
    for (const [name, [file, change]] of Object.entries(SAVES)) {
      const took = await save(page, join(folder, file), (text) => change(text, at))
      if (at === 0) continue
      runs[name] ??= {html: [], pdf: []}
      runs[name].html.push(took.html)
      runs[name].pdf.push(took.pdf)
    }
  }
  process.stdout.write(JSON.stringify(runs satisfies PreviewRuns))
} finally {
  await browser.close()
  child.kill('SIGINT')
  await once(child, 'exit')
}

async function save(page: Page, file: string, change: (text: string) => string): Promise<{html: number; pdf: number}> {
  await pause(1_000)
  const text = await readFile(file, 'utf8')
  const next = change(text)
  if (next === text) throw new Error(`Nothing is changed in ${file}`)
  const shown = (selector: string) => page.$eval(selector, (each) => each.getAttribute('data-shown'))
  const before = [await shown('iframe:not(.incoming)'), await shown('.pdf')] as const
  const start = performance.now()
  await writeFile(file, next)
  const until = async (selector: string, old: string | null) => {
    const isNew = (selector: string, old: string | null) => {
      const now = document.querySelector(selector)?.getAttribute('data-shown')
      return now !== undefined && now !== null && now !== old
    }
    await page.waitForFunction(isNew, {polling: 'raf', timeout: 60_000}, selector, old)
    return (performance.now() - start) / 1000
  }
  const [html, pdf] = await Promise.all([until('iframe:not(.incoming)', before[0]), until('.pdf', before[1])])
  return {html, pdf}
}
