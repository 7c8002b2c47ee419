/** Titles, labels and words that are written in one script of a language, completed in the other, as the chapters are. */
import {deriveStage, isDerivable} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import {languages, rulesFor} from '../language/index.ts'
import {share} from '../cache/hash.ts'
import {throwErrors, type Message} from '../messages.ts'
import type {Language, Words} from '../types.ts'
import type {Session} from './session.ts'

/** The report with every text in every language. Throws a ReportError for a language that Octavo cannot write, or that cannot be derived. */
export async function completeLanguages(report: Report, {memo, code}: Pick<Session, 'memo' | 'code'>): Promise<Report> {
  throwErrors(report.languages.flatMap((language, index) => unwritable(language, index, report)))
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
  return {...report, definition, resources, queryFields, templates: {...report.templates, words: wordsOf(report)}}
}

// Numbers and dates are written by rules of the language, labels and titles of pages by its words.
function unwritable(language: Language, index: number, report: Report): Message[] {
  const at = {severity: 'error', path: 'report.yaml', ...report.place(['axes', 'language', index])} as const
  if (!languages.some(({covers}) => covers.test(language))) {
    const reason = `Unexpected language \`${language}\`, expected one whose numbers and dates Octavo can write`
    return [{...at, rule: 'language-is-known', reason, note: `There are ${languages.map(({tag}) => `\`${tag}\``).join(', ')}.`}]
  }
  const words = wordsIn(language, report)
  const missing = Object.keys(report.templates.words['en'] ?? {}).filter((word) => words[word] === undefined)
  if (missing.length === 0) return []
  const reason = `Unexpected language \`${language}\` without the word \`${missing[0]}\``
  return [{...at, rule: 'language-has-words', reason, note: `Write it into \`templates/locales/${language}.yaml\`.`}]
}

function wordsOf(report: Report): Report['templates']['words'] {
  return {
    ...report.templates.words,
    ...Object.fromEntries(report.languages.map((language) => [language, share(wordsIn(language, report))]))
  }
}

// `zh-TW` has the words of `zh-Hant` but for those that it brings.
function wordsIn(language: Language, {templates: {words}}: Report): Words {
  return {...words[rulesFor(language).tag], ...words[language]}
}
