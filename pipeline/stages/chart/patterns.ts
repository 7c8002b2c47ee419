/** The regular expressions of Vega's expressions, in time that grows with the text alone: RE2, not the machine's backtracking. */
import type {RE2JS} from 're2js'
import type {Vega} from './vega.ts'

/** What `regexp(...)` gives to the other functions. */
interface Pattern {
  readonly linear: RE2JS
  readonly global: boolean
}

/** Replace the functions that take patterns. Whatever RE2 does not read (look-behind, references back) throws when it is met. */
export async function useLinearPatterns(vega: Vega): Promise<void> {
  const {RE2JS} = await import('re2js')
  const known = new Map<string, Pattern>()
  const patternOf = (given: unknown, flags = ''): Pattern => {
    if (isPattern(given)) return given
    const [source, marks] = given instanceof RegExp ? [given.source, given.flags] : [String(given), String(flags)]
    const key = `${marks}/${source}`
    const found = known.get(key)
    if (found !== undefined) return found
    const bits = (marks.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (marks.includes('s') ? RE2JS.DOTALL : 0)
    const lines = marks.includes('m') ? RE2JS.MULTILINE : 0
    const pattern = {linear: RE2JS.compile(RE2JS.translateRegExp(source), bits | lines), global: marks.includes('g')}
    known.set(key, pattern)
    return pattern
  }
  vega.expressionFunction('regexp', patternOf)
  vega.expressionFunction('isRegExp', (value: unknown) => isPattern(value) || value instanceof RegExp)
  vega.expressionFunction('test', (given: unknown, text: unknown) => patternOf(given).linear.matcher(String(text)).find())
  vega.expressionFunction('replace', (text: unknown, given: unknown, words: unknown) => {
    if (typeof given === 'string') return String(text).replace(given, String(words))
    const {linear, global} = patternOf(given)
    const matcher = linear.matcher(String(text))
    return global ? matcher.replaceAll(String(words)) : matcher.replaceFirst(String(words))
  })
  vega.expressionFunction('split', (text: unknown, given: unknown, limit?: number) => {
    if (!isPattern(given) && !(given instanceof RegExp)) return String(text).split(given as string, limit)
    return patternOf(given).linear.split(String(text), -1).slice(0, limit)
  })
}

function isPattern(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && 'linear' in value
}
