/** A contract's `pattern` -> a test of a whole value, in time that grows no faster than the value. */

/** Whether a whole value matches. */
export type Pattern = (value: string) => boolean

/** Why a pattern is none, in words that follow "Unexpected". */
export interface BadPattern {
  readonly found: string
  readonly expected: string
}

/**
 * Read a regular expression as Table Schema means it: the whole value must match. Its engine is RE2, which knows neither
 * backreferences nor a look ahead or behind: what it does not know is said, never tried.
 */
export async function readPattern(source: string): Promise<Pattern | BadPattern> {
  const beyond = beyondLinear(source)
  if (beyond !== undefined) return {found: `${beyond} in \`${short(source)}\``, expected: 'a pattern that needs one pass (RE2)'}
  // The library passes over some slips that JavaScript finds.
  if (!isWellFormed(source)) return {found: `\`${short(source)}\``, expected: 'a regular expression'}
  const {RE2JS} = await import('re2js')
  try {
    const whole = RE2JS.compile(RE2JS.translateRegExp(named(source)))
    return (value) => whole.matches(value)
  } catch (error) {
    const [, reason = ''] = /parsing regexp: (.*)$/s.exec((error as Error).message) ?? []
    return {found: `\`${short(source)}\` (${reason.slice(0, 80)})`, expected: 'a regular expression of RE2'}
  }
}

/** Whether a pattern could be read. */
export function isPattern(read: Pattern | BadPattern): read is Pattern {
  return typeof read === 'function'
}

// Seen outside of character classes and behind no backslash.
function beyondLinear(source: string): string | undefined {
  const bare = source.replaceAll(/\\[^1-9k]/g, '').replaceAll(/\[(?:\\.|[^\]\\])*\]/g, '')
  if (/\\[1-9]|\\k</.test(bare)) return 'backreference'
  if (/\(\?[=!]/.test(bare)) return 'lookahead'
  return /\(\?<[=!]/.test(bare) ? 'lookbehind' : undefined
}

function isWellFormed(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

// RE2 names a script or a category alone.
function named(source: string): string {
  return source.replaceAll(/\\([pP])\{(?:Script(?:_Extensions)?|scx?|General_Category|gc)=(\w+)\}/g, '\\$1{$2}')
}

function short(source: string): string {
  return source.length > 60 ? `${source.slice(0, 60)}…` : source
}
