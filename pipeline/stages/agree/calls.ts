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
  /** Options that change what is said, and not how a language says it: `by="points"`. */
  readonly options: readonly string[]
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
  const given = Object.entries(options).sort(([one], [two]) => (one < two ? -1 : 1))
  const named = given.flatMap(([name, term]) => pathOf(term, `${name}=`))
  const told = given.flatMap(([name, term]) => (TOLD.has(name) ? literalOf(term, name) : []))
  const reads = [...terms.flatMap((term) => pathOf(term, '')), ...named]
  return {slot, helper, reads, options: told, node}
}

/** What a reader is told by, whatever the language; `compact` decides how many digits a language needs. */
const TOLD: ReadonlySet<string> = new Set(['by', 'compact', 'digits', 'figures', 'limit', 'order', 'within'])
/** Where nothing is said. */
const USUAL: ReadonlySet<string> = new Set(['compact=false', 'figures=2', 'within=5'])

function literalOf(term: Term, name: string): readonly string[] {
  const text = term.kind === 'literal' ? `${name}=${JSON.stringify(term.value)}` : ''
  return text === '' || USUAL.has(text) ? [] : [text]
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
    const isSame = (call: Call, other: Call) => readsSame(call, other, isPaired)
    const exact = pairUp({calls, others}, (call, other) => isSame(call, other) && isToldSame(call, other))
    const {calls: strange, others: left, pairs} = pairUp(exact, isSame)
    const found = [...strange.map((call, index) => [call, left[index]!] as const), ...pairs]
    return found.map(([call, other]) => differenceOf(call, other, language))
  })
}

interface Reading {
  readonly language: string
  readonly isPaired: (own: string, other: string) => boolean
}

interface Sides {
  readonly calls: readonly Call[]
  readonly others: readonly Call[]
}

// Each takes the first that is like it from the other side, and the rest is left on either.
function pairUp(
  {calls, others}: Sides,
  isLike: (call: Call, other: Call) => boolean
): Sides & {readonly pairs: readonly (readonly [Call, Call])[]} {
  const left = [...others]
  const pairs: [Call, Call][] = []
  const strange = calls.filter((call) => {
    const at = left.findIndex((other) => isLike(call, other))
    if (at !== -1) pairs.push([call, left.splice(at, 1)[0]!])
    return at === -1
  })
  return {calls: strange, others: left, pairs}
}

// What is said of one and the same value is compared with the same, too.
function readsSame({reads}: Call, other: Call, isPaired: Reading['isPaired']): boolean {
  if (reads.length !== other.reads.length) return false
  const mayDiffer = reads[0] !== other.reads[0]
  return reads.every((read, index) => read === other.reads[index] || (mayDiffer && isPaired(read, other.reads[index]!)))
}

// Large numbers are parted in other places, and so are the columns that hold them for a language.
function isToldSame(one: Call, two: Call): boolean {
  const isLarge = [one, two].some(({options}) => options.includes('compact=true')) || one.reads[0] !== two.reads[0]
  return toldBy(one, isLarge) === toldBy(two, isLarge)
}

function toldBy({options}: Call, isLarge: boolean): string {
  return options.filter((option) => !option.startsWith('compact') && !(isLarge && /^(?:digits|figures)/.test(option))).join(' ')
}

// Options are named where they are all that differs.
function differenceOf(call: Call, other: Call, language: string): Difference {
  const isAlike = call.reads.join(' ') === other.reads.join(' ')
  const [own, wanted] = [call, other].map(({helper, reads, options}) =>
    written({helper, reads: isAlike ? [...reads, ...options] : reads})
  )
  return {
    node: call.node,
    reason: `Unexpected ${own}${call.slot && ` in the attribute \`${call.slot}\``}, expected ${wanted} as in ${language}`
  }
}

function written({helper, reads}: Pick<Call, 'helper' | 'reads'>): string {
  return `\`${[helper, ...reads].filter(Boolean).join(' ')}\``
}
