/** The glossary of a report: terms that are the same in every language, and whose words are names. */
import {languageSuffix} from '../language/index.ts'
import {suggestion, throwErrors} from '../messages.ts'
import type {Term} from '../stages/agree/index.ts'
import type {Report} from '../stages/load/index.ts'
import type {Tables} from './data.ts'

interface Listed {
  readonly report: Report
  readonly tables: Pick<Tables, 'contents'>
}

/** The terms of a report, a row each, with their words in each language. Throws a ReportError for a glossary that is none. */
export function glossaryOf({report: {definition, languages, place}, tables: {contents}}: Listed): readonly Term[] {
  const {glossary} = definition
  if (glossary === undefined) return []
  const table = contents.get(glossary)
  const at = {severity: 'error', rule: 'glossary-is-known', path: 'report.yaml', ...place(['glossary'])} as const
  if (table === undefined)
    throwErrors([{...at, reason: `Unexpected table \`${glossary}\``, note: suggestion(glossary, contents.keys())}])
  const columns = languages.filter((language) => table!.fields.some(({name}) => name === languageSuffix(language)))
  if (columns.length < 2)
    throwErrors([
      {
        ...at,
        reason: `Unexpected table \`${glossary}\` without columns of two languages`,
        note: 'Name them `en`, `zh_hans` and so on.'
      }
    ])
  return table!.rows.map((row) =>
    Object.fromEntries(columns.map((language) => [language, wordsIn(row[languageSuffix(language)])]))
  )
}

function wordsIn(cell: unknown): readonly string[] {
  return String(cell ?? '')
    .split(/[;；]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
