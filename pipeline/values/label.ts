/** A column at the head of a table -> what is told of it where its contract has no word for a reader. */
import {rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {Language} from '../types.ts'

/** A warning, told once for a query however often it is shown; a word such as `year` may stand in English as it is. */
export function unlabelled(name: string, query: string, language: Language): Omit<Message, 'node'> | undefined {
  if (!name.includes('_') && rulesFor(language).script === 'Latn') return undefined
  return {
    severity: 'warning',
    rule: 'column-has-a-label',
    reason: `Unexpected head \`${name}\` in a table of \`${query}\`, expected a \`label\` of the column in ${language}`,
    note: `Write it into the data package, at the column of its file or of the query: \`"label": {"${language}": "..."}\`.`,
    once: `column-has-a-label ${query}.${name} ${language}`
  }
}
