/**
 * Chapters and data -> the text of one edition: values written, conditions decided, figures numbered,
 * references resolved. What it gives knows nothing of pages or paper.
 */
import type {Element, ElementContent, Root} from 'hast'
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {placeCitations} from './citations.ts'
import {tellChanges, type Previous} from './changes.ts'
import {holds} from './holds.ts'
import {toHtml, wrapTables} from './html.ts'
import {placeNotes} from './notes.ts'
import {number, refer} from './number.ts'
import type {Names} from './names.ts'
import {setMarks, setText} from './typeset.ts'
import {plain, unfold} from './unfold.ts'
import {attempt, type Gathering, type Unfolding} from './unfolding.ts'
import {ReportError, type Message} from '../../messages.ts'
import type {ChapterHead} from '../../tree.ts'
import type {Written} from '../../bibliography/work.ts'
import type {Dataset, Figure, Language, OutlineEntry, Selection, Words} from '../../types.ts'

export type {Previous} from './changes.ts'
export {holds} from './holds.ts'

/** The chapters of an edition, and what they speak of. */
export interface ComposeInput {
  readonly language: Language
  readonly axes: Selection
  /** Chapters that are for this edition, in order. */
  readonly chapters: readonly {readonly head: ChapterHead; readonly tree: Artifact<import('mdast').Root>}[]
  /** Each axis as a dataset of one row, and `report`. */
  readonly given: Readonly<Record<string, Dataset>>
  readonly queries: Readonly<Record<string, Artifact<Dataset>>>
  readonly numbered: boolean
  readonly words: Words
  /** What the edition said at its last release, where a chapter asks for what changed. */
  readonly previous?: Previous
  /** The sources that the chapters cite, in the language, by id, and the name of the style in which they are written. */
  readonly bibliography: {readonly style: string; readonly works: Readonly<Record<string, Written>>}
}

/** The text of an edition, numbered. */
export interface Composed {
  readonly body: Root
  readonly outline: readonly OutlineEntry[]
  readonly figures: readonly Figure[]
  /** Pictures that the text shows, by path in the report's folder. */
  readonly images: readonly string[]
}

/** The stage `compose`. */
export function composeStage(code: Digest): Stage<ComposeInput, Composed> {
  return {name: 'compose', code, run: compose}
}

/** Compose an edition. Throws a {@link ReportError} with every mistake that it met. */
export async function compose(input: ComposeInput, say: (message: Message) => void): Promise<Composed> {
  const names = await namesOf(input)
  const gathering: Gathering = {
    figures: [],
    messages: [],
    marks: new Set(),
    notes: new Map(),
    images: new Set(),
    citations: [],
    trail: {before: ''},
    spent: {pieces: 0, characters: 0}
  }
  const shortTitles = new Map<string, string>()
  const sections: Element[] = []
  for (const {head, tree} of input.chapters) {
    const at: Unfolding = {chapter: head.id, names, gathering, words: input.words}
    if (head.condition !== undefined && !attempt(head.conditionNode ?? '', at, () => holds(head.condition!, names))) continue
    const section = chapterSection(head.id, toHtml(unfold((await tree.value()).children, at), head.id))
    sections.push(section)
    if (head.title !== undefined) shortTitles.set(titleId(section), setText(plain(head.title, at), input.language))
  }
  const body: Root = {type: 'root', children: sections}
  const composed = finishText(body, input, {gathering, shortTitles})
  const {language, words, previous, given} = input
  const release = String(given['report']?.rows[0]?.['release'] ?? '')
  await tellChanges(composed.body, {language, words, previous, release, outline: composed.outline, datasets: names.datasets})
  const errors = gathering.messages.filter(({severity}) => severity === 'error')
  if (errors.length > 0) throw new ReportError(gathering.messages)
  gathering.messages.forEach(say)
  return composed
}

function finishText(
  written: Root,
  {numbered, words, language, bibliography}: ComposeInput,
  {gathering, shortTitles}: {readonly gathering: Gathering; readonly shortTitles: ReadonlyMap<string, string>}
): Composed {
  const tell = (message: Message) => gathering.messages.push(message)
  wrapTables(written)
  const notes = new Map<string, ElementContent[]>()
  // A note may have marks of its own, which come to the end of the set while it is gone through.
  for (const key of gathering.marks) notes.set(key, toHtml(gathering.notes.get(key)?.() ?? [], 'notes'))
  const endnotes = placeNotes(written, notes, words)
  if (endnotes !== undefined) written.children.push(endnotes)
  const references = placeCitations(written, gathering.citations, {...bibliography, language, words})
  if (references !== undefined) written.children.push(references)
  const body = setMarks(written, language)
  const outline = number(body, {numbered, words, shortTitles}, tell)
  refer(body, outline, {words, tell})
  forgetNodes(body)
  const figures = gathering.figures.map((figure) => ({...figure, title: setText(figure.title, language)}))
  return {body, outline, figures, images: [...gathering.images].sort()}
}

async function namesOf({language, axes, given, queries}: ComposeInput): Promise<Names> {
  const asked = Object.entries(queries).map(async ([name, dataset]) => [name, await dataset.value()] as const)
  const datasets = Object.fromEntries([...Object.entries(given), ...(await Promise.all(asked))])
  return {language, axes, datasets, loops: []}
}

function chapterSection(id: string, children: ElementContent[]): Element {
  return {type: 'element', tagName: 'section', properties: {className: ['chapter'], id: `ch-${id}`}, children}
}

function titleId(section: Element): string {
  const title = section.children.find((child) => child.type === 'element' && child.tagName === 'h1')
  return String((title as Element | undefined)?.properties['id'])
}

// Ids of nodes serve messages only; a page that held them would change with every line above.
function forgetNodes(node: Root | Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    delete child.properties['dataNode']
    forgetNodes(child)
  }
}
