/**
 * Text that was read in a wrong encoding and saved as what it then looked like: `QuÃ©bec` for `Québec`, `鍖椾含` for `北京`. Its
 * characters, written in the encoding that it was read in, are the UTF-8 of another text; hardly any text that is meant is that too.
 */

/** What a garbled part of a text was before. */
export interface Garbled {
  readonly found: string
  readonly meant: string
}

/** The first part of a text that was garbled; nothing where there is none. */
export function garbledIn(text: string): Garbled | undefined {
  return inWestern(text) ?? inChinese(text)
}

/** Bytes 80 to 9F of Windows-1252; those without a character are left out. */
const WINDOWS: ReadonlyMap<string, number> = new Map(
  Array.from({length: 32}, (_, index) => [new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + index)), 0x80 + index])
)
const TAIL = `[\\u0080-\\u00bf${[...WINDOWS.keys()].join('').replaceAll(/[\p{Cc}\\\]^-]/gu, '')}]`
/** A first byte of two, three or four, and those behind it. */
const WESTERN = new RegExp(`(?:[\\u00c2-\\u00df]${TAIL}|[\\u00e0-\\u00ef]${TAIL}{2}|[\\u00f0-\\u00f4]${TAIL}{3})+`, 'gu')
/** In a text that is meant these may stand behind a capital letter or a word. */
const PLAIN_TAIL = /^[\u00c2-\u00df][\u00a0\u00b0\u00bb\u00ae\u2013\u2014\u2018-\u201e\u2026\u203a\u2122]$/u

function inWestern(text: string): Garbled | undefined {
  for (const {0: found, index} of text.matchAll(WESTERN)) {
    const meant = decoded(Uint8Array.from(found, (character) => WINDOWS.get(character) ?? character.charCodeAt(0)))
    const isInWord = /^\p{L}/u.test(text.slice(index + found.length))
    if (meant !== undefined && isSure(found, meant) && (isInWord || !PLAIN_TAIL.test(found))) return {found, meant}
  }
  return undefined
}

// Letters of Europe, signs and marks; of other scripts two at least.
function isSure(found: string, meant: string): boolean {
  return (
    /^[\u00a1-\u017f\u2010-\u203a\u20ac\u2122\ufeff]+$/u.test(meant) ||
    (found.length > 5 && /^[^\p{Cc}\p{Cn}\p{Co}]+$/u.test(meant))
  )
}

/** Three characters of Chinese at least are six bytes, and those two characters of another text. */
const CHINESE = /[\p{Script=Han}\u3001-\u301f\u20ac\ue000-\uf8ff]{3,}/gu

function inChinese(text: string): Garbled | undefined {
  for (const [found] of text.matchAll(CHINESE)) {
    const meant = decoded(bytesOfGbk(found))
    if (meant !== undefined && /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]{2,}$/u.test(meant)) return {found, meant}
  }
  return undefined
}

// What is cut off at the end is left out: of nine bytes eight are four characters.
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes, {stream: true}) || undefined
  } catch {
    return undefined
  }
}

const bytesOfGbk = gbkWriter()

// There are 24,000 characters, and most data hold none that must be looked at.
function gbkWriter(): (text: string) => Uint8Array {
  let known: ReturnType<typeof allOfGbk> | undefined
  return (text) => {
    known ??= allOfGbk()
    return Uint8Array.from(Array.from(text).flatMap((character) => known!.get(character) ?? [0xff]))
  }
}

function allOfGbk(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk')
  const bytes = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index)
  return new Map(
    bytes(0x81, 0xfe).flatMap((first) =>
      bytes(0x40, 0xfe).map((second) => [decoder.decode(Uint8Array.of(first, second)), [first, second]] as const)
    )
  )
}
