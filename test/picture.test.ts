import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {formatOf} from '../pipeline/design/picture-format.ts'
import {ReportError, type Message} from '../pipeline/messages.ts'
import {fileFor} from '../pipeline/run/pictures.ts'
import {readPicture} from '../pipeline/stages/picture/index.ts'
import {messagesOf, buildReport} from './building.ts'
import {png, sample} from './fixtures/pictures.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>'
const WHOLE = {
  png: png(3, 2),
  jpeg: sample('jpeg'),
  gif: sample('gif'),
  webp: sample('webp'),
  avif: sample('avif'),
  svg: Buffer.from(SVG)
}

function reading(bytes: Uint8Array): {picture?: string; said: readonly string[]} {
  const said: string[] = []
  try {
    const {picture} = readPicture(bytes, 'a', ({reason}) => said.push(reason))
    return {picture: Buffer.from(picture).toString(), said}
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return {said: error.messages.map(({reason}) => reason)}
  }
}

describe.each(Object.entries(WHOLE))('D26 %s', (format, bytes) => {
  test('is known by its bytes and passes whole', () => {
    expect(formatOf(bytes)).toBe(format)
    expect(readPicture(bytes, 'a', () => {}).about).toEqual({format})
  })

  test('is refused where it ends early', () => {
    for (const share of [0.3, 0.6, 0.9, 0.98]) {
      const {said, picture} = reading(bytes.subarray(0, Math.floor(bytes.length * share)))
      expect([said.length, picture], `${share} of it`).toEqual([1, undefined])
    }
  })
})

test('D26 the other kind of WebP, and damage inside', () => {
  expect(readPicture(sample('webp-lossless'), 'a', () => {}).about.format).toBe('webp')
  const damaged = Buffer.from(WHOLE.png)
  damaged[50] = damaged[50]! ^ 255
  expect(reading(damaged).said[0]).toMatch(/^Unexpected damage in the part IDAT in the picture `a`, expected a whole PNG file$/)
})

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'an empty file'],
  ['TIFF', Buffer.from('II*\0abc', 'latin1'), 'a TIFF file'],
  ['a web page', Buffer.from('<!doctype html><svg></svg>'), 'an HTML page'],
  ['a pointer', Buffer.from('version https://git-lfs.github.com/spec/v1'), 'a pointer of Git LFS instead of the file'],
  ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'a HEIC file or a film'],
  ['words', Buffer.from('not a picture'), 'a file of another kind']
])('D26 %s is no picture', (_, bytes, kind) => {
  expect(reading(bytes).said).toEqual([`Unexpected ${kind} as the picture \`a\`, expected PNG, JPEG, GIF, WebP, AVIF or SVG`])
})

test('D26 what programs write a little off is shown all the same', () => {
  const odd = Buffer.from(WHOLE.webp)
  odd.writeUInt32LE(odd.length - 7, 4)
  expect(reading(odd).said).toEqual([])
  const other = Buffer.from(WHOLE.avif)
  other.write('mif1', 8)
  expect(formatOf(other)).toBe('avif')
})

test('D26 more pixels than a browser holds are refused', () => {
  expect(reading(png(3, 2, {width: 40_000, height: 30_000})).said).toEqual([
    'Unexpected 40000 by 30000 pixels of the picture `a`, expected 60 million at most'
  ])
})

describe('D26 a drawing', () => {
  const svg = (inside: string, attributes = '') =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`)

  test('loses what runs and what comes from elsewhere, and the author hears of it', () => {
    const {picture, said} = reading(
      svg(
        '<script>alert(1)</script><rect onclick="x()" fill="url(#a)" width="1"/><image href="https://example.org/x.png"/><image href="data:image/png;base64,AA"/>' +
          '<style>@import "x.css"</style><style>rect{fill:red}</style><a xlink:href="javascript:x()"><text>T &amp; U</text></a><set attributeName="href" to="x"/><!-- c -->'
      )
    )
    expect(picture).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#a)" width="1"/><image/><image href="data:image/png;base64,AA"/>' +
        '<style></style><style>rect{fill:red}</style><a><text>T &amp; U</text></a></svg>'
    )
    expect(said).toEqual([
      'Unexpected `<script>`, `onclick`, address `https://example.org/x.png`, a style that loads something, address `javascript:x()`, `<set>` in the picture `a`, which are left out'
    ])
  })

  test('gets a box to be scaled by, where it has a size only', () => {
    expect(reading(svg('', 'width="2000px" height="300"')).picture).toContain('viewBox="0 0 2000 300"')
    expect(reading(svg('', 'width="20" height="3" viewBox="0 0 2 2"')).picture).toContain('viewBox="0 0 2 2"')
    expect(reading(svg('', 'width="100%" height="3"')).picture).not.toContain('viewBox')
  })

  test.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', '`</svg>` without a beginning'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><g>', '`<g>` without an end'],
    ['<svg><g/></svg>', 'lack of `xmlns="http://www.w3.org/2000/svg"` on its element `svg`'],
    ['<svg xmlns="http://www.w3.org/2000/svg">&nbsp;</svg>', '`&nbsp;`'],
    ['<svg xmlns="http://www.w3.org/2000/svg" a=b></svg>', '`<svg xmlns="http://www.w3.org/2000/svg" a>`'.replace(' a>', ' a=')],
    ['<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>', 'names of its own in its document type'],
    ['<svg xmlns="http://www.w3.org/2000/svg" width="1" width="2"/>', 'second `width` of `<svg>`']
  ])('%s is broken', (text, what) => {
    const [said] = reading(Buffer.from(text)).said
    expect(said).toContain(what.split('`')[1]?.slice(0, 20) ?? what)
    expect(said).toMatch(/expected a whole SVG file$/)
  })
})

