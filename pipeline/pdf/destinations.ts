/** From a PDF as Chromium writes it (one revision, a plain cross-reference table) to the page of each link target. */
import type {PageMap} from '../types.ts'

/** Throws where the file has another shape. */
export function readPageMap(pdf: Buffer): Omit<PageMap, 'firstPage'> {
  const text = pdf.toString('latin1')
  const at = offsets(text)
  const object = (number: number): string => {
    const start = at[number]
    if (start === undefined) throw new Error(`No object ${number} in the PDF, expected a file written by Chromium`)
    return text.slice(start, text.indexOf('endobj', start))
  }
  const catalog = object(reference(text.slice(text.lastIndexOf('trailer')), 'Root') ?? 0)
  const numbers = new Map(leaves(object, reference(catalog, 'Pages') ?? 0).map((page, index) => [page, index + 1]))
  return {pages: numbers.size, destinations: destinations(object, catalog, numbers)}
}

function offsets(text: string): readonly (number | undefined)[] {
  const start = Number(/startxref\s+(\d+)/.exec(text.slice(-64))?.[1])
  const [head = '', count = ''] = /^xref\s+0 (\d+)\s*\n/.exec(text.slice(start, start + 40)) ?? []
  if (!head) throw new Error('No cross-reference table in the PDF, expected a file written by Chromium')
  return Array.from({length: Number(count)}, (_, index) =>
    Number(text.slice(start + head.length + 20 * index, start + head.length + 20 * index + 10))
  )
}

function leaves(object: (number: number) => string, number: number): readonly number[] {
  const text = object(number)
  if (!text.includes('/Type /Pages')) return [number]
  const kids = /\/Kids \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return Array.from(kids.matchAll(/(\d+) 0 R/g), ([, kid]) => Number(kid)).flatMap((kid) => leaves(object, kid))
}

function destinations(
  object: (number: number) => string,
  catalog: string,
  numbers: ReadonlyMap<number, number>
): PageMap['destinations'] {
  const number = reference(catalog, 'Dests')
  if (number === undefined) return {}
  const entries = object(number).matchAll(/\/([^\s/[\]()<>]+)\s*\[(\d+) 0 R/g)
  const places = Array.from(entries, ([, name = '', page]) => [idOf(name), numbers.get(Number(page)) ?? 0] as const)
  return Object.fromEntries(places.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function reference(dictionary: string, key: string): number | undefined {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)
  return found ? Number(found[1]) : undefined
}

// In a PDF name a byte may be written as # and two hexadecimal digits.
function idOf(name: string): string {
  const bytes = name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
