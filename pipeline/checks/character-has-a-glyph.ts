/** Every character of the page has a glyph in a font that prints it. A missing one would be an empty box. */
import {allFaces, coverage, facesFor, missingGlyphs, type Coverage} from '../design/fonts.ts'
import type {Message} from '../messages.ts'
import type {Language, PrintPage} from '../types.ts'
import type {Check} from './check.ts'
import {proseIn, textOf, VERBATIM} from '../language/page-text.ts'

/** Tells of every character that no face of the page's language can draw. */
export const characterHasAGlyph: Check = {of: 'page', rule: 'character-has-a-glyph', look}

async function look({body, language}: PrintPage): Promise<readonly Message[]> {
  const prose = proseIn(body)
  const verbatim = textOf((body.match(VERBATIM) ?? []).join(' '))
  const missing = missingIn(prose, await coverageOf(language), `no font of ${language} has`)
  if (verbatim.trim() === '') return missing
  return [...missing, ...missingIn(verbatim, await coverageOf('any'), 'no font has')]
}

// Of several that follow each other, as in a word of another script, the whole is told once.
function missingIn(text: string, covered: Coverage, lack: string): readonly Message[] {
  const missing = missingGlyphs(text, covered)
  if (missing.length === 0) return []
  const letters = missing.map(escaped).join('')
  const runs = new Set(text.match(new RegExp(`[${letters}]+(?:\\s+[${letters}]+)*`, 'gu')) ?? [])
  const told = new Set<string>()
  return [...runs].flatMap((run) => {
    const isNew = [...run].some((character) => missing.includes(character) && !told.has(character))
    for (const character of run) told.add(character)
    return isNew ? [toMessage(run, text, lack)] : []
  })
}

function toMessage(run: string, text: string, lack: string): Message {
  const characters = [...run]
  const code = characters[0]!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  const at = text.indexOf(run)
  const around = text
    .slice(Math.max(0, at - 12), at + run.length + 12)
    .replaceAll(/\s+/g, ' ')
    .trim()
  const what = characters.length === 1 ? `character ${run} (U+${code})` : `characters ${run} (from U+${code})`
  return {
    severity: 'error',
    rule: 'character-has-a-glyph',
    character: characters[0]!,
    once: `${run}, which ${lack}`,
    reason: `Unexpected ${what} near “${around}”, which ${lack}`,
    note: 'Write another character, or a form that the language uses.'
  }
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`
}

const coverages = new Map<Language | 'any', Promise<Coverage>>()

// Read once for each language, and for all faces where one is written as it is.
function coverageOf(language: Language | 'any'): Promise<Coverage> {
  let covered = coverages.get(language)
  const faces = language === 'any' ? allFaces() : facesFor(language)
  if (covered === undefined) coverages.set(language, (covered = coverage(faces.map(({path}) => path))))
  return covered
}
