/** Where the values of a PDF come from, as it tells itself. */
import {inflateSync} from 'node:zlib'

/** A value as a reader meets it, and where it comes from. */
export interface ShownValue {
  /** Id of the element that it stands in, or behind. */
  readonly near: string
  readonly text: string
  /** What a machine reads of the same. */
  readonly value: string
  /** Cells and columns, as in `profile[region=gd].population`. */
  readonly origins: readonly string[]
  /** In a PDF the page that it stands on, or the first and the last that it may stand on. */
  readonly pages?: readonly [first: number, last: number]
  /** In a PDF how far it, or the chart that shows it, is from the left and the top of the page, in millimetres. */
  readonly at?: readonly [x: number, y: number]
}

/** What a published file says of its values. */
export interface Provenance {
  /** Id of the edition. */
  readonly edition: string
  readonly values: readonly ShownValue[]
  /** Paths of the data files behind each query and axis. */
  readonly sources: Readonly<Record<string, readonly string[]>>
}

/** The queries and axes behind values, by name: `profile` for `profile[region=gd].population`. */
export function namesBehind(values: readonly Pick<ShownValue, 'origins'>[]): readonly string[] {
  return [...new Set(values.flatMap(({origins}) => origins).flatMap((origin) => /^[^[.]+/.exec(origin)?.[0].split('+') ?? []))]
}

/** The name under which it lies in a PDF. */
export const OWNER = 'Octavo'

/** The type of its stream. */
export const TYPE = 'OctavoProvenance'

/**
 * What a PDF says; nothing where it says nothing of this form. The stream is found by its type, not by way of the file's tables: whatever program
 * saved the file since, as long as it did not encrypt it, has kept that.
 */
export function readProvenance(pdf: Uint8Array): Provenance | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const text = bytes.toString('latin1')
  const head = new RegExp(`<<[^<>]*/${TYPE}\\b[^<>]*>>\\s*stream\\r?\\n`).exec(text)
  const length = Number(/\/Length (\d+)/.exec(head?.[0] ?? '')?.[1])
  if (head === null || !Number.isSafeInteger(length)) return undefined
  const start = head.index + head[0].length
  const said: unknown = JSON.parse(inflateSync(bytes.subarray(start, start + length)).toString())
  return isProvenance(said) ? said : undefined
}

function isProvenance(said: unknown): said is Provenance {
  if (!isRecord(said) || typeof said['edition'] !== 'string' || !isRecord(said['sources'])) return false
  return Array.isArray(said['values']) && said['values'].every(isShown)
}

function isShown(value: unknown): boolean {
  if (!isRecord(value) || !['near', 'text', 'value'].every((key) => typeof value[key] === 'string')) return false
  const {origins, pages = [1, 1]} = value
  const isPages = isPair(pages) && pages.every(Number.isSafeInteger)
  return (
    isPages && isPair(value['at'] ?? [0, 0]) && Array.isArray(origins) && origins.every((origin) => typeof origin === 'string')
  )
}

function isPair(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
