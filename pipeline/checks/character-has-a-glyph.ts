/** Every character of the page has a glyph in a font that prints it. A missing one would be an empty box. */
import {allFaces, coverage, facesFor, missingGlyphs, type Coverage} from '../design/fonts.ts'
import type {Message} from '../messages.ts'
import type {Language, PrintPage} from '../types.ts'
import type {Check} from './check.ts'

/** Tells of every character that no face of the page's language can draw. */
export const characterHasAGlyph: Check = {rule: 'character-has-a-glyph', look}

async function look({body, language}: PrintPage): Promise<readonly Message[]> {
  const prose = textOf(body.replaceAll(VERBATIM, ' '))
  const verbatim = textOf((body.match(VERBATIM) ?? []).join(' '))
  const missing = missingIn(prose, await coverageOf(language), `no font of ${language} has`)
  if (verbatim.trim() === '') return missing
  return [...missing, ...missingIn(verbatim, await coverageOf('any'), 'no font has')]
}

// What is written as it is, such as the name of a file, keeps its script in every edition; the page falls back on all faces for it.
const VERBATIM = /<(code|pre|kbd|samp)\b[^]*?<\/\1>/g

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

// Each reference is read once: what it spells may look like another.
function textOf(html: string): string {
  return html
    .replaceAll(/<style[^]*?<\/style>|<(?:[^>"']|"[^"]*"|'[^']*')*>/g, ' ')
    .replaceAll(/&(?:#x([0-9a-f]{1,6})|(lt|gt|amp|quot));/gi, (reference, code: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? reference
      const point = Number.parseInt(code!, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : reference
    })
}

const NAMED: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"'}
