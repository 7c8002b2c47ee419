/** Rules for pages, and for what lies on them: links and other annotations. */
import {bytesIn, nameIn, referenceIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import {outlineItems} from './actions.ts'
import {inherited, kindOf, type Annotation, type Examined} from './examined.ts'
import {look, lookList, lookMap, lookNumbers, lookTree, numberIn} from './look.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for pages and annotations. */
export const pageRules: readonly Rule[] = [
  {name: 'page-has-a-size', clause: 'ISO 19005-3 6.1.13', faults: sizes},
  {name: 'page-is-gone-through-by-structure', clause: 'ISO 14289-1 7.18.3', faults: tabs},
  {name: 'annotation-is-of-a-known-kind', clause: 'ISO 19005-3 6.3.1', faults: eachAnnotation(kinds)},
  {name: 'annotation-is-printed', clause: 'ISO 19005-3 6.3.2', faults: eachAnnotation(flags)},
  {name: 'annotation-has-an-appearance', clause: 'ISO 19005-3 6.3.3', faults: eachAnnotation(appearances)},
  {name: 'link-has-words', clause: 'ISO 14289-1 7.18.5', faults: eachAnnotation(words)},
  {name: 'target-is-there', clause: 'ISO 32000-1 12.3.2', faults: targets}
]

/** In points, by the limits of PDF/A. */
const [LEAST_SIZE, GREATEST_SIZE] = [3, 14_400]

function* sizes({file, pages}: Examined): Iterable<Fault> {
  for (const {page, object, dictionary} of pages) {
    if (boxIn(file, inherited(file, dictionary, 'MediaBox')) === undefined) {
      yield {page, object, reason: 'Unexpected page without `MediaBox`, expected its size'}
      continue
    }
    for (const key of ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox']) {
      const box = boxIn(file, inherited(file, dictionary, key))
      if (box !== undefined && !box.every((side) => side >= LEAST_SIZE && side <= GREATEST_SIZE))
        yield {page, object, reason: `Unexpected \`${key}\` of ${box.join(' by ')} points, expected sides of 3 to 14,400`}
    }
  }
}

function boxIn(file: Examined['file'], value: PdfValue | undefined): readonly [number, number] | undefined {
  const [left, bottom, right, top] = lookNumbers(file, value)
  return left === undefined || bottom === undefined || right === undefined || top === undefined
    ? undefined
    : [Math.abs(right - left), Math.abs(top - bottom)]
}

function* tabs({file, pages}: Examined): Iterable<Fault> {
  for (const {page, object, dictionary} of pages)
    if (lookList(file, dictionary.get('Annots')).length > 0 && nameIn(look(file, dictionary.get('Tabs'))) !== 'S')
      yield {
        page,
        object,
        reason: 'Unexpected page with annotations in no order, expected `Tabs` to be `S`, that of the structure'
      }
}

function eachAnnotation(reasonOf: (annotation: Annotation, examined: Examined) => string | undefined): Rule['faults'] {
  return function* (examined): Iterable<Fault> {
    for (const annotation of examined.annotations) {
      const reason = reasonOf(annotation, examined)
      if (reason !== undefined) yield {page: annotation.page, object: annotation.object, reason}
    }
  }
}

const KINDS: ReadonlySet<string> = new Set(
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment Widget PrinterMark Watermark'.split(
    ' '
  )
)

function kinds(annotation: Annotation): string | undefined {
  const kind = kindOf(annotation)
  return KINDS.has(kind) ? undefined : `Unexpected annotation \`${kind}\`, expected one that PDF/A allows`
}

// Invisible, hidden, not viewed, and turned on by the program (ISO 32000-1, table 165).
const [PRINT, KEPT_BACK] = [4, 1 | 2 | 32 | 256]

function flags(annotation: Annotation, {file}: Examined): string | undefined {
  if (kindOf(annotation) === 'Popup') return undefined
  const flag = numberIn(look(file, annotation.dictionary.get('F'))) ?? 0
  return (flag & PRINT) === PRINT && (flag & KEPT_BACK) === 0
    ? undefined
    : `Unexpected \`F\` ${flag} of an annotation, expected it to be printed and never hidden`
}

function appearances(annotation: Annotation, {file}: Examined): string | undefined {
  const [left = 0, bottom = 0, right = 0, top = 0] = lookNumbers(file, annotation.dictionary.get('Rect'))
  const isEmpty = left === right && bottom === top
  if (['Popup', 'Link'].includes(kindOf(annotation)) || isEmpty || annotation.dictionary.has('AP')) return undefined
  return `Unexpected annotation \`${kindOf(annotation)}\` without \`AP\`, expected how it looks`
}

function words(annotation: Annotation, {file}: Examined): string | undefined {
  if (kindOf(annotation) !== 'Link' || (bytesIn(look(file, annotation.dictionary.get('Contents'))) ?? '') !== '') return undefined
  return 'Unexpected link without `Contents`, expected words for those who cannot see where it stands'
}

function* targets(examined: Examined): Iterable<Fault> {
  const isThere = targetTest(examined)
  const reason = 'Unexpected target that is on no page of the file, expected one that is there'
  const places = (dictionary: PdfDictionary) => [dictionary.get('Dest'), goingTo(examined, dictionary.get('A'))]
  for (const {page, object, dictionary} of examined.annotations)
    if (!places(dictionary).every(isThere)) yield {page, object, reason: `${reason} (link)`}
  for (const [object, item] of outlineItems(examined))
    if (!places(item).every(isThere)) yield {object, reason: `${reason} (entry of the outline)`}
}

function goingTo({file}: Examined, value: PdfValue | undefined): PdfValue | undefined {
  const action = lookMap(file, value)
  return nameIn(look(file, action?.get('S'))) === 'GoTo' ? (action?.get('D') ?? null) : undefined
}

function targetTest(examined: Examined): (target: PdfValue | undefined) => boolean {
  const {file, catalog, pageOf} = examined
  const named = lookTree(file, lookMap(file, catalog.get('Names'))?.get('Dests'), 'Names')
  const byName = new Map<string, PdfValue>([
    ...(lookMap(file, catalog.get('Dests')) ?? []),
    ...named.flatMap(([name, target]): [string, PdfValue][] => [[bytesIn(look(file, name)) ?? '', target]])
  ])
  const isPlace = (value: PdfValue | undefined) => {
    const found = look(file, value)
    const list = found instanceof Map ? lookList(file, found.get('D')) : lookList(file, found)
    return pageOf.has(referenceIn(list[0]) ?? 0)
  }
  return (target) => {
    if (target === undefined) return true
    const found = look(file, target)
    const name = nameIn(found) ?? bytesIn(found)
    return name === undefined ? isPlace(found) : isPlace(byName.get(name))
  }
}
