/** Rules for the marks in content streams: all that is painted is content or an artifact, and never both. */
import type {Examined} from './examined.ts'
import type {MarkFault} from './painted.ts'
import type {Fault, Rule} from './rule.ts'

/** Rules for marks. */
export const markRules: readonly Rule[] = [
  {
    name: 'content-is-marked',
    clause: 'ISO 14289-1 7.1',
    faults: onEachPage(
      ['unmarked'],
      (what) => `Unexpected paint in no mark (\`${what}\`), expected content of an element or an artifact`
    )
  },
  {
    name: 'artifact-stands-apart',
    clause: 'ISO 14289-1 7.1',
    faults: onEachPage(
      ['artifact in content', 'content in artifact'],
      (what) => `Unexpected mark \`${what}\` between content and artifact, expected neither to hold the other`
    )
  },
  {
    name: 'marks-begin-and-end',
    clause: 'ISO 32000-1 14.6',
    faults: onEachPage(
      ['never begun', 'never ended'],
      (_, kind) => `Unexpected mark that is ${kind}, expected both ends in one stream`
    )
  },
  {
    name: 'content-can-be-read',
    clause: 'ISO 32000-1 7.8.2',
    faults: onEachPage(
      ['unreadable'],
      (what) => `Unexpected content that cannot be read (${what}), expected operators and operands`
    )
  }
]

type Sentence = (what: string, kind: MarkFault) => string

// Of each kind the first on each page: what is wrong once is often wrong a thousand times.
function onEachPage(kinds: readonly MarkFault[], sentence: Sentence): Rule['faults'] {
  return function* ({painted}: Examined): Iterable<Fault> {
    const told = new Set<string>()
    for (const {kind, page, what} of painted.faults) {
      const key = `${kind} ${page}`
      if (!kinds.includes(kind) || told.has(key)) continue
      told.add(key)
      yield {page, reason: sentence(what, kind)}
    }
  }
}
