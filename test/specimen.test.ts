/** The specimen: every kind of text, table, figure and panel once, in three languages, as they come to stand in a PDF. */
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {buildReport} from './building.ts'
import type {Message} from '../pipeline/messages.ts'

const SPECIMEN = fileURLToPath(new URL('../sources/specimen', import.meta.url))
let folder = ''
let messages: readonly Message[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-specimen-'))
  const places = {folder: SPECIMEN, out: join(folder, 'out'), store: join(folder, 'store')}
  messages = (await buildReport(places, {formats: ['pdf', 'html']})).messages
})
afterAll(() => rm(folder, {recursive: true}))

/** The text of its pages, without blanks: where lines end is no matter here. */
async function printed(language: string): Promise<string> {
  const data = new Uint8Array(await readFile(join(folder, 'out', language, 'specimen.pdf')))
  const document = await getDocument({data, verbosity: 0}).promise
  const pages = await Promise.all(
    Array.from({length: document.numPages}, async (_, index) => (await document.getPage(index + 1)).getTextContent())
  )
  await document.loadingTask.destroy()
  const text = pages.map(({items}) => items.map((item) => ('str' in item ? item.str : '')).join('')).join('')
  return text.replaceAll(/\s/g, '')
}

test('nothing is to be said of it, but of a page that is not full', () => {
  expect(messages.filter(({rule}) => rule !== 'page-is-full')).toEqual([])
})

describe('is set as its language is', () => {
  test.each([
    [
      'en',
      ['“double”and‘single’marks', 'it’stheregions’ownreport', '“the‘onenet’model”', 'name="value"', '2020–2024', '15834-2011']
    ],
    ['zh-Hans', ['“双引号”与‘单引号’', '“所谓‘一网通办’”', 'name="value"', '2020—2024年', '15834-2011']],
    ['zh-Hant', ['「雙引號」與『單引號』', '「所謂『一網通辦』」', 'name="value"', '2020—2024年']]
  ])('%s', async (language, expected) => {
    const text = await printed(language)
    for (const words of expected) expect(text).toContain(words)
    expect(text.replaceAll('name="value"', '')).not.toMatch(/["']/)
  })
})
