/** The preview's server: whom it answers, what it serves and what not, and that it follows its sources. */
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Framed} from '../../pipeline/preview/frames.ts'
import {edit, untilTheEnd} from '../temporary.ts'
import {ask, editionIn, openPreview, until, type Previewing} from './previewing.ts'

const ID = 'north.full.en'
const PAGE = '/report/north/full/en/markets.html'

let root: string
let opened: Previewing

beforeAll(async () => {
  root = await untilTheEnd(afterAll)
  opened = await openPreview(root, 'markets')
  await until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)?.html.state === 'fresh')
})
afterAll(() => opened.close())

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => ask(opened.url, {path, headers})

describe('it answers', () => {
  test.each(['127.0.0.1', 'localhost:80', 'LOCALHOST', '[::1]:4400', '192.168.1.2'])('under the name %s', async (host) => {
    expect((await get('/', {host})).status).toBe(200)
  })

  test.each(['example.org', 'localhost.example.org', '127.0.0.1.nip.io', 'evil.localhost.test'])(
    'not under the name "%s"',
    async (host) => {
      for (const path of ['/', PAGE, '/api/messages', '/events', '/preview/app.js'])
        expect((await get(path, {host})).status).toBe(403)
    }
  )

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('no %s', async (method) => {
    const {status, headers} = await ask(opened.url, {path: '/', method})
    expect([status, headers['access-control-allow-origin']]).toEqual([405, undefined])
  })

  test.each(['cross-site', 'same-site'])('another page (%s) nothing of its own', async (site) => {
    for (const path of ['/events', `/api/rows?edition=${ID}&query=latest`, '/api/messages'])
      expect((await get(path, {'sec-fetch-site': site})).status).toBe(403)
    expect((await get(PAGE, {'sec-fetch-site': site})).status).toBe(200)
  })

  test('with no word that lets another origin read it, but for fonts', async () => {
    const fonts = /href="([^"]*fonts\.css)"/.exec((await get(PAGE)).text)![1]!
    const sheet = new URL(fonts, new URL(PAGE, opened.url)).pathname
    const [, name] = /url\("?([^)"]+woff2)/.exec((await get(sheet)).text)!
    const font = new URL(name!, new URL(sheet, opened.url)).pathname
    expect((await get(font)).headers['access-control-allow-origin']).toBe('null')
    for (const path of ['/', PAGE, sheet, '/preview/app.js', '/library/preact.mjs', `/api/rows?edition=${ID}&query=latest`])
      expect((await get(path)).headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('it serves the output and its own page, and nothing else', () => {
  test.each([
    '/report.yaml',
    '/report/report.yaml',
    '/report/data/stalls.csv',
    '/report/../markets/report.yaml',
    '/report/%2e%2e/markets/report.yaml',
    '/report/..%2freport.yaml',
    '/report/north/full/en/../../../../report.yaml',
    '/preview/../../package.json',
    '/preview/%2e%2e/%2e%2e/package.json',
    '/preview/..%5c..%5cpackage.json',
    '/preview/index.html',
    '/preview/',
    '/library/../package.json',
    '/library/constructor',
    '/library/pdf.mjs.map',
    '/report/constructor',
    '/report/index.html',
    '/report/west/full/en/markets.html',
    '/report/.store/traces.db',
    '/store/traces.db',
    '/api/rows?edition=north.full.en&query=../data/stalls',
    '/api/rows?edition=north.full.en&query=constructor',
    '/api/rows?edition=nowhere&query=latest',
    '/api/figures',
    '/%00',
    '/%zz',
    '//example.org/',
    '/etc/passwd'
  ])('%s is not there', async (path) => {
    const {status, text} = await get(path)
    expect([400, 404]).toContain(status)
    expect(text.length).toBeLessThan(60)
  })

  test('pages and PDFs, made when they are asked for', async () => {
    const page = await get('/report/south/short/zh-Hans/markets.html')
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain('data-edition="south.short.zh-Hans"')
    const pdf = await get('/report/south/short/zh-Hans/markets.pdf')
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
  })

  test('a PDF as it was printed where that is shown, and else as it is published', async () => {
    const told = await until(opened.url, `pdf:${ID}`, (scene) => editionIn(scene, ID)?.pdf.state === 'fresh')
    const path = PAGE.replace('.html', '.pdf')
    const [shown, published] = await Promise.all([get(`${path}?v=${editionIn(told, ID)!.pdf.digest}`), get(path)])
    expect([shown.text.slice(0, 8), published.text.slice(0, 8)]).toEqual(['%PDF-1.4', '%PDF-1.7'])
    expect((await get(`${path}?v=0123`)).text).toBe(published.text)
  })

  test('a page of the report in an origin of its own, the preview in no frame at all', async () => {
    const page = await get(PAGE)
    expect(page.headers['content-security-policy']).toBe("sandbox allow-scripts allow-downloads; frame-ancestors 'self'")
    const own = String((await get('/')).headers['content-security-policy'])
    expect(own).toContain("default-src 'none'")
    expect(own).toContain("frame-ancestors 'none'")
    expect(own).not.toMatch(/script-src[^;]*unsafe-inline/)
  })

  test('every file that its page names', async () => {
    const {text} = await get('/')
    const names = await readdir(new URL('../../templates/preview/', import.meta.url))
    const own = names.filter((name) => name !== 'index.html').map((name) => `/preview/${name}`)
    const libraries = [...text.matchAll(/\/library\/[\w.-]+/g)].map(([path]) => path)
    expect(libraries.length).toBe(4)
    for (const path of [...own, ...libraries, '/library/pdf.worker.mjs', '/library/sans-bold.ttf'])
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  test('and writes nothing but into its store', async () => {
    expect((await readdir(root)).sort()).toEqual(['markets', 'store'])
    const there = await readdir(new URL('../reports/markets', import.meta.url))
    expect((await readdir(opened.folder)).sort()).toEqual(there.sort())
  })
})

describe('it tells', () => {
  test('the figures of an edition and the rows of a query as that edition is given them', async () => {
    const figures = JSON.parse((await get(`/api/figures?edition=${ID}`)).text)
    expect(figures.figures).toEqual([
      {id: 'fig-stalls', title: 'North has 1,450 stalls', query: 'all_regions', path: 'charts/bars.vl.json'}
    ])
    expect(figures.queries).toContain('latest')
    const rows = JSON.parse((await get(`/api/rows?edition=${ID}&query=latest`)).text)
    expect(rows).toMatchObject({name: 'latest', path: 'queries/latest.sql', key: ['region'], total: 1})
    expect(rows.rows).toEqual([['north', '1450', '18.31', 'counted twice']])
  })

  test('the cell that a number is, with the lines around it', async () => {
    const origin = encodeURIComponent('latest[region=north].stalls')
    const found = JSON.parse((await get(`/api/origin?edition=${ID}&origin=${origin}`)).text)
    expect(found).toMatchObject({
      now: '1450',
      cell: {path: 'data/stalls.csv', line: 3, column: 'stalls'},
      frame: {first: 1, line: 3}
    })
    expect(found.frame.lines[2]).toBe('north,2023,1450,18.31,counted twice')
  })
})

describe('it follows its sources', () => {
  const digestOf = async () => {
    const scene = await until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)?.html.state === 'fresh')
    return editionIn(scene, ID)!.html.digest
  }

  test.each<[string, string, (text: string) => string, string]>([
    ['a chapter', 'chapters/en/overview.md', (text) => text.replace('A remark:', 'A note:'), 'A note:'],
    ['a cell of the data', 'data/stalls.csv', (text) => text.replace('2023,1450', '2023,1460'), '1,460'],
    ['a chart', 'charts/bars.vl.json', (text) => text.replace('"mark"', '"title": "Halls", "mark"'), 'Halls'],
    ['the definition', 'report.yaml', (text) => text.replace('Stalls and visitors', 'Stalls and guests'), 'Stalls and guests']
  ])('%s is saved', async (_, path, change, shown) => {
    const before = await digestOf()
    const told = until(opened.url, `html:${ID}`, (scene) => {
      const {state, digest} = editionIn(scene, ID)!.html
      return state === 'fresh' && digest !== before
    })
    await edit(opened.folder, path, change)
    await told
    expect((await get(PAGE)).text).toContain(shown)
  })

  test('a template of its own is added, and taken away', async () => {
    const before = await digestOf()
    const told = until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)!.html.digest !== before)
    await writeFile(join(await templates(opened.folder), 'screen-head.hbs'), '<p>A head of its own</p>')
    await told
    expect((await get(PAGE)).text).toContain('A head of its own')
    const gone = until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)!.html.digest === before)
    await rm(join(opened.folder, 'templates'), {recursive: true})
    await gone
  })

  test('what is wrong with a chapter is told with its lines; the last good page stays, and what is mended is shown', async () => {
    const good = (await get(PAGE)).text
    const path = join(opened.folder, 'chapters/en/overview.md')
    const text = await readFile(path, 'utf8')
    const wrong = until(opened.url, `html:${ID}`, (scene) => editionIn(scene, ID)!.errors > 0)
    await writeFile(path, text.replace('{{num latest.stalls}} stalls,', '{{num latest.stals}} stalls,'))
    await wrong
    const [message] = JSON.parse((await get(`/api/messages?edition=${ID}`)).text) as readonly Framed[]
    expect(message).toMatchObject({path: 'chapters/en/overview.md', line: 7, column: 21, rule: 'column-is-known'})
    expect(message!.frame!.lines[3]).toContain('{{num latest.stals}}')
    expect((await get(PAGE)).text).toBe(good)
    const mended = until(
      opened.url,
      `html:${ID}`,
      (scene) => editionIn(scene, ID)!.errors === 0 && editionIn(scene, ID)!.html.state === 'fresh'
    )
    await writeFile(path, text)
    await mended
    expect((await get(PAGE)).text).toBe(good)
  })

  test('what is wrong with the report as a whole is told, and every page stays', async () => {
    const path = join(opened.folder, 'report.yaml')
    const text = await readFile(path, 'utf8')
    const wrong = until(opened.url, `html:${ID}`, ({wrong}) => wrong > 0)
    await writeFile(path, text.replace('release: 2024-04-15', 'relaese: 2024-04-15'))
    const scene = await wrong
    expect(scene.editions.length).toBe(15)
    const messages = JSON.parse((await get('/api/messages?edition=')).text) as readonly Framed[]
    expect(messages.map(({path, frame}) => [path, frame?.lines.some((line) => line.includes('relaese'))])).toContainEqual([
      'report.yaml',
      true
    ])
    expect((await get(PAGE)).status).toBe(200)
    const mended = until(opened.url, `html:${ID}`, ({wrong}) => wrong === 0)
    await writeFile(path, text)
    await mended
  })

  test('the rest of the matrix fills', async () => {
    const scene = await until(opened.url, '', ({editions}) =>
      editions.every(({html, pdf}) => html.state === 'fresh' && pdf.state === 'fresh')
    )
    expect(scene.editions.length).toBe(15)
  })
})

async function templates(folder: string): Promise<string> {
  const path = join(folder, 'templates/partials')
  await mkdir(path, {recursive: true})
  return path
}
