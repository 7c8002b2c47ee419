/** A row of a table of sources -> a source. Its columns are named as the parts are, with the ending of a language where each has its own. */
import {languageSuffix} from '../language/index.ts'
import {cellOf} from '../values/column.ts'
import type {Language, LocalText, Row} from '../types.ts'
import {guessLanguage} from './csl.ts'
import {TEXTS, type Kind, type TextName, type Work} from './work.ts'

/** The source of a row; its `type` must be a {@link Kind}. */
export function workOfRow(row: Row, id: string, languages: readonly Language[]): Work {
  const texts = TEXTS.flatMap((name) => {
    const known = languages.flatMap((language) => {
      const own = textIn(row, `${name}_${languageSuffix(language)}`)
      return own === undefined ? [] : [[language, own] as const]
    })
    const plain = textIn(row, name)
    // Beside `title_zh_hans`, a `title` is that of the other language.
    const all = plain === undefined ? known : [[guessLanguage(plain), plain] as const, ...known]
    return all.length === 0 ? [] : [[name, Object.fromEntries(all) as LocalText] as const]
  })
  const parts = ['issued', 'accessed', 'url', 'doi'].flatMap((name) => {
    const text = textIn(row, name)
    return text === undefined ? [] : [[name, text] as const]
  })
  return {
    id,
    kind: (textIn(row, 'type') ?? 'document') as Kind,
    texts: Object.fromEntries(texts) as Partial<Record<TextName, LocalText>>,
    ...Object.fromEntries(parts)
  }
}

function textIn(row: Row, column: string): string | undefined {
  const cell = cellOf(row, column)
  return typeof cell === 'string' && cell !== '' ? cell : undefined
}
