/** Values of a block -> where two languages of it read other columns: what an attribute names, and what each helper is given. */
import type {Expression, NodeId, Template, Term} from '../../tree.ts'

/** A value as it is asked for in a block. */
export interface Call {
  /** The attribute that it stands in; nothing for running text. */
  readonly slot: string
  /** Nothing for a plain value. */
  readonly helper: string
  /** `latest.stalls`, and what its options name: `of=all_regions`. Words and numbers are a matter of the language. */
  readonly reads: readonly string[]
  /** Digits behind the point, where they are given and do not depend on the words for large numbers. */
  readonly digits?: string
  readonly node: NodeId
}

/** What a block reads. */
export interface Reads {
  /** The attributes that name queries and columns. */
  readonly names: Readonly<Record<string, string>>
  readonly calls: readonly Call[]
}

/** A difference: what one has, and what it should be. */
export interface Difference {
  readonly reason: string
  readonly node?: NodeId
}

/** The values of a text or of an attribute. */
export function callsOf(template: Template, slot: string): readonly Call[] {
  return template.flatMap((part) => (typeof part === 'string' || 'cited' in part ? [] : [callOf(part, slot)]))
}

/** A value as it is asked for. */
export function callOf({helper = '', terms, options, node}: Expression, slot = ''): Call {
  const named = Object.entries(options).flatMap(([name, term]) => pathOf(term, `${name}=`))
  const {digits, compact} = options
  const given = digits?.kind === 'literal' && compact === undefined ? {digits: String(digits.value)} : {}
  return {slot, helper, reads: [...terms.flatMap((term) => pathOf(term, '')), ...named.sort()], ...given, node}
}

function pathOf(term: Term, before: string): readonly string[] {
  return term.kind === 'path' ? [`${before}${term.parts.join('.')}`] : []
}

/** What the names in the attributes of a block say otherwise than in the other language. */
export function otherNames(one: Reads, two: Reads, language: string): readonly Difference[] {
  const keys = [...new Set([...Object.keys(one.names), ...Object.keys(two.names)])].sort()
  return keys
    .filter((key) => one.names[key] !== two.names[key])
    .map((key) => {
      const [own, wanted] = [two.names[key], one.names[key]].map((value) => (value === undefined ? 'none' : `\`${value}\``))
      return {reason: `Unexpected ${own} in the attribute \`${key}\`, expected ${wanted} as in ${language}`}
    })
}

/**
 * What a helper is given in one language and not in the other. Only where both ask as often for it in the same attribute: else
 * a language says it in its own way. `isPaired` for two names of one thing, as in `output_yuan` and `output_trillions`.
 */
export function otherReads(one: Reads, two: Reads, {language, isPaired}: Reading): readonly Difference[] {
  const kindOf = ({slot, helper}: Call) => `${slot} ${helper}`
  const wanted = Map.groupBy(one.calls, kindOf)
  return [...Map.groupBy(two.calls, kindOf)].flatMap(([kind, calls]) => {
    const others = wanted.get(kind) ?? []
    if (others.length !== calls.length) return []
    const left = [...others]
    const strange = calls.filter((call) => {
      const at = left.findIndex((other) => isSame(call, other, isPaired))
      if (at !== -1) left.splice(at, 1)
      return at === -1
    })
    return strange.map((call, index) => ({
      node: call.node,
      reason: `Unexpected ${written(call)}${call.slot && ` in the attribute \`${call.slot}\``}, expected ${written(left[index]!)} as in ${language}`
    }))
  })
}

/** Where both languages say how many digits the same value has, and one says more of them. */
export function otherDigits(one: Reads, two: Reads, language: string): readonly Difference[] {
  return two.calls.flatMap((call) => {
    const same = one.calls.filter((other) => other.slot === call.slot && written(other) === written(call))
    const wanted = same.map(({digits}) => digits)
    if (call.digits === undefined || wanted.includes(call.digits) || wanted.includes(undefined) || wanted.length === 0) return []
    return [
      {
        node: call.node,
        reason: `Unexpected \`digits=${call.digits}\` of ${written(call)}, expected \`digits=${wanted[0]}\` as in ${language}`
      }
    ]
  })
}

interface Reading {
  readonly language: string
  readonly isPaired: (own: string, other: string) => boolean
}

// What is said of one and the same value is compared with the same, too.
function isSame({reads}: Call, other: Call, isPaired: Reading['isPaired']): boolean {
  if (reads.length !== other.reads.length) return false
  const mayDiffer = reads[0] !== other.reads[0]
  return reads.every((read, index) => read === other.reads[index] || (mayDiffer && isPaired(read, other.reads[index]!)))
}

function written({helper, reads}: Call): string {
  return `\`${[helper, ...reads].filter(Boolean).join(' ')}\``
}
