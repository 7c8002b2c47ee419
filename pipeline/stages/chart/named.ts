/** Titles that a spec gives its axes and legends -> those that are what the contract calls another column than the one that is drawn. */
import type {Field} from '../../types.ts'
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'
import {remark, type Problem} from './problems.ts'
import type {Sources} from './rows.ts'

const NOTE = 'Leave the title out: it is the label of the column, in every language. Or draw the column that it names.'

/** A remark for each title that is the label of another column alone. */
export function titlesNameTheirFields(tree: JsonObject, bound: Sources): readonly Problem[] {
  const columns = [...bound.values()].flatMap(({columns}) => [...columns.values()])
  return objectsOf(tree).flatMap(({object, at}) => {
    const own = columns.find(({name}) => name === object['field'])
    // What is reckoned of a column may have any name.
    if (own?.label === undefined || object['aggregate'] === 'count') return []
    return titlesIn(object).flatMap(({title, below}) => {
      const other = columns.find((column) => column.name !== own.name && isCalled(column, title))
      if (other === undefined || isLike(own, title)) return []
      const reason = `Unexpected title \`${title}\` over \`${own.name}\`, expected \`${labelsOf(own)[0]}\`: it is what \`${other.name}\` is called`
      return [remark('chart-title-names-its-field', [...at, ...below], {reason, note: NOTE})]
    })
  })
}

interface Title {
  readonly title: string
  readonly below: JsonPath
}

function titlesIn(object: JsonObject): readonly Title[] {
  const given: readonly (readonly [Json | undefined, JsonPath])[] = [
    [object['title'], ['title']],
    ...['axis', 'legend', 'header'].map((guide) => {
      const inner = object[guide]
      return [isObject(inner) ? inner['title'] : undefined, [guide, 'title']] as const
    })
  ]
  return given.flatMap(([text, below]) => {
    const title = isList(text) ? text.join(' ') : text
    return typeof title === 'string' && title.trim() !== '' ? [{title, below}] : []
  })
}

function labelsOf({label = {}}: Field): readonly string[] {
  return Object.values(label)
}

function isCalled(column: Field, title: string): boolean {
  return labelsOf(column).some((label) => plain(label) === plain(title))
}

// A shorter or a longer name for the same.
function isLike(own: Field, title: string): boolean {
  const text = plain(title)
  return [...labelsOf(own), own.name.replaceAll('_', ' ')]
    .map(plain)
    .some((label) => label.includes(text) || text.includes(label))
}

// Without the unit behind it.
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s*[([（].*$/su, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
}
