/** What the pages of a PDF are painted with: their content streams, and the dictionaries that name colours. */
import {nameIn, referenceIn, type PdfDictionary, type PdfValue} from '../../pdf/objects.ts'
import {inherited, pagesOf} from '../../pdf/pages.ts'
import {dictionaryAt, type PdfFile} from '../../pdf/parse.ts'
import {listOf, resolved} from '../../pdf/structure-tree.ts'

/** Where something is met first. */
export interface Met {
  /** From 1. */
  readonly page: number
  /** Within a mask: its colours are no colours, but how much is seen of others. */
  readonly isMask: boolean
}

/** All that is painted. */
export interface Painted {
  /** Numbers of content streams, and the first page that each is on, from 1. */
  readonly contents: ReadonlyMap<number, number>
  /** Pictures, shadings and groups, and where each is first. */
  readonly coloured: ReadonlyMap<PdfDictionary, Met>
  readonly resources: ReadonlySet<PdfDictionary>
}

interface Walk {
  readonly file: PdfFile
  readonly contents: Map<number, number>
  readonly coloured: Map<PdfDictionary, Met>
  readonly resources: Set<PdfDictionary>
  /** Resources that were seen on this page, and within masks on it. */
  seen: Set<PdfDictionary>
  seenInMasks: Set<PdfDictionary>
  page: number
  isMask: boolean
}

/** Go through all pages. */
export function paintedIn(file: PdfFile): Painted {
  const walk: Walk = {
    file,
    contents: new Map(),
    coloured: new Map(),
    resources: new Set(),
    seen: new Set(),
    seenInMasks: new Set(),
    page: 0,
    isMask: false
  }
  for (const number of pagesOf(file)) {
    walk.page++
    walk.seen = new Set()
    walk.seenInMasks = new Set()
    const page = dictionaryAt(file, number)
    for (const stream of listOf(file, page.get('Contents'))) addContent(stream, walk)
    visitResources(inherited(file, page, 'Resources'), walk)
    visitGroup(page, walk)
  }
  return walk
}

function addContent(value: PdfValue | undefined, {contents, page, isMask}: Walk): void {
  const number = referenceIn(value)
  if (number !== undefined && !isMask && !contents.has(number)) contents.set(number, page)
}

function visitResources(value: PdfValue | undefined, walk: Walk): void {
  const resources = dictionaryOf(value, walk)
  const seen = walk.isMask ? walk.seenInMasks : walk.seen
  if (resources === undefined || seen.has(resources)) return
  seen.add(resources)
  walk.resources.add(resources)
  const all = (kind: string) => [...(dictionaryOf(resources.get(kind), walk)?.values() ?? [])]
  for (const object of all('XObject')) visitObject(object, walk)
  for (const pattern of all('Pattern')) visitPattern(pattern, walk)
  for (const shading of all('Shading')) addColoured(shading, walk)
  for (const state of all('ExtGState')) visitState(state, walk)
  for (const font of all('Font')) visitFont(font, walk)
}

function visitObject(value: PdfValue, walk: Walk): void {
  const object = dictionaryOf(value, walk)
  if (object === undefined) return
  if (nameIn(object.get('Subtype')) === 'Image') return addColoured(value, walk)
  visitStream(value, object, walk)
}

function visitStream(value: PdfValue, object: PdfDictionary, walk: Walk): void {
  addContent(value, walk)
  visitGroup(object, walk)
  visitResources(object.get('Resources'), walk)
}

function visitPattern(value: PdfValue, walk: Walk): void {
  const pattern = dictionaryOf(value, walk)
  if (pattern === undefined) return
  if (pattern.has('Shading')) addColoured(pattern.get('Shading')!, walk)
  else visitStream(value, pattern, walk)
}

function visitState(value: PdfValue, walk: Walk): void {
  const mask = dictionaryOf(dictionaryOf(value, walk)?.get('SMask'), walk)
  const group = mask?.get('G')
  if (group === undefined) return
  const {isMask} = walk
  walk.isMask = true
  visitObject(group, walk)
  walk.isMask = isMask
}

// The glyphs of such a font are small pages.
function visitFont(value: PdfValue, walk: Walk): void {
  const font = dictionaryOf(value, walk)
  if (font === undefined || nameIn(font.get('Subtype')) !== 'Type3') return
  for (const glyph of dictionaryOf(font.get('CharProcs'), walk)?.values() ?? []) addContent(glyph, walk)
  visitResources(font.get('Resources'), walk)
}

function visitGroup(owner: PdfDictionary, walk: Walk): void {
  addColoured(owner.get('Group') ?? null, walk)
}

function addColoured(value: PdfValue, walk: Walk): void {
  const dictionary = dictionaryOf(value, walk)
  const {coloured, page, isMask} = walk
  if (dictionary !== undefined && !coloured.has(dictionary)) coloured.set(dictionary, {page, isMask})
}

function dictionaryOf(value: PdfValue | undefined, {file}: Walk): PdfDictionary | undefined {
  const found = resolved(file, value)
  return found instanceof Map ? found : undefined
}