test('D26 an address means the file of that name, or the one that its escapes spell', () => {
  const paths = [
    'images/市场 图.png',
    'images/50%.png',
    'images/a%20b.png',
    'images/a b.png',
    'images/é.png',
    'images/x?y#z.png',
    `images/it's "so".svg`
  ]
  for (const path of paths) expect(fileFor(path, paths)).toBe(path)
  expect(fileFor(encodeURI('images/市场 图.png'), paths)).toBe('images/市场 图.png')
  expect(fileFor('./images/../images/e\u0301.png', paths)).toBe('images/é.png')
  expect(fileFor('images/50%25.png', paths)).toBe('images/50%.png')
  expect(fileFor('https://example.org/a.png', paths)).toBeUndefined()
})

describe('D26 in a report', () => {
  // Another chapter speaks of it.
  const TABLE = '::table{#tab-all query="all_regions" columns="name" caption="All"}'
  const NAMES = ['市场 图.png', '100% #1?.PNG', `it's.jpg`, 'wrong-ending.png', 'a b.gif']

  async function report(text: string, files: Readonly<Record<string, Uint8Array | string>>) {
    const folder = await reportCopy('markets')
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), {recursive: true})
      await writeFile(join(folder, path), content)
    }
    await writeFile(join(folder, 'chapters/en/detail.md'), `# Detail\n\n${text}\n\n${TABLE}\n`)
    const root = await temporaryFolder()
    return {folder, out: join(root, 'out'), store: join(root, 'store')}
  }
  const only = {region: ['north'], audience: ['full'], language: ['en']}

  test('names of every kind are published under plain names, and shown', async () => {
    const [one, two, three, four, five] = NAMES
    const files = {[one!]: WHOLE.png, [two!]: png(4, 4), [three!]: WHOLE.jpeg, [four!]: WHOLE.jpeg, [five!]: WHOLE.gif}
    const places = await report(
      NAMES.map((name) => `![${name.slice(0, 2)}](<images/${name}>)`).join('\n\n'),
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`images/${name}`, bytes]))
    )
    const {messages} = await buildReport(places, {only})
    expect(messages.filter(({severity}) => severity === 'error')).toEqual([])
    const html = await readFile(join(places.out, 'north/full/en/markets.html'), 'utf8')
    const shown = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, src]) => src!)
    expect(shown.map((src) => src.replace(/\.[0-9a-f]{10}\./, '.'))).toEqual([
      '../../../assets/picture.png',
      '../../../assets/100-1.png',
      '../../../assets/it-s.jpg',
      '../../../assets/wrong-ending.jpg',
      '../../../assets/a-b.gif'
    ])
    for (const [index, src] of shown.entries())
      expect(await readFile(join(places.out, 'north/full/en', src))).toEqual(files[NAMES[index]!])
  })

  test('what is broken, missing or from elsewhere is an error at its place', async () => {
    const places = await report(
      '![a](images/a.png)\n\n![b](images/b.svg)\n\n![c](images/c.jpg)\n\n![d](https://example.org/d.png)',
      {
        'images/a.png': WHOLE.png.subarray(0, 40),
        'images/b.svg': ''
      }
    )
    const told = (await messagesOf(places, {only})).map(({path, line, rule}: Message) => [path, line, rule])
    expect(told).toEqual([
      ['chapters/en/detail.md', 3, 'picture-is-whole'],
      ['chapters/en/detail.md', 5, 'picture-is-whole'],
      ['chapters/en/detail.md', 7, 'file-is-there'],
      ['chapters/en/detail.md', 9, 'file-is-there']
    ])
  })
})
