/** `octavo help NAME` of what is no command: a helper, a directive, the word of a query's header, a variable, a rule. */
import type {ReferenceTable} from '../run/handbook-page.ts'
import {readReference, readRules, type HelperEntry, type PartEntry} from '../schema/reference.ts'

/** What is known by a name: pages of the reference, in its order; and all names there are. */
export interface Found {
  readonly text: string | undefined
  /** Where the handbook has them. */
  readonly rows: readonly Row[]
  readonly names: readonly string[]
}

/** A row of a table of the reference. */
export type Row = readonly [table: ReferenceTable, name: string]

/** Columns of a terminal. */
const WIDTH = 80

/** Look a name up; `num` may be written `{{num}}`, and `figure` `::figure`. */
export async function findReference(written: string): Promise<Found> {
  const name = written.replace(/^(?:\{\{|:{1,3}|--\s*)\s*/, '').replace(/\s*(?:\}\}|:)$/, '')
  const [{helpers, directives, queryHeaders, environment}, rules] = await Promise.all([readReference(), readRules()])
  const own = <Value>(entries: Readonly<Record<string, Value>>) => (Object.hasOwn(entries, name) ? entries[name] : undefined)
  const [helper, directive, header, variable, rule] = [
    own(helpers),
    own(directives),
    own(queryHeaders),
    own(environment),
    own(rules)
  ]
  const known: readonly (readonly [ReferenceTable, string | undefined])[] = [
    ['helpers', helper && partPage(`The helper ${name}`, helper)],
    ['directives', directive && partPage(`The directive ${name}`, directive)],
    ['headers', header && page(`The word ${name} at the top of a query`, [header.en, `-- ${name}: …`])],
    ['environment', variable && page(`The environment variable ${name}`, [variable.en])],
    ['rules', rule && page(`The rule ${name} (${rule.area})`, [rule.en])]
  ]
  const pages = known.filter(([, page]) => page !== undefined)
  return {
    text: pages.length > 0 ? pages.map(([, page]) => page).join('\n\n') : undefined,
    rows: pages.map(([table]) => [table, name]),
    names: [helpers, directives, queryHeaders, environment, rules].flatMap(Object.keys)
  }
}

function partPage(title: string, part: PartEntry | HelperEntry): string {
  const {example, about, options} = part
  const read = 'reads' in part ? [`  ${part.sentence.en}\n  -> ${part.reads.en}`] : []
  const widest = Math.max(0, ...Object.keys(options).map((name) => name.length))
  const lines = Object.entries(options).map(
    ([name, {en}]) => `  ${name.padEnd(widest)}  ${folded(en, WIDTH - widest - 4, widest + 4)}`
  )
  return page(title, [about.en, `  ${example}`, ...read, ...(lines.length > 0 ? [lines.join('\n')] : [])])
}

function page(title: string, parts: readonly string[]): string {
  return [title, ...parts.map((part) => (part.startsWith(' ') ? part : folded(part, WIDTH, 0)))].join('\n\n')
}

// Broken between words, the lines behind the first so many columns in.
function folded(text: string, width: number, indent: number): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    if (line !== '' && line.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}
