/** Footnotes at the foot of the page of their mark: in every kind of block, many on a page, long ones, and where none is wanted. */
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {withFootnotes} from '../pipeline/stages/page/footnotes.ts'
import {flow, type Block} from '../pipeline/stages/print/flow.ts'
import type {Printed, Printer} from '../pipeline/stages/print/index.ts'
import {box, text as lines} from './fixtures/print/blocks.ts'
import {chance, notesPage} from './fixtures/print/notes.ts'
import {linesOf, open} from './fixtures/print/reading.ts'
import {printer} from './fixtures/print/printer.ts'

vi.setConfig({testTimeout: 60_000})

let one: Printer
beforeAll(async () => {
  one = await printer()
})
afterAll(() => one.close())

/** For each page the heights of its lines above the sheet's foot, in points, with what stands there. */
async function linesAbove({pdf}: Printed): Promise<readonly (readonly {y: number; text: string}[])[]> {
  const document = await open(pdf)
  const numbers = Array.from({length: document.numPages}, (_, index) => index + 1)
  return Promise.all(
    numbers.map(async (number) => {
      const {items} = await (await document.getPage(number)).getTextContent()
      const shown = items.flatMap((item) =>
        'str' in item && item.str.trim() ? [{y: Number(item.transform[5]), text: item.str}] : []
      )
      return shown.filter(({y}) => y > 60 && y < 780)
    })
  )
}

async function proven(seed: number, options: Parameters<typeof notesPage>[1]): Promise<void> {
  const printed = await one.print(notesPage(seed, options))
  const {destinations} = printed.map
  const numbers = Object.keys(destinations).flatMap((id) => /^fn-(\d+)$/.exec(id)?.[1] ?? [])
  expect(numbers.length).toBe(options?.notes ?? 12)
  const pages = await linesAbove(printed)
  for (const number of numbers) {
    const page = destinations[`fn-${number}`]!
    expect([seed, number, page]).toEqual([seed, number, destinations[`fnref-${number}`]])
    const text = pages.map((lines) => lines.map(({text}) => text).join(''))
    expect(text.map((each) => each.split(`note${number}x`).length - 1).reduce((sum, count) => sum + count)).toBe(1)
    expect(text[page - 1]).toContain(`note${number}x`)
  }
  // The last line of a page with notes is the last of its notes, at the foot of the type area.
  const noted = new Set(numbers.map((number) => destinations[`fn-${number}`]!))
  const feet = [...noted].map((page) => Math.min(...pages[page - 1]!.map(({y}) => y)))
  expect(Math.max(...feet) - Math.min(...feet)).toBeLessThan(1)
  expect(Math.min(...feet)).toBeCloseTo(22 * 2.835 + 2.5, 0)
  expect(printed.set.stranded).toEqual([])
}

describe('each note stands at the foot of the page of its mark', () => {
  const seeds = Array.from({length: Number(process.env['NOTES_TEXTS'] ?? 12)}, (_, index) => index + 1)
  // In the last one a word would find room beside a note of a list.
  test.each([...seeds, 243])('text %i', (seed) => proven(seed, {notes: 8 + chance(seed)(30)}))
  test.each(seeds.slice(0, 6))('Chinese, text %i', (seed) => proven(seed, {notes: 20, language: 'zh-Hans'}))
  test.each(seeds.slice(0, Math.ceil(seeds.length / 2)))('few notes, text %i', (seed) =>
    proven(seed + 2000, {notes: 25, fill: 16})
  )
  test.each(seeds.slice(0, 4))('long notes, text %i', (seed) => proven(seed + 1000, {notes: 10, long: true}))
})

test('a mark takes nothing of its line: no Chinese line begins with the stop behind it', async () => {
  const lines = (await linesOf((await one.print(notesPage(3, {notes: 30, language: 'zh-Hans'}))).pdf)).flat()
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.filter((line) => /^[。，]/.test(line))).toEqual([])
})

