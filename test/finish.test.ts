import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {digest} from '../pipeline/cache/hash.ts'
import {parsePdf} from '../pipeline/pdf/parse.ts'
import {textString} from '../pipeline/pdf/text.ts'
import {writeValue} from '../pipeline/pdf/values.ts'
import {writePdf} from '../pipeline/pdf/write.ts'
import {xmp} from '../pipeline/pdf/xmp.ts'
import {finish} from '../pipeline/stages/finish/index.ts'
import type {Bookmark} from '../pipeline/pdf/bookmark.ts'
import type {PdfMetadata} from '../pipeline/pdf/metadata.ts'
import type {PageMap, Place} from '../pipeline/types.ts'
import {readProvenance} from '../pipeline/pdf/provenance.ts'
import {open} from './fixtures/print/reading.ts'

const raw = readFileSync(new URL('./fixtures/finish/raw.pdf', import.meta.url))
const map = {
  ...(JSON.parse(readFileSync(new URL('./fixtures/finish/map.json', import.meta.url), 'utf8')) as PageMap),
  firstPage: 3
}
const metadata: PdfMetadata = {
  title: '数字政府 (广东)',
  author: 'A & B',
  subject: 'Annual <report>',
  keywords: ['数据', 'government'],
  language: 'zh-Hans',
  date: '2024-04-15',
  tool: 'octavo 0.1.0'
}
const outline: readonly Bookmark[] = [{id: 'a', level: 1, text: '1 广东比较'}]
const provenance = {
  edition: 'gd.public.zh-Hans',
  values: [{near: 'a', text: '1.26亿', value: '126012510', origins: ['profile[region=gd].population'], slot: 0}],
  sources: {profile: ['data/profile.csv']}
}
const about = {map, places: [], files: [], outline, metadata, provenance}

test('the file says what it is', async () => {
  const document = await open(finish(raw, about))
  const {info, metadata: packet} = await document.getMetadata()
  expect(info).toMatchObject({
    Title: '数字政府 (广东)',
    Author: 'A & B',
    Subject: 'Annual <report>',
    Keywords: '数据, government',
    Creator: 'octavo 0.1.0',
    Producer: 'Skia/PDF m153',
    CreationDate: 'D:20240415000000Z',
    ModDate: 'D:20240415000000Z',
    Language: 'zh-Hans'
  })
  expect(packet.get('dc:title')).toBe('数字政府 (广东)')
  expect(packet.get('dc:subject')).toEqual(['数据', 'government'])
  expect(packet.get('xmp:createdate')).toBe('2024-04-15T00:00:00Z')
})

test('it tells where its values come from, and shows nothing of that', async () => {
  const pdf = finish(raw, about)
  const {slot: _, ...told} = provenance.values[0]!
  expect(readProvenance(pdf)).toEqual({...provenance, values: [{...told, pages: [3, 3]}]})
  const values = ['before', 'a', 'a', 'behind'].map((near) => ({...provenance.values[0]!, near}))
  const pages = readProvenance(finish(raw, {...about, provenance: {...provenance, values}}))?.values.map(({pages}) => pages)
  expect(pages).toEqual([
    [1, 3],
    [3, 3],
    [3, 3],
    [3, 3]
  ])
  const placed = (places: readonly (Place | null)[]) => readProvenance(finish(raw, {...about, places}))?.values
  expect(placed([[2, 27.5, 100]])).toEqual([{...told, pages: [2, 2], at: [27.5, 100]}])
  expect(placed([null])).toEqual([{...told, pages: [3, 3]}])
  const silent = finish(raw, {...about, provenance: {...provenance, values: []}})
  expect(readProvenance(silent)).toBeUndefined()
  const texts = async (bytes: Uint8Array) => (await (await (await open(bytes)).getPage(3)).getTextContent()).items.length
  expect(await texts(pdf)).toBe(await texts(silent))
})

test('pages are labelled as they are numbered', async () => {
  expect(await (await open(finish(raw, about))).getPageLabels()).toEqual(['i', 'ii', '1'])
  expect(await (await open(finish(raw, {...about, map: {...map, firstPage: 1}}))).getPageLabels()).toEqual(['1', '2', '3'])
})

