/** What a directive is, and what it may use of the edition when it unfolds. */
import type {PhrasingContent, RootContent} from 'mdast'
import type {Message} from '../messages.ts'
import {cellOf} from '../values/column.ts'
import type {Condition, DirectiveData, Template} from '../tree.ts'
import type {Dataset, Figure, Language, Row, Selection, TitleNumber, Words} from '../types.ts'

declare module 'mdast' {
  /** An HTML element that has no node in Markdown; `data.hName` names it. */
  interface HtmlElement {
    type: 'htmlElement'
    data: Data & {hName: string}
    children: RootContent[]
  }
  interface RootContentMap {
    htmlElement: HtmlElement
  }
  interface PhrasingContentMap {
    htmlElement: HtmlElement
  }
  interface BlockContentMap {
    htmlElement: HtmlElement
  }
  interface Data {
    hName?: string
    hProperties?: Properties
  }
  type Properties = Record<string, string | number | boolean | string[] | undefined>
}

/** What an attribute holds. A `query` or a `chart` is the name of one. */
export type AttributeKind = 'template' | 'names' | 'query' | 'chart' | 'condition'

/** A directive of Markdown: its form, its attributes, and what it unfolds to. */
export interface Directive {
  readonly name: string
  readonly forms: readonly ('container' | 'leaf' | 'text')[]
  readonly attributes: Readonly<Record<string, {readonly kind: AttributeKind; readonly required?: boolean}>>
  /** `{#id}` is needed, allowed or refused. */
  readonly id: 'required' | 'optional' | 'none'
  /** One attribute without a value names a loop variable. */
  readonly variable?: boolean
  /** What the edition said at its last release is read for it. */
  readonly readsRelease?: boolean
  /** What stands in the edition in place of the directive. */
  expand(directive: DirectiveData, scope: Scope): RootContent[]
}

/** The edition as a directive sees it. Unknown names and missing values are told to the author by the scope itself. */
export interface Scope {
  readonly language: Language
  readonly axes: Selection
  readonly words: Words
  /** A template as plain text. */
  text(template: Template): string
  /** A template as content, its values still values; `behind` is what will stand behind it. */
  phrase(template: Template, behind?: Template): PhrasingContent[]
  /** The numbers of the data that a template prints as they are. */
  numbers(template: Template): readonly TitleNumber[]
  /** Whether a template prints a number of a row that is the edition's own. */
  speaksOfOwn(template: Template): boolean
  holds(condition: Condition): boolean
  dataset(name: string): Dataset
  /** The content of the directive, unfolded; with a loop variable standing for a row. */
  content(loop?: {readonly variable: string; readonly dataset: Dataset; readonly row: Row}): RootContent[]
  figure(figure: Figure): void
  /** Count pieces of text that the directive makes by itself, before it makes them: an edition has limits. */
  spend(pieces: number): void
  /** Tell the author of what may be printed, but should be looked at. */
  warn(message: Omit<Message, 'node'>): void
  /** Tell the author of a mistake in this directive. */
  problem(rule: string, reason: string, note?: string): void
}

/** An HTML element with content. */
export function element(
  name: string,
  properties: import('mdast').Properties,
  children: readonly RootContent[]
): import('mdast').HtmlElement {
  return {type: 'htmlElement', data: {hName: name, hProperties: properties}, children: [...children]}
}

/** Text as a node of the tree. */
export function textNode(value: string): import('mdast').Text {
  return {type: 'text', value}
}

/** Whether a row is about what the edition is about. */
export function isOwn(row: Row, axes: Selection): boolean {
  return Object.entries(axes).some(([axis, value]) => cellOf(row, axis) === value)
}

/** What stands under a figure, a table or a panel: a remark, and where its contents come from, in the words of the language. */
export function remarks(
  {note, source}: Readonly<Record<string, Template | undefined>>,
  {words, phrase}: Pick<Scope, 'words' | 'phrase'>
): RootContent[] {
  const [before = '', after = ''] = (words['source'] ?? '{source}').split('{source}')
  return [
    ...(note ? [element('p', {className: ['note']}, phrase(note))] : []),
    ...(source ? [element('p', {className: ['source']}, [textNode(before), ...phrase(source), textNode(after)])] : [])
  ]
}

/** The class of a figure or a table: with `place="here"` it stays where it is written, however empty that leaves a page. */
export function classOf(name: string, place: string | undefined, scope: Scope): string[] {
  if (place === undefined) return [name]
  if (place !== 'here') scope.problem('place-is-known', `Unexpected place \`${place}\`, expected \`here\``)
  return [name, 'here']
}
