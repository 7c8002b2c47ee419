/** A template -> the numbers of the data that it prints as they are: what a title says is held against the picture below it. */
import {isNumeric, unitOf} from '../../values/column.ts'
import type {Template} from '../../tree.ts'
import type {TitleNumber} from '../../types.ts'
import {say} from './evaluate.ts'
import {NameProblem, valueOf, type Names} from './names.ts'

/** Helpers that show one number; others reckon, and what they say is in no cell. */
const PLAIN: readonly (string | undefined)[] = [undefined, 'num', 'about', 'atleast', 'nearly']

/** In the order of the text. What cannot be said is told where the template is written. */
export function numbersIn(template: Template, names: Names): readonly TitleNumber[] {
  return template.flatMap((piece): readonly TitleNumber[] => {
    if (typeof piece === 'string' || 'cited' in piece || !PLAIN.includes(piece.helper)) return []
    const [term] = piece.terms
    if (term?.kind !== 'path') return []
    try {
      const value = valueOf(term.parts, names)
      if (value === undefined || !isNumeric(value.field)) return []
      const unit = unitOf(value.field, value.row, names.language)
      return [{text: say(piece, names).text, value: String(value.cell), ...(unit !== undefined && {unit})}]
    } catch (error) {
      if (error instanceof NameProblem) return []
      throw error
    }
  })
}
