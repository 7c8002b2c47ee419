/** Every layout in every language as a validator sees it, which knows both standards by heart. */
import {globSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {buildReport} from './building.ts'
import {temporaryFolder} from './temporary.ts'
import {validate} from './verapdf/validate.ts'

const FLAGSHIP = fileURLToPath(new URL('../sources/digital-government', import.meta.url))

test('nine editions are PDF/UA-1 and PDF/A-3a, without a rule that is broken', async () => {
  const out = await temporaryFolder()
  await buildReport({folder: FLAGSHIP, out, store: await temporaryFolder()}, {formats: ['pdf'], only: {region: ['xz']}})
  const paths = globSync(join(out, '**/*.pdf'))
  expect(paths).toHaveLength(9)
  expect(await validate(paths)).toEqual([])
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
}, 60_000)
