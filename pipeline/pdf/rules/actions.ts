/** Rules for what a file does when it is opened, clicked or turned over. */
import {nameIn, type PdfDictionary, type PdfValue} from '../objects.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap, lookTree} from './look.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for actions. */
export const actionRules: readonly Rule[] = [
  {name: 'action-is-allowed', clause: 'ISO 19005-3 6.5.1', faults: actions},
  {name: 'nothing-acts-by-itself', clause: 'ISO 19005-3 6.5.2', faults: triggers}
]

const REFUSED: ReadonlySet<string> = new Set(
  'Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript'.split(' ')
)

const NAMED: ReadonlySet<string> = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage'])

function* actions(examined: Examined): Iterable<Fault> {
  const {file, catalog, annotations} = examined
  const scripts = lookMap(file, catalog.get('Names'))?.get('JavaScript')
  if (scripts !== undefined || lookTree(file, scripts, 'Names').length > 0)
    yield {reason: 'Unexpected scripts of the document, expected none'}
  yield* actionFaults(examined, catalog.get('OpenAction'), {})
  for (const {page, object, dictionary} of annotations) yield* actionFaults(examined, dictionary.get('A'), {page, object})
  for (const [object, item] of outlineItems(examined)) yield* actionFaults(examined, item.get('A'), {object})
}

function* actionFaults({file}: Examined, first: PdfValue | undefined, place: Omit<Fault, 'reason'>): Iterable<Fault> {
  const seen = new Set<PdfDictionary>()
  const waiting = [first]
  while (waiting.length > 0) {
    const action = lookMap(file, waiting.pop())
    if (action === undefined || seen.has(action)) continue
    seen.add(action)
    const kind = nameIn(look(file, action.get('S'))) ?? ''
    const name = nameIn(look(file, action.get('N')))
    if (REFUSED.has(kind) || (kind === 'Named' && !NAMED.has(name ?? '')))
      yield {...place, reason: `Unexpected action \`${kind}\`, expected one that leads to a place or an address`}
    waiting.push(...lookList(file, action.get('Next')))
  }
}

function* triggers({file, catalog, pages, annotations}: Examined): Iterable<Fault> {
  const reason = 'Unexpected `AA`, actions without a click, expected none'
  if (lookMap(file, catalog.get('AA')) !== undefined) yield {reason}
  for (const {page, object, dictionary} of pages) if (dictionary.has('AA')) yield {page, object, reason}
  for (const {page, object, dictionary} of annotations)
    if (nameIn(dictionary.get('Subtype')) === 'Widget' && dictionary.has('AA')) yield {page, object, reason}
}

/** The entries of the outline with their objects, each once. */
export function outlineItems({file, catalog}: Examined): readonly (readonly [number, PdfDictionary])[] {
  const items = new Map<PdfDictionary, number>()
  const waiting = [lookMap(file, catalog.get('Outlines'))?.get('First')]
  while (waiting.length > 0) {
    const value = waiting.pop()
    const item = lookMap(file, value)
    if (item === undefined || items.has(item)) continue
    items.set(item, typeof value === 'object' && value !== null && 'number' in value ? value.number : -1)
    waiting.push(item.get('Next'), item.get('First'))
  }
  return [...items].map(([item, number]) => [number, item])
}
