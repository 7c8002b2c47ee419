/** Titles, labels and words that are written in one script of a language, completed in the other, as the chapters are. */
import {deriveStage, isDerivable} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import {throwErrors} from '../messages.ts'
import type {Session} from './session.ts'

/** The report with every text in every language. Throws a ReportError for a language that cannot be derived. */
export async function completeLanguages(report: Report, {memo, code}: Pick<Session, 'memo' | 'code'>): Promise<Report> {
  let {definition, resources, queryFields} = report
  for (const [to, {from}] of Object.entries(definition.languages ?? {})) {
    if (!isDerivable(from, to))
      throwErrors([
        {
          severity: 'error',
          rule: 'language-is-derivable',
          reason: `Unexpected \`${to}\` from \`${from}\`: only the two scripts of Chinese can be derived from each other`,
          path: 'report.yaml',
          ...report.place(['languages', to, 'from'])
        }
      ])
    const stage = deriveStage<Pick<Report, 'definition' | 'resources' | 'queryFields'>>(code)
    const derived = await memo(stage, {
      value: {definition, resources, queryFields},
      from,
      to,
      words: report.phrases[to] ?? {}
    })
    ;({definition, resources, queryFields} = await derived.value.value())
  }
  return {...report, definition, resources, queryFields}
}
