/** Whether the page numbers that a PDF prints are those of the pages that their links lead to: a command. With paths of PDFs, or all of `output`. */
import {globSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {getDocument, type PDFDocumentProxy, type PDFPageProxy} from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A number that is printed inside a link to a place in the same file. */
export interface PrintedNumber {
  /** Page of the file on which it stands, from 1. */
  readonly page: number
  readonly printed: string
  /** Label of the page on which the place is. */
  readonly label: string
}

interface Link {
  readonly rect: readonly [number, number, number, number]
  readonly dest?: string | readonly unknown[] | null
}

interface Glyphs {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}

/** Every page number in a link: at the end of a line of the contents, or behind “page” in the text. */
export async function printedNumbers(path: string): Promise<readonly PrintedNumber[]> {
  const pdf = await getDocument({data: new Uint8Array(readFileSync(path)), verbosity: 0}).promise
  const labels = (await pdf.getPageLabels()) ?? []
  const found: PrintedNumber[] = []
  for (let page = 1; page <= pdf.numPages; page++)
    for (const [link, printed] of await numbersIn(await pdf.getPage(page))) {
      const index = await pageIndex(pdf, link)
      found.push({page, printed, label: index === undefined ? 'nowhere' : (labels[index] ?? String(index + 1))})
    }
  await pdf.loadingTask.destroy()
  return found
}

async function numbersIn(page: PDFPageProxy): Promise<readonly (readonly [Link, string])[]> {
  const links = ((await page.getAnnotations()) as Link[]).filter(({dest}) => dest !== null && dest !== undefined)
  const glyphs = (await page.getTextContent()).items.filter((item): item is Glyphs & typeof item => 'str' in item)
  return links.flatMap((link) => {
    const inside = glyphs.filter((each) => isInside(each, link.rect))
    const printed = numberAtEnd(inside, link.rect) ?? numberInText(inside)
    return printed === undefined ? [] : [[link, printed] as const]
  })
}

/** Points between the words of a line and its number, at least; between two words there is less. */
const GAP = 8

function numberAtEnd(inside: readonly Glyphs[], [, , right]: Link['rect']): string | undefined {
  const [last, before] = inside.filter(({str}) => str.trim() !== '').toReversed()
  if (last === undefined || before === undefined || !/^(?:\d+|[ivxlc]+)$/.test(last.str)) return undefined
  const gap = endOf(last) - last.width - endOf(before)
  return Math.abs(endOf(last) - right) < 2 && (gap > GAP || yOf(last) < yOf(before) - 2) ? last.str : undefined
}

function numberInText(inside: readonly Glyphs[]): string | undefined {
  const text = inside.map(({str}) => str).join('')
  return /^(?:pages? |第 ?)(\d+)(?: ?[页頁])?$/.exec(text.trim())?.[1]
}

function isInside(glyphs: Glyphs, [left, bottom, right, top]: Link['rect']): boolean {
  const middle = endOf(glyphs) - glyphs.width / 2
  return middle >= left - 0.5 && middle <= right + 0.5 && yOf(glyphs) >= bottom - 0.5 && yOf(glyphs) <= top + 0.5
}

function endOf({transform, width}: Glyphs): number {
  return (transform[4] ?? 0) + width
}

function yOf({transform}: Glyphs): number {
  return transform[5] ?? 0
}

async function pageIndex(pdf: PDFDocumentProxy, {dest}: Link): Promise<number | undefined> {
  const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
  const [target] = place ?? []
  return target === undefined || target === null ? undefined : pdf.getPageIndex(target as {num: number; gen: number})
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = process.argv.length > 2 ? process.argv.slice(2) : globSync('output/*/**/*.pdf').sort()
  let [numbers, wrong] = [0, 0]
  for (const path of paths)
    for (const {page, printed, label} of await printedNumbers(path)) {
      numbers++
      if (printed === label) continue
      wrong++
      console.log(`${path}, page ${page}: ${printed} printed, expected ${label}`)
    }
  console.log(`${paths.length} files, ${numbers} page numbers, ${wrong} wrong`)
  process.exitCode = wrong > 0 || numbers === 0 ? 1 : 0
}
