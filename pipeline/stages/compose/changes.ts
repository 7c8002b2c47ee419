/** The text of an edition, and what it said at its last release -> the text with a list of what changed, where it asks for one. */
import type {Element, ElementContent, Root} from 'hast'
import type {Artifact} from '../../cache/memo.ts'
import type {Passage} from '../../compare/passage.ts'
import {changesSince, type ChangedNumber, type ChangesSince} from '../../compare/since.ts'
import {tellPage} from '../../compare/tell.ts'
import {fillWord} from '../../design/template.ts'
import type {Dataset, Language, OutlineEntry, Words} from '../../types.ts'
import {localText} from '../../values/column.ts'
import {formatDate} from '../../values/date.ts'
import {eachElement} from './elements.ts'
import {toText} from './text.ts'

/** An empty cell is none to who hears a PDF. */
const EMPTY = '–'

/** An edition at its last release. */
export interface Previous {
  /** ISO date. */
  readonly release: string
  /** Nothing where the release did not have this edition. */
  readonly passages?: Artifact<readonly Passage[]>
}

/** What a list of changes is written with. */
export interface ChangesInput {
  readonly language: Language
  readonly words: Words
  readonly outline: readonly OutlineEntry[]
  readonly datasets: Readonly<Record<string, Dataset>>
  /** Of this release, ISO. */
  readonly release: string
  readonly previous: Previous | undefined
}

/** Fill the places that ask for it. */
export async function tellChanges(body: Root, input: ChangesInput): Promise<void> {
  const places: Element[] = []
  eachElement(body, (node) => {
    if (String(node.properties['className']).split(',').includes('changes')) places.push(node)
  })
  if (places.length === 0) return
  const before = await input.previous?.passages?.value()
  const after = tellPage(body, {language: input.language, pictureOf: (address) => address})
  const content =
    before === undefined ? [paragraph([text(input.words['changesFirst'] ?? '')])] : list(changesSince(before, after), input)
  for (const place of places) place.children = structuredClone(content)
}

function list({numbers, sentences}: ChangesSince, input: ChangesInput): ElementContent[] {
  const {words, language, previous} = input
  const date = formatDate(previous!.release, language)
  const isReworded = Object.values(sentences).some((count) => count > 0)
  if (numbers.length === 0 && !isReworded) return [paragraph([text(fillWord(words, 'changesNone', {date}))])]
  return [
    ...(numbers.length > 0 ? [table(numbers, input)] : []),
    ...(isReworded ? [paragraph([text(fillWord(words, 'changesTexts', {date, ...sentences}))])] : [])
  ]
}

function table(numbers: readonly ChangedNumber[], input: ChangesInput): Element {
  const {words, language, previous, release} = input
  const heads = [
    words['changesWhat'] ?? '',
    words['changesWhere'] ?? '',
    ...[previous!.release, release].map((day) => formatDate(day, language))
  ]
  const rows = numbers.map((number) => node('tr', {}, cellsOf(number, input)))
  return node('table', {}, [
    node('thead', {}, [
      node(
        'tr',
        {},
        heads.map((head) => node('th', {scope: 'col'}, [whole(text(head))]))
      )
    ]),
    node('tbody', {}, rows)
  ])
}

// The column says what it is, and the row of a table whose; the link leads to where it stands.
function cellsOf(
  {origin, near, row, before, after, value}: ChangedNumber,
  {datasets, language, outline, words}: ChangesInput
): Element[] {
  const now = origin.split(' > ').at(-1)!
  const [, query = '', column = ''] = /^([^[.]+)(?:\[.*?\])?\.([^.\s]+)/.exec(now) ?? []
  const label = localText(datasets[query]?.columns.find(({name}) => name === column)?.label, language)
  const what = [row, label].filter((part) => part !== undefined).join(words['changesOf'] ?? ' ')
  const place = outline.find(({id}) => id === near)
  const title = place && (place.kind === 'section' ? place.title : place.label)
  return [
    node('th', {scope: 'row'}, [text(what === '' ? column : what)]),
    node('td', {}, title === undefined ? [text(EMPTY)] : [whole(node('a', {href: `#${near}`}, [text(title)]))]),
    node('td', {}, [text(before || EMPTY)]),
    node('td', {}, [node('data', {className: ['value'], value, dataOrigin: now}, [text(after || EMPTY)])])
  ]
}

// On one line, as long as that is short.
function whole(content: ElementContent): ElementContent {
  const words = content.type === 'text' ? content.value : content.type === 'element' ? toText(content) : ''
  return words.length <= 14 ? node('span', {className: ['nobreak']}, [content]) : content
}

function paragraph(children: ElementContent[]): Element {
  return node('p', {}, children)
}

function node(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return {type: 'element', tagName, properties, children}
}

function text(value: string): ElementContent {
  return {type: 'text', value}
}
