/** What a parsed chapter holds besides Markdown's own nodes. Plain data: it is stored and hashed. */
import type {Root} from 'mdast'
import type {Language} from './types.ts'

/** Names a node of one chapter in a message; its line and column are kept apart from the tree. */
export type NodeId = string

/** `{{num profile.population digits=1}}`, or `{{region.name}}` with no helper. */
export interface Expression {
  readonly helper?: string
  readonly terms: readonly Term[]
  readonly options: Readonly<Record<string, Term>>
  readonly node: NodeId
}

/** What a helper, an option or a condition is given: a name to look up, or a value written out. */
export type Term =
  | {readonly kind: 'path'; readonly parts: readonly string[]}
  | {readonly kind: 'literal'; readonly value: string | number | boolean}

/** `[@census-2020, p. 12; @other]`: what is cited at one place. */
export interface Citation {
  readonly cited: readonly Cited[]
  readonly node: NodeId
}

/** One source that is cited, and where in it. */
export interface Cited {
  readonly id: string
  readonly locator?: Locator
}

/** A place in a source: of page 12 `page` and `12`. */
export interface Locator {
  readonly kind: LocatorKind
  readonly number: string
}

/** What a place in a source is counted by. */
export type LocatorKind = 'page' | 'chapter' | 'section' | 'figure' | 'table'

/** Text with expressions and citations in it: an attribute, a title, the target of a link. */
export type Template = readonly (string | Expression | Citation)[]

/** What `if="..."` says, as a tree. */
export type Condition =
  | {readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition}
  | {readonly kind: 'not'; readonly of: Condition}
  | {readonly kind: 'empty'; readonly of: Term}
  | {readonly kind: 'in'; readonly of: Term; readonly values: readonly Term[]}
  | {readonly kind: 'compare'; readonly operator: Comparison; readonly left: Term; readonly right: Term}

/** The signs of comparisons. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** A directive with its attributes understood. */
export interface DirectiveData {
  readonly name: string
  readonly id?: string
  readonly templates: Readonly<Record<string, Template>>
  readonly names: Readonly<Record<string, string>>
  readonly condition?: Condition
  /** Loop variable of `each`. */
  readonly variable?: string
}

/** `{#id width=60% page}` behind a heading, an image or a link. */
export interface Attributes {
  readonly id?: string
  readonly values: Readonly<Record<string, Template>>
}

/** How the lines of one chapter are joined. */
export interface LineBreaks {
  readonly isChinese: boolean
  /** The chapter writes a blank between Chinese and other words. */
  readonly isSpaced: boolean
}

declare module 'mdast' {
  interface ExpressionNode {
    type: 'expression'
    value: string
    expression?: Expression
  }
  interface CitationNode {
    type: 'citation'
    value: string
    citation?: Citation
  }
  interface AttributesNode {
    type: 'attributes'
    value: string
  }
  /** Text of which every blank is shown. */
  interface PreservedText {
    type: 'preserved'
    value: string
  }
  interface PhrasingContentMap {
    preserved: PreservedText
    expression: ExpressionNode
    citation: CitationNode
    attributes: AttributesNode
  }
  interface RootContentMap {
    preserved: PreservedText
    expression: ExpressionNode
    citation: CitationNode
    attributes: AttributesNode
  }
  interface Data {
    node?: NodeId
    attributes?: Attributes
    directive?: DirectiveData
    /** Templates of a target, a title or an alternative text that holds expressions. */
    url?: Template
    alt?: Template
    title?: Template
    /** Lines beside a value, to be joined when it is known. */
    breaks?: LineBreaks
  }
}

/** For whom a chapter is, from its front matter. */
export interface ChapterHead {
  readonly id: string
  readonly title?: Template
  /** Axis values that it is for; an axis that is not named is not narrowed. */
  readonly axes: Readonly<Record<string, readonly string[]>>
  readonly condition?: Condition
  /** Where its condition stands. */
  readonly conditionNode?: NodeId
}

/** The parts of a parsed chapter. */
export interface Chapter {
  readonly head: ChapterHead
  readonly tree: Root
  /** Node id to line and column: apart from the tree, so that a blank line above changes nothing below. */
  readonly places: Readonly<Record<NodeId, readonly [line: number, column: number]>>
  /** Where each paragraph, heading and table begins, in their order: those have no id. */
  readonly blocks: readonly (readonly [line: number, column: number])[]
  readonly uses: Uses
}

/** What a chapter reads, by the first name of each path. */
export interface Uses {
  /** Every path that it reads, with the node that reads it. */
  readonly paths: readonly {readonly parts: readonly string[]; readonly node: NodeId; readonly variables: readonly string[]}[]
  /** Every condition, with the query behind each loop variable around it. */
  readonly conditions: readonly {
    readonly condition: Condition
    readonly node: NodeId
    readonly loops: Readonly<Record<string, string>>
  }[]
  readonly queries: readonly {readonly name: string; readonly node: NodeId}[]
  readonly charts: readonly {readonly name: string; readonly node: NodeId}[]
  readonly images: readonly {readonly path: string; readonly node: NodeId}[]
  /** Every source that it cites; `isNear` where brackets hold other words too, which are prose unless there is such a source. */
  readonly citations: readonly {readonly id: string; readonly node: NodeId; readonly isNear?: true}[]
  /** What the edition said at its last release. */
  readonly release?: true
  readonly language: Language
}

/** Both sides of every comparison in a condition. */
export function termsOf(condition: Condition): readonly Term[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...termsOf(condition.left), ...termsOf(condition.right)]
    case 'not':
      return termsOf(condition.of)
    case 'empty':
      return [condition.of]
    case 'in':
      return [condition.of, ...condition.values]
    case 'compare':
      return [condition.left, condition.right]
  }
}
