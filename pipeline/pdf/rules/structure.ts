/** Rules for the structure tree: that it is there, and that it and the pages lead to each other. */
import {bytesIn, referenceIn, type PdfValue} from '../objects.ts'
import type {Kid, StructureElement} from '../structure-tree.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap, lookTree} from './look.ts'
import {unless, type Fault, type Rule} from './rule.ts'

/** Rules for the tree. */
export const structureRules: readonly Rule[] = [
  {
    name: 'document-has-a-structure',
    clause: 'ISO 14289-1 7.1',
    faults: ({file, catalog}) =>
      unless(lookMap(file, catalog.get('StructTreeRoot')) !== undefined, {
        reason: 'Unexpected document without a structure, expected `StructTreeRoot` in the catalog'
      })
  },
  {
    name: 'structure-can-be-read',
    clause: 'ISO 32000-1 14.7.2',
    faults: ({treeFault}) =>
      treeFault === undefined
        ? []
        : [{reason: 'Unexpected structure that cannot be read, expected a tree', note: `It has ${treeFault}.`}]
  },
  {
    name: 'structure-has-a-parent-tree',
    clause: 'ISO 32000-1 14.7.4.4',
    faults: (examined) =>
      unless(examined.tree === undefined || parentsOf(examined) !== undefined, {
        reason: 'Unexpected structure without `ParentTree`, expected the way from content to its element'
      })
  },
  {name: 'element-knows-its-parent', clause: 'ISO 32000-1 14.7.2', faults: parents},
  {name: 'content-knows-its-element', clause: 'ISO 32000-1 14.7.4.4', faults: ways},
  {name: 'marked-content-has-an-element', clause: 'ISO 14289-1 7.1', faults: orphans},
  {name: 'marked-content-is-there-once', clause: 'ISO 32000-1 14.7.4.2', faults: doubles},
  {name: 'element-has-its-content', clause: 'ISO 32000-1 14.7.4.2', faults: missing},
  {name: 'element-id-is-its-own', clause: 'ISO 32000-1 14.7.2', faults: ids}
]

function parentsOf({file, catalog}: Examined): PdfValue | undefined {
  return look(file, lookMap(file, catalog.get('StructTreeRoot'))?.get('ParentTree'))
}

function* parents({tree, elements}: Examined): Iterable<Fault> {
  for (const {dictionary, number, parent, type} of elements)
    if (referenceIn(dictionary.get('P')) !== (parent?.number ?? tree?.root))
      yield {object: number, reason: `Unexpected \`P\` of a ${type}, expected the element that holds it`}
}

type Owned = readonly [element: StructureElement, kid: Exclude<Kid, StructureElement>]

function owned({elements}: Examined): readonly Owned[] {
  return elements.flatMap((element) => element.kids.flatMap((kid) => (kid.at === 'element' ? [] : [[element, kid] as const])))
}

function* ways(examined: Examined): Iterable<Fault> {
  const {file, painted, pageOf} = examined
  const root = parentsOf(examined)
  if (root === undefined) return
  const numbers = new Map(lookTree(file, root, 'Nums').map(([key, value]) => [key, value]))
  for (const [element, kid] of owned(examined)) {
    const holder = lookMap(file, {kind: 'reference', number: kid.at === 'content' ? kid.stream : kid.number})
    const key = look(file, holder?.get(kid.at === 'content' ? 'StructParents' : 'StructParent'))
    const entry = numbers.get(key ?? null)
    const found = kid.at === 'content' ? lookList(file, entry)[kid.content] : entry
    const isPainted = kid.at !== 'content' || painted.contents.get(kid.stream)?.has(kid.content)
    if (isPainted && referenceIn(found) !== element.number)
      yield {
        page: pageOf.get(kid.page),
        object: element.number,
        reason: `Unexpected way from ${nameOf(kid)} to another element than the ${element.type} that holds it, expected its own in \`ParentTree\``
      }
  }
}

function nameOf(kid: Owned[1]): string {
  return kid.at === 'content' ? `the marked content ${kid.content}` : `the annotation ${kid.number}`
}

function holdersOf(examined: Examined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [, kid] of owned(examined)) {
    const key = kid.at === 'content' ? `${kid.stream} ${kid.content}` : `${kid.number}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

// Without a tree another rule is broken.
function* orphans(examined: Examined): Iterable<Fault> {
  if (examined.tree === undefined) return
  const holders = holdersOf(examined)
  for (const [stream, contents] of examined.painted.contents)
    for (const [number, {page, tags}] of contents)
      if (!holders.has(`${stream} ${number}`))
        yield {
          page,
          object: stream,
          reason: `Unexpected marked content ${number} (${tags[0]}) of no element, expected it in the structure`
        }
}

function* doubles(examined: Examined): Iterable<Fault> {
  for (const [stream, contents] of examined.painted.contents)
    for (const [number, {page, tags}] of contents)
      if (tags.length > 1)
        yield {
          page,
          object: stream,
          reason: `Unexpected marked content ${number} twice in one stream, expected a number of its own`
        }
  for (const [key, count] of holdersOf(examined))
    if (count > 1)
      yield {
        object: Number(key.split(' ')[0]),
        reason: `Unexpected content ${key.split(' ')[1] ?? ''} in ${count} places of the structure, expected one`
      }
}

function* missing(examined: Examined): Iterable<Fault> {
  const {painted, pageOf, annotations} = examined
  const there = new Set(annotations.map(({object}) => object))
  for (const [element, kid] of owned(examined)) {
    const isThere = kid.at === 'content' ? painted.contents.get(kid.stream)?.has(kid.content) : there.has(kid.number)
    if (isThere !== true)
      yield {
        page: pageOf.get(kid.page),
        object: element.number,
        reason: `Unexpected ${element.type} of ${nameOf(kid)}, expected that to be on its page`
      }
  }
}

function* ids({file, elements}: Examined): Iterable<Fault> {
  const seen = new Set<string>()
  for (const {dictionary, number, type} of elements) {
    const id = bytesIn(look(file, dictionary.get('ID')))
    if (id === undefined) continue
    if (seen.has(id)) yield {object: number, reason: `Unexpected \`ID\` of a ${type} that another has, expected its own`}
    seen.add(id)
  }
}
