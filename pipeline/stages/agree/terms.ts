/** A glossary: what is called so in one language is called as agreed in the other, in the same place. */
import type {Language} from '../../types.ts'
import type {Piece} from './outline.ts'

/** A term by language: each word for it, the usual one first. */
export type Term = Readonly<Record<Language, readonly string[]>>

interface Compared {
  readonly one: Piece
  readonly two: Piece
  readonly languages: readonly [Language, Language]
}

/** A term without its counterpart; `lacks` is the piece that should have it. */
export interface Fault {
  readonly lacks: Piece
  readonly rule: string
  readonly reason: string
  readonly note: string
}

/** Terms of one side without their counterpart on the other. */
export function compareTerms({one, two, languages: [base, other]}: Compared, terms: readonly Term[]): Fault[] {
  return [...missing([one, base], [two, other], terms), ...missing([two, other], [one, base], terms)]
}

type Side = readonly [piece: Piece, language: Language]

function missing([piece, language]: Side, [there, wanted]: Side, terms: readonly Term[]): Fault[] {
  return usedIn(piece.text, language, terms).flatMap(({term, word}) => {
    const words = term[wanted] ?? []
    if (words.length === 0 || words.some((own) => holds(there.text, own))) return []
    return [
      {
        lacks: there,
        rule: 'glossary-is-kept',
        reason: `Unexpected place without \`${words[0]}\` in ${wanted}, expected it for \`${word}\` in ${language}`,
        note: 'That is how the glossary of the report has it; other words for the term stand there too, parted by `;`.'
      }
    ]
  })
}

// A long term is not also the short one that is part of it.
function usedIn(text: string, language: Language, terms: readonly Term[]): readonly {term: Term; word: string}[] {
  let rest = text
  const words = terms
    .flatMap((term) => (term[language] ?? []).map((word) => ({term, word})))
    .toSorted((a, b) => b.word.length - a.word.length)
  const used = new Map<Term, {term: Term; word: string}>()
  for (const one of words) {
    if (!holds(rest, one.word)) continue
    rest = rest.replaceAll(patternOf(one.word), '\u0000')
    if (!used.has(one.term)) used.set(one.term, one)
  }
  return [...used.values()]
}

function holds(text: string, word: string): boolean {
  return patternOf(word).test(text)
}

// Whole words where words are parted by blanks, in the plural too.
function patternOf(word: string): RegExp {
  const plain = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
  return /\p{Script=Han}/u.test(word)
    ? new RegExp(plain, 'gu')
    : new RegExp(String.raw`(?<![\p{L}\p{N}])${plain}(?:s|es)?(?![\p{L}\p{N}])`, 'giu')
}