test('pages, destinations and outline are those of the print', async () => {
  const [before, after] = await Promise.all([open(raw), open(finish(raw, about))])
  expect(after.numPages).toBe(3)
  expect(await after.getDestinations()).toEqual(await before.getDestinations())
  expect((await after.getOutline()).map(({title}) => title)).toEqual(['1 广东比较'])
})

test('text can be found: characters, not radicals of the same form', async () => {
  const texts = async (pdf: Uint8Array) =>
    (await (await (await open(pdf)).getPage(3)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')
  expect(await texts(raw)).toContain('⼴东⽐较')
  expect(await texts(finish(raw, about))).toContain('广东比较')
})

test('the same input gives the same bytes, and the identity follows the content', () => {
  const pdf = finish(raw, about)
  const identity = (bytes: Uint8Array) => /\/ID \[<([0-9a-f]{32})> <\1>\]/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
  expect(digest(finish(raw, about))).toBe(digest(pdf))
  expect(identity(pdf)).toMatch(/^[0-9a-f]{32}$/)
  expect(identity(finish(raw, {...about, metadata: {...metadata, title: 'Other'}}))).not.toBe(identity(pdf))
  expect(pdf.length).toBeLessThan(raw.length)
})

test('what is published can be read again, and is written in the same bytes, without what nothing leads to', () => {
  const pdf = finish(raw, about)
  expect(digest(writePdf(parsePdf(pdf)))).toBe(digest(pdf))
  const more = parsePdf(pdf)
  more.objects.push({value: 424242})
  const again = parsePdf(writePdf(more)).objects.filter((object) => object !== undefined)
  expect(again.some(({value}) => value === 424242)).toBe(false)
  expect(again.length).toBeGreaterThan(20)
  const cut = pdf.subarray(0, pdf.length - 200)
  expect(() => parsePdf(cut)).toThrow('Unexpected PDF: no cross-reference table')
})

test('list items have bodies, drawings their text, and links words', async () => {
  const document = await open(finish(raw, about))
  const roles = await Promise.all([2, 3].map(async (number) => outlineOf(await (await document.getPage(number)).getStructTree())))
  expect(roles[0]).toContain('L(LI(Lbl LBody(Link')
  expect(roles[0]).not.toMatch(/LI\((?!Lbl LBody)/)
  expect(roles[1]).toContain('Figure"Chart: three bars"')
  expect(roles[1]?.match(/Figure/g)).toHaveLength(1)
  const links = (
    await Promise.all([2, 3].map(async (number) => (await document.getPage(number)).getAnnotations()))
  ).flat() as readonly {contentsObj: {str: string}}[]
  expect([...new Set(links.map(({contentsObj}) => contentsObj.str))]).toEqual(['1', 'https://example.org/a_(b)'])
})

test('a file of another shape is refused', () => {
  const text = raw.toString('latin1')
  expect(() => parsePdf(Buffer.from('%PDF-1.7\n%%EOF'))).toThrow('Unexpected PDF: no cross-reference table')
  expect(() => parsePdf(Buffer.from(text.replace('trailer\n<<', 'trailer\n<</Encrypt 1 0 R\n'), 'latin1'))).toThrow('encryption')
  expect(() => parsePdf(Buffer.from(text.replace('\n1 0 obj', '\n1 0 obx'), 'latin1'))).toThrow('no object 1')
})

test('texts are written as PDF and XMP have them', () => {
  expect(writeValue(textString('a (b) \\'))).toBe('(a \\(b\\) \\\\)')
  expect(writeValue(textString('é𠮷'))).toBe('<feff00e9d842dfb7>')
  expect(xmp({...metadata, title: 'A <b> & c'}, 'Skia', {namespaces: {}, properties: {}})).toContain(
    '<rdf:li xml:lang="x-default">A &lt;b&gt; &amp; c</rdf:li>'
  )
})

interface Node {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

// The tree as one line, without what has no meaning of its own.
function outlineOf(node: unknown): string {
  const {role, alt, children = []} = node as Node
  const inner = children.map(outlineOf).filter(Boolean).join(' ')
  if (!role || role === 'NonStruct' || role === 'Root') return inner
  return `${role}${alt ? `"${alt}"` : ''}${inner ? `(${inner})` : ''}`
}
