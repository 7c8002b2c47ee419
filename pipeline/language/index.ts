/** The languages of Octavo. A new one is a file beside this and a line here, before any that covers its tag as well. */
import {ReportError} from '../messages.ts'
import type {Language} from '../types.ts'
import {en} from './en.ts'
import type {LanguageRules} from './rules.ts'
import {zhHans} from './zh-hans.ts'
import {zhHant} from './zh-hant.ts'

export const languages: readonly LanguageRules[] = [en, zhHant, zhHans]

/** Whether Octavo can write the numbers and dates of a language. */
export function isLanguage(language: string): boolean {
  return languages.some(({covers}) => covers.test(language))
}

/** The rules of a language. Throws a {@link ReportError} for one that has none: a text half in another language would be wrong in silence. */
export function rulesFor(language: Language): LanguageRules {
  const rules = languages.find(({covers}) => covers.test(language))
  if (rules !== undefined) return rules
  throw new ReportError([
    {
      severity: 'error',
      rule: 'language-is-known',
      reason: `Unexpected language \`${language}\`, expected one whose numbers and dates Octavo can write`,
      note: `There are ${languages.map(({tag}) => `\`${tag}\``).join(', ')}; another is a file in \`pipeline/language\`.`
    }
  ])
}

/** `zh-Hans` -> `zh_hans`: the ending of a column that is written in one language. */
export function languageSuffix(language: Language): string {
  return language.toLowerCase().replaceAll('-', '_')
}
