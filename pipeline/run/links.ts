/** From one edition to the others: switches, the same page in other languages, the way to what all share. */
import type {Switch} from '../stages/page/index.ts'
import type {Axis, Edition, Language, Selection, Words} from '../types.ts'
import type {Prepared} from './prepare.ts'

/** The switch of one axis, with the editions that differ from this one in it alone. */
export function switchOf(axis: Axis, edition: Edition, prepared: Prepared): Switch {
  const {words} = prepared.report.templates
  const options = axis.values.flatMap(({id}) => {
    const other = editionWith(edition, {[axis.name]: id}, prepared)
    return other === undefined
      ? []
      : [
          {
            id,
            label: labelOf(axis, id, {language: edition.language, words}),
            href: linkTo(other, edition, prepared),
            current: other.id === edition.id
          }
        ]
  })
  const title = axis.title[edition.language] ?? axis.name
  return {
    axis: axis.name,
    title: axis.name === 'language' && title === axis.name ? (words[edition.language]?.['chooseLanguage'] ?? title) : title,
    options
  }
}

/** The same edition in every language that has it. */
export function alternatesOf(edition: Edition, prepared: Prepared): readonly {language: Language; href: string}[] {
  return prepared.report.languages.flatMap((language) => {
    const other = editionWith(edition, {language}, prepared)
    return other === undefined ? [] : [{language, href: linkTo(other, edition, prepared)}]
  })
}

const byAxes = new WeakMap<readonly Edition[], ReadonlyMap<string, Edition>>()

function editionWith(edition: Edition, other: Selection, {axes, editions}: Prepared): Edition | undefined {
  let index = byAxes.get(editions)
  if (index === undefined) byAxes.set(editions, (index = new Map(editions.map((edition) => [edition.id, edition]))))
  return index.get(axes.map(({name}) => other[name] ?? edition.axes[name]).join('.'))
}

function linkTo(other: Edition, edition: Edition, {report}: Prepared): string {
  return fromEdition(edition, `${other.path}/${report.definition.id}.html`)
}

/** From an edition's folder to a path below the output folder. */
export function fromEdition({path}: Edition, target: string): string {
  return '../'.repeat(path.split('/').length) + target
}

/** The name of an axis value. A language is named in itself, so that whoever seeks it can read it. */
export function labelOf(axis: Axis, id: string, {language, words}: Naming): string {
  if (axis.name === 'language') return words[id]?.['languageName'] ?? id
  return axis.values.find((value) => value.id === id)?.label[language] ?? id
}

/** The language that names, and what each language is called. */
interface Naming {
  readonly language: Language
  readonly words: Readonly<Record<Language, Words>>
}
