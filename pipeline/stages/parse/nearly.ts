/** What is nearly a directive: told apart from prose, and what is wrong with it said. */
import {directives} from '../../directives/index.ts'
import {nearest} from '../../messages.ts'

const NAMES = directives.map(({name}) => name)
const KEYS = [...new Set([...directives.flatMap(({attributes}) => Object.keys(attributes)), 'caption', 'note', 'width'])]

/** What stands behind the name of what may be a directive. */
export interface Form {
  readonly isLeaf: boolean
  readonly hasLabel: boolean
  readonly hasAttributes: boolean
}

/**
 * Whether `name` is meant as a directive: `:only[x]{...}` and `:onyl[x]{...}` are, `localhost:8080[a]`, `来源:统计局[1]`
 * and a line that begins with `::ffff` are prose. Whatever has attributes with values is meant.
 */
export function isDirectiveName(name: string, {isLeaf, hasLabel, hasAttributes}: Form): boolean {
  if (hasAttributes) return true
  if (isLeaf) return !ADDRESS.test(name)
  return hasLabel && meantName(name) !== undefined
}

// The end of an address of IPv6, as in `::ffff`.
const ADDRESS = /^[\da-f]{1,4}$/i

/** The name of the directive that is meant, or nothing where none is near. */
export function meantName(written: string): string | undefined {
  const name = plain(written).toLowerCase()
  if (NAMES.includes(name)) return name
  const near = nearest(name, NAMES)
  return near !== undefined && isSlip(name, near) ? near : undefined
}

/** A piece of prose in which a directive or its attributes are nearly written. */
export interface Near {
  readonly index: number
  readonly text: string
}

const COLONS = '[:：﹕︰∶]'
const NAMED = `(?:${NAMES.join('|')})`
const OPENING = '[{｛]'
const BRACKET = '[\\[［【{｛]'
const EQUALS = '[=＝]'

const PATTERNS: readonly RegExp[] = [
  // A line of its own that begins with colons.
  new RegExp(`(?<=^[ \\t>]*)${COLONS}{3,}.*`, 'gmu'),
  new RegExp(`(?<=^[ \\t>]*)${COLONS}{2}(?=[ \\t]*\\p{L}).*`, 'gmu'),
  // `:only [x]`, `：only［x］`, `: only[x]{if=...}`.
  new RegExp(`${COLONS}+${NAMED}[ \\t]*${BRACKET}.*`, 'giu'),
  new RegExp(`${COLONS}[ \\t]+${NAMED}[ \\t]*(?:\\[[^\\]\\n]*\\])?[ \\t]*${OPENING}[ \\t]*\\w+[ \\t]*${EQUALS}.*`, 'giu'),
  // Attributes that belong to nothing: `{if="..."}`, `{ #id }`.
  new RegExp(`${OPENING}[^{}｛｝\\n]*\\b(?:${KEYS.join('|')})[ \\t]*${EQUALS}[ \\t]*["'“”‘’＂＇「].*`, 'giu'),
  new RegExp(`${OPENING}[ \\t]*#[ \\t]*[A-Za-z][\\w-]*[^{}｛｝\\n]*[}｝]`, 'gu')
]

/** Where a text nearly holds a directive; `startsLine` says that the text begins its line. */
export function nearDirectives(text: string, startsLine: boolean): readonly Near[] {
  const found = new Map<number, Near>()
  PATTERNS.forEach((pattern, kind) => {
    for (const {0: match, index} of text.matchAll(pattern)) {
      const lineStart = text.lastIndexOf('\n', index) + 1
      if (kind < 2 && lineStart === 0 && !startsLine) continue
      if (kind === 1 && !isMeantLine(match)) continue
      if (!found.has(lineStart)) found.set(lineStart, {index, text: match.trim()})
    }
  })
  return [...found.values()]
}

// Two colons begin addresses and names of programs as well.
function isMeantLine(line: string): boolean {
  const [, name = '', rest = ''] = /^[^\p{L}]*([\p{L}\p{N}_-]+)(.*)$/u.exec(line) ?? []
  return meantName(name) !== undefined || new RegExp(`^[ \\t]*(?:\\[.*\\])?[ \\t]*${OPENING}.*${EQUALS}`, 'u').test(rest)
}

/** What is wrong with it, as the rest of a sentence after "Unexpected". */
export function faultOf(text: string): string {
  const [, colons = '', blank = '', name = ''] = new RegExp(`^(${COLONS}*)([ \\t]*)([\\p{L}\\p{N}_-]*)`, 'u').exec(text) ?? []
  const rest = text.slice(colons.length + blank.length + name.length)
  const shown = `\`${shorten(text)}\``
  if (/[^:]/.test(colons)) return `full-width colons in ${shown}`
  if (/[｛｝［］【】＝]/.test(rest)) return `full-width braces, brackets or signs in ${shown}`
  if (/[“”‘’„＂＇]/.test(rest)) return `typographic quotation marks in ${shown}, expected straight ones`
  if (/\\["']/.test(rest)) return `quotation mark behind \`\\\` in ${shown}, expected the other kind, or \`&quot;\``
  if (/="[^"]*\{\{[^}"]*"[^}]*\}\}/.test(rest))
    return `quotation mark \`"\` inside an expression in ${shown}, expected \`'\` there`
  if (/='[^']*\{\{[^}']*'[^}]*\}\}/.test(rest))
    return `quotation mark \`'\` inside an expression in ${shown}, expected \`"\` there`
  if (/="[^"]*"[^\s}"=]/.test(rest))
    return `quotation mark \`"\` inside an attribute in ${shown}, expected \`'\` there, as in \`if="reader = 'public'"\``
  if (/='[^']*'[^\s}'=]/.test(rest))
    return `quotation mark \`'\` inside an attribute in ${shown}, expected \`"\` there, as in \`if='reader = "public"'\``
  if (colons === '') return `${shown}, which belongs to no directive, heading, image or link before it`
  if (name === '') return `${shown}, which closes no directive`
  if (blank !== '') return `blank between the colons and the name in ${shown}`
  if (/^[ \t]+[{[]/.test(rest)) return `blank before \`${rest.trim()[0]}\` in ${shown}`
  if (/^(?:\[.*\])?\{[^}]*\w=(?!["'])/.test(rest)) return `attribute without quotation marks in ${shown}`
  if (/^(?:\[.*\])?\{[^}]*$/.test(rest) || (rest.match(/"/g)?.length ?? 0) % 2 === 1) return `end of ${shown}, expected \`"}\``
  if (/^(?:\[.*\])?\{.*\}\s*\S/.test(rest)) return `text behind the attributes in ${shown}, expected it on the next line`
  return `${shown}, which is no directive`
}

/** How it would be written. */
export const DIRECTIVE_NOTE =
  'A container opens with `:::name{key="value"}` and closes with a line of as many colons; outer ones have more. What is meant as prose is written `\\:::` or `\\{`.'

// One letter too many, too few or another; or two in the wrong order.
function isSlip(name: string, near: string): boolean {
  if ([...name].sort().join('') === [...near].sort().join('')) return true
  if (Math.abs(name.length - near.length) > 1) return false
  let start = 0
  while (start < Math.min(name.length, near.length) && name[start] === near[start]) start++
  let end = 0
  while (end < Math.min(name.length, near.length) - start && name.at(-1 - end) === near.at(-1 - end)) end++
  return start + end >= Math.max(name.length, near.length) - 1
}

// Letters as wide as Han characters are the same letters.
function plain(name: string): string {
  return name.normalize('NFKC')
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
