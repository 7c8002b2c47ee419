/** The types of elements (ISO 32000-1, 14.8.4), and what others stand for. */
import {nameIn, type PdfDictionary} from '../objects.ts'
import type {StructureElement} from '../structure-tree.ts'
import type {Examined} from './examined.ts'
import {look, lookMap} from './look.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for the types of elements. */
export const roleRules: readonly Rule[] = [
  {name: 'role-is-standard', clause: 'ISO 14289-1 7.1', faults: roles},
  {name: 'role-map-has-no-circle', clause: 'ISO 14289-1 7.1', faults: circles},
  {name: 'standard-role-is-kept', clause: 'ISO 14289-1 7.1', faults: remapped}
]

const STANDARD: ReadonlySet<string> = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody ' +
    'Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' ')
)

function mapOf({file, catalog}: Examined): PdfDictionary {
  return lookMap(file, lookMap(file, catalog.get('StructTreeRoot'))?.get('RoleMap')) ?? new Map()
}

/** The standard type that a type stands for; `circle` where the map leads back, nothing where it leads nowhere. */
function standing({file}: Examined, map: PdfDictionary, type: string): string | undefined {
  const seen = new Set<string>()
  for (let at: string | undefined = type; at !== undefined; at = nameIn(look(file, map.get(at)))) {
    if (STANDARD.has(at)) return at
    if (seen.has(at)) return 'circle'
    seen.add(at)
  }
  return undefined
}

/** Gives the standard type of an element, or its own where it stands for none. */
export function typeIn(examined: Examined): (element: StructureElement | undefined) => string {
  const map = mapOf(examined)
  return (element) => standing(examined, map, element?.type ?? '') ?? element?.type ?? ''
}

/** Elements by their standard type. */
export function elementsBy(examined: Examined): ReadonlyMap<string, readonly StructureElement[]> {
  return Map.groupBy(examined.elements, typeIn(examined))
}

function* roles(examined: Examined): Iterable<Fault> {
  const map = mapOf(examined)
  for (const {type, number} of examined.elements)
    if (standing(examined, map, type) === undefined)
      yield {
        object: number,
        reason: `Unexpected type \`${type}\` of an element, expected a standard one or an entry in \`RoleMap\``
      }
}

function* circles(examined: Examined): Iterable<Fault> {
  const map = mapOf(examined)
  for (const type of map.keys())
    if (standing(examined, map, type) === 'circle')
      yield {reason: `Unexpected \`RoleMap\` that leads from \`${type}\` back to it, expected a way to a standard type`}
}

function* remapped(examined: Examined): Iterable<Fault> {
  for (const type of mapOf(examined).keys())
    if (STANDARD.has(type))
      yield {reason: `Unexpected \`${type}\` in \`RoleMap\`, expected standard types to stand for themselves`}
}
