/** Why a release is corrected, as it was typed -> the reason in every language of the report. */
import type {Correction} from '../compare/release.ts'
import {ReportError} from '../messages.ts'
import {deriveStage} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import type {LocalText} from '../types.ts'
import type {Session} from './session.ts'

/** A correction as it was typed. */
export interface TypedCorrection {
  /** ISO date. */
  readonly date: string
  /** As in `en=The score was wrong`; without a language for a report that is written in one. */
  readonly reasons: readonly string[]
}

/** Complete a correction; what can be derived is. Throws a ReportError where a language has no reason. */
export async function completeCorrection(
  {date, reasons}: TypedCorrection,
  report: Report,
  session: Session
): Promise<Omit<Correction, 'replaces'>> {
  const {languages, definition} = report
  const derived = Object.entries(definition.languages ?? {}).filter(([to]) => languages.includes(to))
  const written = languages.filter((language) => !derived.some(([to]) => to === language))
  let reason: LocalText = Object.fromEntries(reasons.map((text) => reasonIn(text, written, languages)))
  for (const [to, {from}] of derived) {
    if (reason[to] !== undefined || reason[from] === undefined) continue
    const made = await session.memo(deriveStage<{reason: LocalText}>(session.code), {
      value: {reason},
      from,
      to,
      words: report.phrases[to] ?? {}
    })
    reason = (await made.value.value()).reason
  }
  const missing = languages.filter((language) => !reason[language])
  if (missing.length > 0) throw new ReportError([unexplained(missing[0]!, written)])
  return {date, reason: Object.fromEntries(languages.map((language) => [language, reason[language]!]))}
}

// A reason without a language is in the only one that the report is written in; where there are more, it is in none.
function reasonIn(
  text: string,
  written: readonly string[],
  languages: readonly string[]
): readonly [language: string, reason: string] {
  const language = languages.find((each) => text.startsWith(`${each}=`))
  if (language !== undefined) return [language, text.slice(language.length + 1).trim()]
  return [written.length === 1 ? written[0]! : '', text.trim()]
}

function unexplained(language: string, written: readonly string[]) {
  return {
    severity: 'error',
    rule: 'correction-is-in-every-language',
    path: 'report.yaml',
    reason: `Unexpected correction without a reason in \`${language}\`, expected one for every language in which readers are told`,
    note: `Give ${written.map((each) => `\`--correct "${each}=..."\``).join(' ')}.`
  } as const
}
