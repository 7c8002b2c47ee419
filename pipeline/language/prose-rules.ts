/** How a language writes numbers in prose: what of them states a fact of the data, and what is a date, a name or a word like others. */

import type {ComparisonRule} from './comparison-rules.ts'
import type {PlaceRules} from './place-rules.ts'
import type {SuperlativeRules} from './superlative-rules.ts'
import type {YearRules} from './year-rules.ts'

/** What a number in prose is. The first four state something that data can prove wrong. */
export type NumberKind = 'quantity' | 'fraction' | 'multiple' | 'rank' | 'date' | 'reference' | 'name' | 'list' | 'idiom'

/** A pattern, with the flags `gu`, and what it finds. */
export interface NumberPattern {
  readonly kind: NumberKind
  readonly pattern: RegExp
}

/** Which numbers in prose are statements. What is spared is looked for first, and what it covers is no statement. */
export interface ProseRules {
  readonly spared: readonly NumberPattern[]
  readonly stated: readonly NumberPattern[]
  /** Ends of sentences. */
  readonly sentences: RegExp
  /** Where no sentence begins with a digit: what ends in a full stop and ends no sentence, such as `No.` before a number. */
  readonly beginsWithAWord?: {readonly unless: RegExp}
  /** Words right before a number that say on which side of it the truth lies: above, as `more than`, or below, as 近. */
  readonly hedges: {readonly above: RegExp; readonly below: RegExp}
  /** Words before a number, and between it and the next one, that tell how they differ: `rose from 2 to 3`; back, `rose to 3 from 2`. */
  readonly courses: readonly {readonly sign: 1 | -1; readonly isBack?: boolean; readonly from: RegExp; readonly to: RegExp}[]
  readonly comparisons: readonly ComparisonRule[]
  /** Words right before a number that compares with no other: an amount by which something is more, a place. */
  readonly steps: RegExp
  /** Words beside a place that say from which end it counts. */
  readonly places: PlaceRules
  /** Words between a verb and a number that lead only from one number to another: of no use behind the word for no change. */
  readonly moves: RegExp
  /** Words behind digits and the powers of ten that they stand for, in small letters. */
  readonly scales: Readonly<Record<string, number>>
  /** Words of a sentence that says what makes a whole: in total, 共. */
  readonly sums: RegExp
  readonly superlatives: SuperlativeRules
  readonly years: YearRules
}

/** Patterns of one kind, from alternatives of a regular expression. */
export function patterns(kind: NumberKind, ...sources: readonly string[]): readonly NumberPattern[] {
  return sources.map((source) => ({kind, pattern: new RegExp(source, 'gu')}))
}
