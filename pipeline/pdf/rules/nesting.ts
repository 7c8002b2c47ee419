/** Rules for what may stand in what: the parts of tables, lists and tables of contents (ISO 32000-1, 14.8.4.3). */
import {firstPage, type Kid, type StructureElement} from '../structure-tree.ts'
import type {Examined} from './examined.ts'
import {typeIn} from './roles.ts'
import type {Fault, Rule} from './rule.ts'

/** Types that hold, or stand in, some others only. */
interface Nesting {
  readonly kids: Readonly<Record<string, readonly string[]>>
  readonly parents: Readonly<Record<string, readonly string[]>>
}

const GROUPS = ['THead', 'TBody', 'TFoot']

const TABLES: Nesting = {
  kids: {Table: ['TR', ...GROUPS, 'Caption'], THead: ['TR'], TBody: ['TR'], TFoot: ['TR'], TR: ['TH', 'TD']},
  parents: {TR: ['Table', ...GROUPS], THead: ['Table'], TBody: ['Table'], TFoot: ['Table'], TH: ['TR'], TD: ['TR']}
}

const LISTS: Nesting = {
  kids: {L: ['L', 'LI', 'Caption'], LI: ['Lbl', 'LBody']},
  parents: {LI: ['L'], LBody: ['LI']}
}

const CONTENTS: Nesting = {
  kids: {TOC: ['TOC', 'TOCI', 'Caption'], TOCI: ['Lbl', 'Reference', 'P', 'NonStruct', 'TOC']},
  parents: {TOCI: ['TOC']}
}

/** Rules for nesting. */
export const nestingRules: readonly Rule[] = [
  {name: 'table-holds-rows', clause: 'ISO 14289-1 7.2', faults: nested(TABLES)},
  {name: 'list-holds-items', clause: 'ISO 14289-1 7.2', faults: nested(LISTS)},
  {name: 'contents-hold-entries', clause: 'ISO 14289-1 7.2', faults: nested(CONTENTS)},
  {name: 'caption-is-first-or-last', clause: 'ISO 14289-1 7.2', faults: captions},
  {name: 'table-has-one-head', clause: 'ISO 14289-1 7.2', faults: heads}
]

function nested({kids, parents}: Nesting): Rule['faults'] {
  return function* (examined): Iterable<Fault> {
    const typeOf = typeIn(examined)
    for (const element of examined.elements) {
      const type = typeOf(element)
      const [above, parent] = [typeOf(element.parent), parents[type]]
      if (parent !== undefined && !parent.includes(above))
        yield misplaced(examined, element, [`${type} in ${above || 'no element'}`, `it in ${parent.join(', ')}`])
      // What only stands in such an element is told by its own parents.
      else if (above in kids && parent === undefined && !kids[above]!.includes(type))
        yield misplaced(examined, element, [`${type} in ${above}`, kids[above]!.join(', ')])
    }
  }
}

function misplaced({pageOf}: Examined, element: StructureElement, [what, expected]: readonly [string, string]): Fault {
  const page = pageOf.get(firstPage(element) ?? 0)
  return {page, object: element.number, reason: `Unexpected ${what}, expected ${expected}`}
}

function* captions(examined: Examined): Iterable<Fault> {
  const typeOf = typeIn(examined)
  const isCaption = (kid: Kid) => kid.at === 'element' && typeOf(kid) === 'Caption'
  for (const element of examined.elements) {
    if (!['Table', 'L', 'TOC'].includes(typeOf(element))) continue
    const at = element.kids.findIndex(isCaption)
    const isLast = typeOf(element) === 'Table' && at === element.kids.length - 1
    if (at > 0 && !isLast) yield misplaced(examined, element, ['Caption in the midst', 'it before all else, or behind it'])
  }
}

function* heads(examined: Examined): Iterable<Fault> {
  const typeOf = typeIn(examined)
  for (const element of examined.elements) {
    if (typeOf(element) !== 'Table') continue
    const types = element.kids.map((kid) => (kid.at === 'element' ? typeOf(kid) : ''))
    for (const type of ['THead', 'TFoot']) {
      const count = types.filter((each) => each === type).length
      if (count > 1) yield misplaced(examined, element, [`second ${type} of a table`, 'one'])
      if (count === 1 && !types.includes('TBody'))
        yield misplaced(examined, element, [`${type} of a table without TBody`, 'both'])
    }
  }
}
