/** Quotation marks are those of the language: “ ” in simplified Chinese and in English, 「 」 in traditional Chinese. */
import {rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {PrintPage} from '../types.ts'
import type {Check} from './check.ts'
import {proseIn} from '../language/page-text.ts'

/** Tells of marks of another language in Chinese, and of typewriter's marks that stand in no pair. */
export const quotesAreOfTheLanguage: Check = {of: 'page', rule: 'quotes-are-of-the-language', look}

const HAN = '[\\u3400-\\u4dbf\\u4e00-\\u9fff，。；：！？、]'
const STRAIGHT = `(?<=${HAN})["']|["'](?=${HAN})`

async function look({body, language}: PrintPage): Promise<readonly Message[]> {
  const {script, typography} = rulesFor(language)
  if (script === 'Latn') return []
  const others = script === 'Hans' ? '[「」『』]' : `[“”‘’](?=${HAN})|(?<=${HAN})[“”‘’]`
  const text = proseIn(body)
  return Array.from(text.matchAll(new RegExp(`${STRAIGHT}|${others}`, 'gu')), ({0: mark, index}) => {
    const around = text
      .slice(Math.max(0, index - 10), index + 10)
      .replaceAll(/\s+/g, ' ')
      .trim()
    return {
      severity: 'warning',
      rule: 'quotes-are-of-the-language',
      reason: `Unexpected ${mark} near “${around}”, expected ${typography.quotes.double.join(' ')} in ${language}`,
      note: 'Two typewriter’s marks in a pair are set by themselves; of others each must be written.',
      once: `quotes-are-of-the-language ${language} ${around}`
    }
  })
}
