/** Pages that are one file each: alone in a folder they show all that they show beside others, and ask for nothing. */
import {copyFile, readFile, writeFile, mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {launch, type Browser} from 'puppeteer'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {commands} from '../pipeline/commands/index.ts'
import {readBuild} from '../pipeline/commands/given.ts'
import type {Given, Setting} from '../pipeline/commands/command.ts'
import {findValues, readFile as readValues} from '../pipeline/run/trace.ts'
import {thisMachine} from '../pipeline/world.ts'
import {buildReport, messagesOf, ranIn} from './building.ts'
import {edit, reportCopy, temporaryFolder, untilTheEnd} from './temporary.ts'

const REPORT = fileURLToPath(new URL('reports/markets', import.meta.url))
const only = {region: ['north'], audience: ['full']}
let root: string
let out: string
let browser: Browser

beforeAll(async () => {
  root = await untilTheEnd(afterAll)
  out = join(root, 'out')
  await buildReport({folder: REPORT, out, store: join(root, 'store')}, {only, enclosed: true})
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  browser = await launch({executablePath: process.env['OCTAVO_CHROME'] ?? '', headless: 'shell', pipe: true, args})
})
afterAll(() => browser.close())

const pathOf = (language: string) => `north/full/${language}/markets.html`

describe.each(['en', 'zh-Hans', 'zh-Hant'])('in %s', (language) => {
  test('looks as it should, alone in a folder, and asks for nothing', async () => {
    const folder = await temporaryFolder()
    await copyFile(join(out, pathOf(language)), join(folder, 'mailed.html'))
    const page = await browser.newPage()
    page.setDefaultTimeout(300_000)
    const [asked, complaints]: [string[], string[]] = [[], []]
    page.on('request', (request) => asked.push(request.url().slice(0, 40)))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(pathToFileURL(join(folder, 'mailed.html')).href, {waitUntil: 'load'})
    await page.evaluate(() => document.fonts.ready)
    const seen = await page.evaluate(() => ({
      style: getComputedStyle(document.querySelector('.bar')!).position,
      script: document.querySelector<HTMLElement>('button.theme')!.hidden === false,
      pictures:
        [...document.images].every(({complete, naturalWidth}) => complete && naturalWidth > 0) && document.images.length > 0,
      fonts: [...document.fonts].filter(({status}) => status === 'loaded').map(({family}) => family.replaceAll('"', '')),
      // Those that are sought on the reader's machine alone may not be there.
      failed: [...document.fonts].filter(({status, family}) => status === 'error' && !family.includes('Latin')).length,
      ways: [...document.querySelectorAll('a[href]')]
        .map((link) => link.getAttribute('href')!)
        .filter((way) => !/^(#|data:|https?:)/.test(way))
    }))
    expect(seen).toMatchObject({style: 'sticky', script: true, pictures: true, failed: 0, ways: []})
    if (language !== 'en') expect(seen.fonts).toContain('Latin Serif')
    expect(seen.fonts).toContain(language === 'en' ? 'Source Serif 4' : `Noto Serif ${language === 'zh-Hans' ? 'SC' : 'TC'}`)
    expect(asked.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([])
    expect(asked.filter((url) => url.startsWith('file:'))).toHaveLength(1)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('still tells where its values come from', async () => {
    const {values, edition} = readValues(await readFile(join(out, pathOf(language))))!
    expect(edition).toBe(`north.full.${language}`)
    expect(findValues(values, {text: '1,450', page: undefined}).length).toBeGreaterThan(0)
  })
})

test('the output is these pages and their manifest, in a folder of its own', async () => {
  const files = await thisMachine().files.list(out)
  expect(files.filter((path) => !path.startsWith('.'))).toEqual(['manifest.json', ...['en', 'zh-Hans', 'zh-Hant'].map(pathOf)])
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))
  expect([manifest.assets, manifest.editions.length]).toEqual([[], 3])
  const setting = {world: {...thisMachine(), folder: root}, signal: new AbortController().signal} as Setting
  const given = (options: Given['options']) => ({words: [REPORT], options})
  expect(await readBuild(given({'self-contained': true}), setting)).toMatchObject({
    enclosed: true,
    out: join(root, 'output/markets-self-contained')
  })
  await expect(readBuild(given({'self-contained': true, shard: '1/2'}), setting)).rejects.toThrow('beside `--shard`')
  await expect(readBuild(given({'self-contained': true, format: 'pdf'}), setting)).rejects.toThrow('Expected html')
  expect(commands.find(({name}) => name === 'build')!.usage).toContain('--self-contained')
})

test('is the same again, and made anew where a picture of it changed', async () => {
  const folder = await reportCopy('markets')
  const places = {folder, out: join(root, 'again'), store: join(root, 'store')}
  expect(await buildReport(places, {only, enclosed: true})).toMatchObject({stages: {edition: {ran: 0, recalled: 3}}})
  expect(await readFile(join(places.out, pathOf('en')))).toEqual(await readFile(join(out, pathOf('en'))))
  await edit(folder, 'images/hall.svg', (text) => text.replace('<svg', '<svg data-changed="1"'))
  expect(ranIn(await buildReport(places, {only, enclosed: true}))).toMatchObject({enclose: 3})
})

test('a template that reads a file elsewhere is told', async () => {
  const folder = await reportCopy('markets')
  const template = await readFile(new URL('../templates/partials/screen-head.hbs', import.meta.url), 'utf8')
  await mkdir(join(folder, 'templates/partials'), {recursive: true})
  await writeFile(
    join(folder, 'templates/partials/screen-head.hbs'),
    `<img src="https://example.org/logo.png" alt="">${template}`
  )
  const messages = await messagesOf({folder, out: join(root, 'told'), store: join(root, 'store')}, {only, enclosed: true})
  expect(messages).toMatchObject([{rule: 'page-stands-alone', severity: 'error', reason: expect.stringContaining('logo.png')}])
})
