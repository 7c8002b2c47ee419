/** Small whole reports whose contents are too wide or too tall for paper: every letter is on a page, or the build says where it is not. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {describe, expect, test, vi} from 'vitest'
import {buildReport, messagesOf} from './building.ts'
import type {Root} from 'hast'
import {printPage} from '../pipeline/stages/page/index.ts'
import type {Printer} from '../pipeline/stages/print/index.ts'
import {h, layout, printContent, styles} from './fixtures/page/content.ts'
import {png} from './fixtures/pictures.ts'
import {printer} from './fixtures/print/printer.ts'
import {open} from './fixtures/print/reading.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

vi.setConfig({testTimeout: 60_000})

const ONLY = {region: ['north'], audience: ['full'], language: ['en']}

/** The report with this text as its second chapter, and these files. */
async function report(text: string, files: Readonly<Record<string, Uint8Array | string>> = {}) {
  const folder = await reportCopy('markets')
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), content)
  }
  // Another chapter speaks of this table.
  const table = '::table{#tab-all query="all_regions" columns="name" caption="All"}'
  await writeFile(join(folder, 'chapters/en/detail.md'), `# Detail {#detail}\n\n${text}\n\n## End {#end}\n\n${table}\n`)
  const root = await temporaryFolder()
  return {folder, out: join(root, 'out'), store: join(root, 'store')}
}

interface Piece {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  /** In points. */
  readonly size: number
}

interface Sheet {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
  /** All of it without blanks. */
  readonly text: string
  /** How many pictures are drawn. */
  readonly pictures: number
}

async function sheets(text: string, files: Readonly<Record<string, Uint8Array | string>> = {}): Promise<readonly Sheet[]> {
  const places = await report(text, files)
  const {messages} = await buildReport(places, {only: ONLY, formats: ['pdf']})
  expect(messages.filter(({rule}) => rule !== 'page-is-full').map(({reason}) => reason)).toEqual([])
  const document = await open(await readFile(join(places.out, 'north/full/en/markets.pdf')))
  const all = await Promise.all(
    Array.from({length: document.numPages}, async (_, index) => sheetOf(await document.getPage(index + 1)))
  )
  // Behind the cover and the contents.
  return all.slice(2)
}

async function sheetOf(page: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['getPage']>>): Promise<Sheet> {
  const [, , width = 0, height = 0] = page.view
  const {items} = await page.getTextContent({disableNormalization: true})
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , size = 0, left = 0, bottom = 0] = item.transform as readonly number[]
    return [{text: item.str, left, right: left + item.width, top: height - bottom - size, size}]
  })
  const {fnArray} = await page.getOperatorList()
  const text = items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replaceAll(/\s/g, '')
  // Operator 85 paints an image.
  return {width, height, pieces, text, pictures: fnArray.filter((operator) => operator === 85).length}
}

function sheetWith(all: readonly Sheet[], words: string): Sheet {
  const found = all.find(({text}) => text.includes(words))
  if (!found) throw new Error(`Nowhere: ${words} in ${all.map(({text}) => text).join('\n')}`)
  return found
}

// Within the margins of the layout: 23 mm at the left, 22 mm at the right.
function expectInside({pieces, width}: Sheet): void {
  expect(Math.min(...pieces.map(({left}) => left))).toBeGreaterThanOrEqual(65 - 1)
  expect(Math.max(...pieces.map(({right}) => right))).toBeLessThanOrEqual(width - 62.3 + 1)
}

