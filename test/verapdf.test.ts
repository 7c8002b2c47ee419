/** Every layout in every language as a validator sees it, which knows both standards by heart. */
import {globSync} from 'node:fs'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {pdfDictionary, pdfName} from '../pipeline/pdf/objects.ts'
import {buildReport} from './building.ts'
import {printedNumbers} from './page-numbers.ts'
import {examples} from './pdf/broken/all.ts'
import {broken, follow} from './pdf/broken/breakage.ts'
import {printEdition} from './pdf/broken/edition.ts'
import {temporaryFolder} from './temporary.ts'
import {validate} from './verapdf/validate.ts'

/** Every so many of the broken files: all of them take two minutes. */
const STEP = Number(process.env['BROKEN_STEP'] ?? 12)

/** Broken by the words of the standards, or for their readers, and told by our own rules alone. */
const OURS_ALONE: readonly string[] = [
  'another title in two places',
  'another date in two places',
  'scripts of the document',
  'a link that leads nowhere',
  'an entry of the outline that leads nowhere',
  'a file without a date',
  'a profile that is none',
  'a font of drawings',
  'a mark without an end',
  'an end without a mark',
  'content that ends in a string',
  'an element without a page',
  'a paragraph in another section',
  'content that leads to another element',
  'a link that leads to another element',
  'content of no element',
  'a mark with a number that is not known',
  'a number twice on a page',
  'content twice in an element',
  'an element of content that is not there',
  'two elements with one id',
  'types that stand for each other',
  'a row within a division',
  'a link outside of the structure',
  'a cell of a head that is not there'
]

/** Files on which it ends without a word. */
const ENDS = [
  'a page without a size',
  'an element that holds itself',
  'encryption',
  'an end that is cut off',
  'a beginning that is cut off'
]

const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))

test('nine editions are PDF/UA-1 and PDF/A-3a, without a rule that is broken, and their page numbers those of the pages', async () => {
  const out = await temporaryFolder()
  await buildReport({folder: FLAGSHIP, out, store: await temporaryFolder()}, {formats: ['pdf'], only: {region: ['xz']}})
  const paths = globSync(join(out, '**/*.pdf'))
  expect(paths).toHaveLength(9)
  expect(await validate(paths)).toEqual([])
  const numbers = (await Promise.all(paths.map(printedNumbers))).flat()
  expect(numbers.length).toBeGreaterThan(100)
  expect(numbers.filter(({printed, label}) => printed !== label)).toEqual([])
  const shifted = join(out, 'shifted.pdf')
  await writeFile(
    shifted,
    broken(await readFile(paths.find((path) => path.includes('practitioners'))!), ({file, catalog}) =>
      follow(file, catalog.get('PageLabels')).set('Nums', [0, pdfDictionary({S: pdfName('D'), St: 2})])
    )
  )
  expect((await printedNumbers(shifted)).filter(({printed, label}) => printed !== label).length).toBeGreaterThan(20)
}, 300_000)

test('what is none of the kind is told so', async () => {
  const file = join(await temporaryFolder(), 'plain.pdf')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>'
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`)
  const starts = body.map((_, index) => 9 + body.slice(0, index).join('').length)
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const end = 9 + body.join('').length
  await writeFile(
    file,
    `%PDF-1.7\n${body.join('')}xref\n0 4\n0000000000 65535 f \n${table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${end}\n%%EOF\n`
  )
  const told = await validate([file])
  expect(told.some((line) => line.includes(' ua1 7.1-'))).toBe(true)
  expect(told.some((line) => line.includes(' 3a 6.6.'))).toBe(true)
})

test('what our own rules find in broken files it finds too, but for what is known', async () => {
  const folder = await temporaryFolder()
  const whole = await printEdition()
  const some = examples.filter(({name}, index) => index % STEP === 0 && !ENDS.includes(name))
  const paths = await Promise.all(
    some.map(async ({of}, index) => {
      const path = join(folder, `${index}.pdf`)
      await writeFile(path, of(whole))
      return path
    })
  )
  const told = await validate(paths)
  const missed = some.filter((_, index) => !told.some((line) => line.startsWith(`${paths[index]} `)))
  expect(missed.map(({name}) => name)).toEqual(some.map(({name}) => name).filter((name) => OURS_ALONE.includes(name)))
}, 600_000)
