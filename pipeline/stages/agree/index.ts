/** The same chapter in several languages -> where they do not say the same: parts, values, numbers, terms, script. */
import type {Root} from 'mdast'
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {Language} from '../../types.ts'
import {compareSections} from './compare.ts'
import type {Characters, Finding} from './finding.ts'
import {sectionsOf} from './outline.ts'
import {foreignPieces, wrongCharacters} from './script.ts'
import type {Term} from './terms.ts'

export type {Characters, Finding} from './finding.ts'
export type {Place} from './outline.ts'
export {wrongIn} from './script.ts'
export type {Term} from './terms.ts'

/** A chapter for the same readers in every language, the one that others are held against first. */
export interface AgreeInput {
  readonly chapters: readonly {
    readonly language: Language
    readonly tree: Artifact<Root>
    /** Made from another one, and so of the same parts. */
    readonly isDerived: boolean
  }[]
  readonly axes: readonly string[]
  readonly terms: readonly Term[]
  /** Characters that one script of Chinese has and the other has not. */
  readonly characters: Characters
}

/** The stage `agree`. */
export function agreeStage(code: Digest): Stage<AgreeInput, {findings: readonly Finding[]}> {
  return {
    name: 'agree',
    code,
    async run({chapters, axes, terms, characters}) {
      const read = await Promise.all(
        chapters.map(async ({language, tree, isDerived}, chapter) => ({
          chapter,
          language,
          isDerived,
          sections: sectionsOf(await tree.value(), axes)
        }))
      )
      const [base, ...others] = read.filter(({isDerived}) => !isDerived)
      return {
        findings: [
          ...others.flatMap((other) => compareSections(base!, other, terms)),
          ...read.flatMap((one) => [...wrongCharacters(one, characters), ...(one.isDerived ? [] : foreignPieces(one))])
        ]
      }
    }
  }
}
