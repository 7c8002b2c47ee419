/** No last line of a paragraph stands alone behind a page break, and no words before one that lead to a list, wherever on its page they begin. */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {buildReport} from './building.ts'
import {open} from './fixtures/print/reading.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const ONLY = {region: ['north'], audience: ['full'], language: ['en']}
const COUNT = 90

// A paragraph of three lines, above another height each time: pages end in all places of it.
function passage(_: unknown, at: number): string {
  const code = Array.from({length: 1 + (at % 3)}, () => 'code').join('\n')
  return `First of ${at}.\\\nSecond of ${at}.\\\nThird of ${at}.\n\n\`\`\`\n${code}\n\`\`\``
}

// What leads to a list is of one line, of three or of five.
function leading(_: unknown, at: number): string {
  const more = Array.from({length: (at % 3) * 2}, (_, line) => `More ${line}.\\\n`).join('')
  const code = Array.from({length: 1 + (at % 4)}, () => 'code').join('\n')
  return `${more}First of ${at}:\n\n- Third of ${at}\n- second\n- last\n\n\`\`\`\n${code}\n\`\`\``
}

test.each([
  ['three lines', passage],
  ['a list and the words that lead to it', leading]
])('%s stand together', async (_, passage) => {
  const folder = await reportCopy('markets')
  const table = '::table{#tab-all query="all_regions" columns="name" caption="All"}'
  // What stands there fills the page that has a note at its foot: the browser breaks above that as it can.
  const filling = `\`\`\`\n${'code\n'.repeat(40)}\`\`\``
  const text = `# Detail {#detail}\n\n${filling}\n\n${Array.from({length: COUNT}, passage).join('\n\n')}\n\n## End {#end}\n\n${table}\n`
  await writeFile(join(folder, 'chapters/en/detail.md'), text)
  const root = await temporaryFolder()
  const places = {folder, out: join(root, 'out'), store: join(root, 'store')}
  await buildReport(places, {only: ONLY, formats: ['pdf']})
  const document = await open(await readFile(join(places.out, 'north/full/en/markets.pdf')))
  const numbersOn = async (page: number, line: string) => {
    const {items} = await (await document.getPage(page)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
    return [...text.matchAll(new RegExp(`${line}\\s+of\\s+(\\d+)`, 'g'))].map(([, number]) => Number(number))
  }
  const pages = Array.from({length: document.numPages}, (_, index) => index + 1)
  const seen = await Promise.all(pages.map(async (page) => [await numbersOn(page, 'First'), await numbersOn(page, 'Third')]))
  expect(seen.flatMap(([first]) => first)).toHaveLength(COUNT)
  for (const [first, third] of seen) expect(third).toEqual(first)
})