test('a note of what holds its lines together stands below it; a note of a note behind that', async () => {
  const mark = (number: number) => `<sup class="footnote"><a href="#fn-${number}" id="fnref-${number}">${number}</a></sup>`
  const items = ['of the table', `of the text${mark(5)}`, 'of the panel', 'of the picture', 'of the note']
  const list = items
    .map((text, at) => `<li id="fn-${at + 1}"><p>${text} <data data-origin="q.n${at + 1}">${at + 1}7</data></p></li>`)
    .join('')
  const page = {
    ...notesPage(1),
    body: `<section class="chapter" id="ch-c1"><h1 id="c1">Notes <data data-origin="q.title">9</data></h1>
      <div class="table" id="tab"><table><tbody><tr><td>cell${mark(1)}</td></tr></tbody></table></div><p>text${mark(2)}</p>
      <aside class="callout" id="panel"><p>panel${mark(3)}</p></aside>
      <figure id="fig"><figcaption>caption${mark(4)}</figcaption></figure></section><div class="footnotes"><ol>${list}</ol></div>`
  }
  const printed = await one.print(page)
  const [lines = []] = (await linesOf(printed.pdf)).map((each) => each.map((line) => line.replaceAll(/\d+$/g, '')))
  expect(lines.map((line) => line.replace(/^\d/, '')).filter((line) => /^(cell|of|panel|caption|text)/.test(line))).toEqual(
    'cell ofthetable text panel ofthepanel caption ofthepicture ofthetext5 ofthenote'
      .split(' ')
      .map((line) => line.replace(/5$/, ''))
  )
  // The values of the notes are still the last ones, in the order of the notes.
  const heights = printed.places.map((place) => place?.[2] ?? 0)
  expect(heights).toHaveLength(6)
  const [title, table, text, panel, picture, note] = heights
  expect([title! < table!, table! < panel!, panel! < picture!, picture! < text!, text! < note!]).toEqual([
    true,
    true,
    true,
    true,
    true
  ])
})

test('a note that no page has room for is told, with its number', async () => {
  const page = notesPage(2)
  const body = page.body.replace(/<li id="fn-3">/, `$&${'<p>much to say</p>'.repeat(900)}`)
  await expect(one.print({...page, body})).rejects.toMatchObject({
    messages: [
      {
        rule: 'note-finds-room',
        anchor: expect.stringMatching(/^c1#/),
        reason: 'Unexpected note 3 that finds no room at the foot of the page of its mark'
      }
    ]
  })
})

describe('the reckoning', () => {
  const text = (count: number, notes: Block['notes'] = []) => lines(count, {notes})
  const note = (line: number, height: number) => ({line, height, ruled: 10})

  test('a page ends with the notes of its lines, the first of them under a rule', () => {
    expect(flow([text(5, [note(0, 30)]), text(5, [note(4, 30)])], 1000)).toEqual([100 + 100 + 10 + 30 + 30])
  })

  test('lines that would stand in the notes go to the next page, and a line goes there with its note', () => {
    expect(flow([text(60, [note(0, 200)])], 1000)).toEqual([39 * 20 + 210, 21 * 20])
    expect(flow([text(60, [note(45, 200)])], 1000)).toEqual([45 * 20, 15 * 20 + 210])
    expect(flow([box(980), text(4, [note(0, 30)])], 1000)).toEqual([980, 80 + 40])
  })

  test('what goes to the next page as a whole takes its notes along', () => {
    const heading = box(40, {withNext: true, notes: [note(0, 30)]})
    expect(flow([box(900), heading, box(300)], 1000)).toEqual([900, 340 + 40])
  })
})

test('a layout may have all notes at the end, with their heading in the contents', () => {
  const section = (id: string, children: never[]) => ({
    type: 'element' as const,
    tagName: 'section',
    properties: {className: ['chapter', 'endnotes'], id},
    children
  })
  const list = {type: 'element', tagName: 'ol', properties: {}, children: []}
  const content = (notes: 'foot' | 'end' | undefined) =>
    withFootnotes({
      layout: {notes},
      body: {type: 'root', children: [section('ch-notes', [list] as never[]), section('ch-references', [])]},
      outline: [{id: 'notes'}, {id: 'references'}]
    } as never) as unknown as {body: {children: {properties: {className: string[]}}[]}; outline: {id: string}[]}
  const seen = (notes: 'foot' | 'end' | undefined) => [
    content(notes).body.children.map(({properties}) => properties.className.at(-1)),
    content(notes).outline.map(({id}) => id)
  ]
  expect(seen('end')).toEqual([
    ['endnotes', 'endnotes'],
    ['notes', 'references']
  ])
  for (const notes of ['foot', undefined] as const) expect(seen(notes)).toEqual([['footnotes', 'endnotes'], ['references']])
})
