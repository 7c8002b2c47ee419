/** How full pages are, by their ink: a command. With paths of PDFs, or all of `output`; poppler makes the pictures. */
import {execFile} from 'node:child_process'
import {globSync, readFileSync} from 'node:fs'
import {promisify} from 'node:util'
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs'

const run = promisify(execFile)
const DOTS_PER_INCH = 36
/** Of the flagship's layouts, in millimetres. */
const MARGIN = {top: 30, bottom: 27}
const pixels = (millimetres: number) => Math.round((millimetres / 25.4) * DOTS_PER_INCH)

/** A page of grey dots, from white to black. */
interface Picture {
  readonly width: number
  readonly height: number
  readonly dots: Uint8Array
}

/** Of each body page but the last: its number in the file, and the share of the type area below the last ink. */
export async function emptiness(path: string): Promise<readonly (readonly [page: number, empty: number])[]> {
  const pdf = await getDocument({data: new Uint8Array(readFileSync(path)), verbosity: 0}).promise
  const labels = (await pdf.getPageLabels()) ?? []
  await pdf.loadingTask.destroy()
  const {stdout} = await run('pdftoppm', ['-gray', '-r', String(DOTS_PER_INCH), path], {encoding: 'buffer', maxBuffer: 1e9})
  const pictures = picturesIn(stdout)
  return pictures.flatMap((picture, index) => {
    const isBody = /^\d+$/.test(labels[index] ?? '') && index < pictures.length - 1
    return isBody && picture.height > picture.width ? [[index + 1, emptyShare(picture)] as const] : []
  })
}

function emptyShare({width, height, dots}: Picture): number {
  const [top, end] = [pixels(MARGIN.top), height - pixels(MARGIN.bottom)]
  const ground = Math.max(...dots.subarray(0, width))
  const isBlank = (line: number) => dots.subarray(line * width, (line + 1) * width).every((dot) => dot > ground - 6)
  let last = end
  while (last > top && isBlank(last - 1)) last--
  return (end - last) / (end - top)
}

function picturesIn(bytes: Buffer): readonly Picture[] {
  const pictures: Picture[] = []
  for (let at = 0; at < bytes.length;) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', at, at + 40))
    if (!head) throw new Error('Unexpected picture, expected one of grey dots')
    const [width, height] = [Number(head[1]), Number(head[2])]
    const from = at + head[0].length
    pictures.push({width, height, dots: bytes.subarray(from, from + width * height)})
    at = from + width * height
  }
  return pictures
}

/** The figures of a layout's editions, in a line. */
function summary(name: string, shares: readonly number[]): string {
  const over = (limit: number) => shares.filter((share) => share > limit).length
  const part = (count: number) => `${count} (${((100 * count) / Math.max(1, shares.length)).toFixed(1)} %)`
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)
  return `${name}: ${shares.length} pages; over 15 % empty ${part(over(0.15))}, over 20 % ${part(over(0.2))}, over 30 % ${part(over(0.3))}; mean ${(100 * mean).toFixed(1)} %`
}

if (process.argv[1]?.endsWith('fullness.ts')) {
  const paths =
    process.argv.length > 2
      ? process.argv.slice(2)
      : globSync('output/*/**/*.pdf')
          .filter((path) => !path.endsWith('.press.pdf'))
          .sort()
  const found: (readonly [path: string, page: number, empty: number])[] = []
  const each = async (path: string) => found.push(...(await emptiness(path)).map(([page, empty]) => [path, page, empty] as const))
  const lanes = [0, 1].map(async (lane) => {
    for (const path of paths.filter((_, index) => index % 2 === lane)) await each(path)
  })
  await Promise.all(lanes)
  for (const [path, page, empty] of found.toSorted(([, , a], [, , b]) => b - a).slice(0, 12))
    console.log(`${Math.round(100 * empty)} % of page ${page} of ${path}`)
  for (const audience of ['leaders', 'practitioners', 'public'])
    console.log(
      summary(
        audience,
        found.flatMap(([path, , empty]) => (path.includes(`/${audience}/`) ? [empty] : []))
      )
    )
  console.log(
    summary(
      'all',
      found.map(([, , empty]) => empty)
    )
  )
}
