/** From one edition to the others: switches, the same page in other languages, the way to what all share. */
import {share} from '../cache/hash.ts'
import type {Switch, SwitchOption} from '../stages/page/index.ts'
import type {Axis, Edition, Language, Selection, Words} from '../types.ts'
import {valueOf} from './axis-value.ts'

/** The editions of a report, and what they are called. */
export interface Linked {
  readonly axes: readonly Axis[]
  readonly editions: readonly Edition[]
  readonly report: {
    readonly definition: {readonly id: string}
    readonly languages: readonly Language[]
    readonly templates: {readonly words: Readonly<Record<Language, Words>>}
  }
}

/** Options up to which a switch is a list: nobody reads through more, and each edition would hold them all. */
const MOST = 120

/** The switch of one axis, with the editions that differ from this one in it alone; of very many, with the way to the catalogue. */
export function switchOf(axis: Axis, edition: Edition, linked: Linked): Switch {
  const {language} = edition
  const {words} = linked.report.templates
  const current = edition.axes[axis.name]!
  const title = axis.title[language] ?? axis.name
  return {
    axis: axis.name,
    title: axis.name === 'language' && title === axis.name ? (words[language]?.['chooseLanguage'] ?? title) : title,
    current: {id: current, label: labelOf(axis, current, {language, words})},
    ...(axis.values.length > MOST
      ? {options: [], way: fromEdition(edition, `index.html#${language}`)}
      : {options: optionsOf(axis, edition, linked)})
  }
}

/** The same edition in every language that has it. */
export function alternatesOf(edition: Edition, linked: Linked): readonly {language: Language; href: string}[] {
  return linked.report.languages.flatMap((language) => {
    const other = editionWith(edition, {language}, linked)
    return other === undefined ? [] : [{language, href: fromEdition(edition, pageOf(other, linked))}]
  })
}

type Options = readonly SwitchOption[]

const known = new WeakMap<Linked, Map<string, Options>>()

// All editions that differ in this axis alone have the same list.
function optionsOf(axis: Axis, edition: Edition, linked: Linked): Options {
  const lists = known.get(linked) ?? new Map<string, Options>()
  known.set(linked, lists)
  const key = `${axis.name} ${idWith(edition, {[axis.name]: ''}, linked)}`
  const list = lists.get(key) ?? share(listOptions(axis, edition, linked))
  lists.set(key, list)
  return list
}

function listOptions(axis: Axis, edition: Edition, linked: Linked): Options {
  const naming = {language: edition.language, words: linked.report.templates.words}
  return axis.values.flatMap(({id}) => {
    const other = editionWith(edition, {[axis.name]: id}, linked)
    return other === undefined ? [] : [{id, label: labelOf(axis, id, naming), path: pageOf(other, linked)}]
  })
}

const byAxes = new WeakMap<readonly Edition[], ReadonlyMap<string, Edition>>()

function editionWith(edition: Edition, other: Selection, linked: Linked): Edition | undefined {
  const {editions} = linked
  let index = byAxes.get(editions)
  if (index === undefined) byAxes.set(editions, (index = new Map(editions.map((edition) => [edition.id, edition]))))
  return index.get(idWith(edition, other, linked))
}

function idWith({axes: own}: Edition, other: Selection, {axes}: Linked): string {
  return axes.map(({name}) => other[name] ?? own[name]).join('.')
}

function pageOf({path}: Edition, {report}: Linked): string {
  return `${path}/${report.definition.id}.html`
}

/** From an edition's folder to a path below the output folder. */
export function fromEdition({path}: Edition, target: string): string {
  return '../'.repeat(path.split('/').length) + target
}

/** The name of an axis value. A language is named in itself, so that whoever seeks it can read it. */
export function labelOf(axis: Axis, id: string, {language, words}: Naming): string {
  if (axis.name === 'language') return words[id]?.['languageName'] ?? id
  return valueOf(axis, id)?.label[language] ?? id
}

/** The language that names, and what each language is called. */
interface Naming {
  readonly language: Language
  readonly words: Readonly<Record<Language, Words>>
}