describe('D27 tables', () => {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = (columns: number, cell: (column: number) => string, rows = 3) => {
    const numbers = Array.from({length: columns}, (_, index) => index)
    return [
      row(numbers.map((n) => `Column ${n}`)),
      row(numbers.map(() => '---')),
      ...Array.from({length: rows}, () => row(numbers.map(cell)))
    ].join('\n')
  }

  test('of seventeen columns stand on a page on its side, with their heading; nothing is lost and all can be read', async () => {
    const all = await sheets(`## Many columns {#many}\n\n${table(17, (n) => `1,234,567.${n}`, 40)}`)
    const turned = all.filter(({width, height}) => width > height)
    expect(turned).toHaveLength(2)
    expect(turned[0]!.text).toContain('Manycolumns')
    for (const sheet of turned) {
      expectInside(sheet)
      expect(Math.min(...sheet.pieces.map(({size}) => size))).toBeGreaterThanOrEqual(6.49)
      for (let column = 0; column < 17; column++) expect(sheet.text).toContain(`1,234,567.${column}`)
      expect(sheet.text).toContain('Column16')
    }
    expect(all.at(-1)!.width).toBeLessThan(all.at(-1)!.height)
    expect(sheetWith(all, 'AllTable').text).toContain('End')
  })

  test('on their side go on with their name, and so do upright ones behind them, on the pages where they are printed', async () => {
    const columns = Array.from({length: 16}, (_, n) => `c${n}`)
    const rows = (from: string) =>
      `select cast(row_number() over (order by a.region, a.year, b.region, b.year, r.id) as varchar) as n, ${from} stalls a cross join stalls b cross join regions r`
    const files = {
      'queries/wide.sql': `-- key: n\n${rows(`${columns.map((name) => `'1,234,567.8' as ${name}`).join(', ')} from`)}\n`,
      'queries/tall.sql': `-- key: n\n${rows(`'upright' as word from`)}\n`
    }
    const table = (name: string, columns: readonly string[], caption: string) =>
      `::table{#tab-${name} query="${name}" columns="${columns.join(', ')}" caption="${caption}"}`
    const all = await sheets(
      [table('wide', ['n', ...columns], 'Wide rows'), 'Between.', table('tall', ['n', 'word'], 'Tall rows')].join('\n\n'),
      files
    )
    const having = (words: string) => all.flatMap(({text}, index) => (text.includes(words) ? [index] : []))
    const turned = all.flatMap(({width, height}, index) => (width > height ? [index] : []))
    expect(turned.length).toBeGreaterThan(2)
    expect(having('Widerows(continued)')).toEqual(turned.slice(1))
    const tall = having('upright')
    expect(tall.length).toBeGreaterThan(1)
    expect(having('Tallrows(continued)')).toEqual(tall.slice(1))
  })

  test('of many rows and few columns stay upright, on as many pages as they need', async () => {
    const all = await sheets(table(4, (n) => `Cell ${n}`, 90))
    expect(all.filter(({text}) => text.includes('Cell0')).length).toBeGreaterThan(1)
    expect(all.every(({width, height}) => width < height)).toBe(true)
    expect(sheetWith(all, 'Cell0').pieces.find(({text}) => text === 'Cell 0')!.size).toBeCloseTo(8.25, 1)
  })

  test('that are a little too wide get smaller letters on an upright page', async () => {
    const all = await sheets(table(9, (n) => `1,234,567.${n}`))
    const sheet = sheetWith(all, '1,234,567.8')
    expect(sheet.width).toBeLessThan(sheet.height)
    expectInside(sheet)
    expect(Math.min(...sheet.pieces.map(({size}) => size))).toBeGreaterThanOrEqual(6.49)
  })

  test('break an address before they lose a column', async () => {
    const address = `https://example.org/${'x'.repeat(120)}`
    const code = 'y'.repeat(100)
    const all = await sheets(`| a | b | c |\n|---|---|---|\n| ${address} | \`${code}\` | words stay whole |`)
    const sheet = sheetWith(all, 'wordsstaywhole')
    expectInside(sheet)
    expect(sheet.text).toContain('x'.repeat(120))
    expect(sheet.text).toContain(code)
    for (const word of ['words', 'stay', 'whole']) expect(sheet.pieces.some(({text}) => text.includes(word))).toBe(true)
  })

  test('that fit nowhere are an error at their heading, and nothing is printed', async () => {
    const places = await report(`Before.\n\n## Too many {#too-many}\n\n${table(60, (n) => `1,234,567.${n}`)}`)
    const [message, ...others] = await messagesOf(places, {only: ONLY, formats: ['pdf']})
    expect(others).toEqual([])
    expect(message).toMatchObject({severity: 'error', rule: 'content-fits-page', path: 'chapters/en/detail.md', line: 5})
    expect(message!.reason).toMatch(/^Unexpected content \d+ px wider than its place at #too-many, .*: table “Column 0/)
    await expect(readFile(join(places.out, 'north/full/en/markets.pdf'))).rejects.toThrow()
  })

  test('keep to the alignment that Markdown gives', async () => {
    const all = await sheets('| left long head | right long head | middle long head |\n|:---|---:|:---:|\n| L | R | M |')
    const at = (text: string) => sheetWith(all, 'leftlonghead').pieces.find((piece) => piece.text === text)!
    expect(at('L').left).toBeCloseTo(at('left long head').left, 0)
    expect(at('R').right).toBeCloseTo(at('right long head').right, 0)
    const [middle, head] = [at('M'), at('middle long head')]
    expect((middle.left + middle.right) / 2).toBeCloseTo((head.left + head.right) / 2, 0)
  })
})

describe('D27 words', () => {
  test('of any length break: in a line of code, a sentence, a list, a heading and a callout', async () => {
    const long = (mark: string) => mark.repeat(150)
    const all = await sheets(
      `A ${long('a')}.\n\n- ${long('b')}\n\n## ${long('h')} {#long}\n\n\`\`\`\nconst x = ${long('c')}\n    indented ${'word '.repeat(40)}end\n\`\`\`\n\n` +
        `:::callout{kind="key" title="T"}\n- **${long('d')}** x\n- **2** y\n:::\n\nhttps://example.org/${long('u')} \`${long('i')}\``
    )
    for (const sheet of all) expectInside(sheet)
    const text = all.map((sheet) => sheet.text).join('')
    for (const mark of 'abhcdui') expect(text).toContain(long(mark))
    expect(text).toContain('wordwordend')
  })

  test('a long title is whole: on the cover, in the contents and in the running head', async () => {
    const title = `${'Market halls and their many stalls '.repeat(7)}end`
    const places = await report('Text.\n\n'.repeat(80))
    const path = join(places.folder, 'report.yaml')
    await writeFile(path, (await readFile(path, 'utf8')).replace('en: Market halls', `en: ${title}`))
    await writeFile(
      join(places.folder, 'chapters/en/detail.md'),
      `# ${title}\n\n${'Text.\n\n'.repeat(80)}\n\n::table{#tab-all query="all_regions" columns="name" caption="All"}\n`
    )
    expect((await messagesOf(places, {only: ONLY, formats: ['pdf']})).map(({reason}) => reason)).toEqual([])
    const document = await open(await readFile(join(places.out, 'north/full/en/markets.pdf')))
    const all = await Promise.all(
      Array.from({length: document.numPages}, async (_, index) => sheetOf(await document.getPage(index + 1)))
    )
    const bare = title.replaceAll(/\s/g, '')
    expect(all[0]!.text).toContain(bare)
    expect(all[1]!.text).toContain(bare)
    const headed = all.findLast(({text}) => text.startsWith('2') && !text.includes('Notes') && text.includes('Text.'))!
    expectInside(headed)
    expect(headed.text).toContain(bare)
  })
})

describe('D26 pictures', () => {
  test('taller than a page is made to fit below its heading, with its caption and its source', async () => {
    const all = await sheets('## Tall {#tall}\n\n![t](images/t.png){caption="The caption" note="The note" source="The source"}', {
      'images/t.png': png(300, 3000)
    })
    const sheet = sheetWith(all, 'Tall')
    expect(sheet.text).toContain('Source:Thesource')
    expect(sheet.text).toContain('Thecaption')
    expect(sheet.pictures).toBe(1)
  })

  test('with a caption before a heading stays where it stands before a paragraph', async () => {
    const one = await printer()
    const pages: [number | undefined, number | undefined][] = []
    for (let height = 540; height <= 700; height += 20) {
      const [before, plain] = [await pageOfPicture(one, height, true), await pageOfPicture(one, height, false)]
      pages.push([before, plain])
    }
    await one.close()
    expect(pages.map(([before]) => before)).toEqual(pages.map(([, plain]) => plain))
    // Some of these leave too little room for the heading and its first lines, but enough for the picture.
    expect(pages[0]).toEqual([1, 1])
  })
})

// The page of a picture that is followed by a heading, or by a paragraph.
async function pageOfPicture(one: Printer, height: number, heading: boolean): Promise<number | undefined> {
  const src = `data:image/png;base64,${png(400, height).toString('base64')}`
  const body: Root = {
    type: 'root',
    children: [
      h(
        'section',
        {className: ['chapter'], id: 'ch-one'},
        h('h1', {id: 'one'}, 'One'),
        h('p', {}, 'Before.'),
        h(
          'figure',
          {className: ['image'], id: 'img-a'},
          h('img', {src, alt: 'A'}),
          h('figcaption', {}, h('span', {className: ['title']}, 'Caption'))
        ),
        h(heading ? 'h2' : 'p', {}, 'After'),
        h('p', {}, 'Words of a paragraph. '.repeat(80))
      )
    ]
  }
  const content = printContent({
    body,
    outline: [{id: 'one', kind: 'section', level: 1, label: '', title: 'One'}],
    pictures: {[src]: src}
  })
  const page = await printPage({
    ...content,
    layout: {...layout('brief'), template: '{{{body}}}'},
    styles: styles('print', 'brief')
  })
  const {map} = await one.print({...page, heads: [], anchors: ['img-a']})
  return map.destinations['img-a']
}
