/** From a published file alone to where its values come from; and from there, with the report at hand, to the cells as they are now. */
import type {Element, Root} from 'hast'
import {readHtml} from '../compare/read-html.ts'
import {readProvenance, type Provenance, type ShownValue} from '../pdf/provenance.ts'
import {valuesOf} from '../stages/page/index.ts'

/** What a file tells of its values; nothing where it is none of ours, or was made before files told. */
export function readFile(bytes: Uint8Array): Provenance | undefined {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
  try {
    return isPdf ? readProvenance(bytes) : readPage(Buffer.from(bytes).toString())
  } catch {
    // A file is anybody's word: what is damaged, or not of this form, tells nothing.
    return undefined
  }
}

/** Values that are shown as this text, or else have it in them; on this page, where one is named. */
export function findValues(
  values: readonly ShownValue[],
  {text, page}: {readonly text?: string | undefined; readonly page?: number | undefined}
): readonly ShownValue[] {
  const here = values.filter(({pages}) => page === undefined || (pages !== undefined && pages[0] <= page && page <= pages[1]))
  if (text === undefined) return here
  const plain = (shown: string) => shown.replaceAll(/\s+/gu, ' ').trim()
  const same = here.filter((value) => plain(value.text) === plain(text))
  return same.length > 0 ? same : here.filter((value) => plain(value.text).includes(plain(text)))
}

function readPage(html: string): Provenance | undefined {
  const root = readHtml(html)
  const body = find(root, 'body')
  const {dataEdition, dataSources} = body?.properties ?? {}
  const values = valuesOf(root).map(({slot: _slot, ...value}) => value)
  if (typeof dataEdition !== 'string' || values.length === 0) return undefined
  const sources = typeof dataSources === 'string' ? (JSON.parse(dataSources) as Provenance['sources']) : {}
  return {edition: dataEdition, values, sources}
}

function find({children}: Root | Element, tagName: string): Element | undefined {
  for (const child of children) {
    if (child.type !== 'element') continue
    const found = child.tagName === tagName ? child : find(child, tagName)
    if (found !== undefined) return found
  }
  return undefined
}
