/** Raw HTML -> tags, texts and faults, each with where it begins. */
import {Tokenizer, type Token as Parsed} from 'parse5'

/** A tag, or the text between two. */
export type HtmlToken =
  | {
      readonly kind: 'start'
      readonly name: string
      readonly attributes: HtmlAttributes
      readonly isClosed: boolean
      readonly at: number
    }
  | {readonly kind: 'end'; readonly name: string; readonly at: number}
  | {readonly kind: 'text'; readonly value: string; readonly at: number}
  /** What is no element: a comment that does not end, a declaration, half a tag. `words` says what it is. */
  | {readonly kind: 'fault'; readonly words: string; readonly at: number}

/** Attributes in their order, with their references resolved. */
export type HtmlAttributes = readonly {readonly name: string; readonly value: string}[]

/** The tokens of some HTML as HTML's own rules have them. A comment that ends is none. */
export function htmlTokens(html: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = []
  const text = ({chars, location}: Parsed.CharacterToken) => {
    const last = tokens.at(-1)
    if (last?.kind === 'text') tokens[tokens.length - 1] = {...last, value: last.value + chars}
    else tokens.push({kind: 'text', value: chars, at: location?.startOffset ?? 0})
  }
  const tokenizer = new Tokenizer(
    {sourceCodeLocationInfo: true},
    {
      onStartTag: ({tagName, attrs, selfClosing, location}) =>
        tokens.push({kind: 'start', name: tagName, attributes: attrs, isClosed: selfClosing, at: location?.startOffset ?? 0}),
      onEndTag: ({tagName, location}) => tokens.push({kind: 'end', name: tagName, at: location?.startOffset ?? 0}),
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: text,
      onComment: () => undefined,
      onDoctype: ({location}) => tokens.push({kind: 'fault', words: 'declaration', at: location?.startOffset ?? 0}),
      onEof: () => undefined,
      onParseError({code, startOffset}) {
        const words = FAULTS[code] ?? (isHarmless(code) ? undefined : `HTML (${code})`)
        if (words !== undefined) tokens.push({kind: 'fault', words, at: html.lastIndexOf('<', startOffset)})
      }
    }
  )
  tokenizer.write(html, true)
  return tokens
}

/** How a tag is written, in the case of its author. */
export function writtenName(html: string, at: number): string {
  return /^<\/?([^\s/>]*)/.exec(html.slice(at, at + 100))?.[1] ?? ''
}

const FAULTS: Readonly<Record<string, string>> = {
  'eof-in-comment': 'comment `<!--` without its end `-->`, which would take the rest with it',
  'incorrectly-closed-comment': 'end of a comment `--!>`, expected `-->`',
  'eof-in-tag': 'tag without its end `>`',
  'unexpected-question-mark-instead-of-tag-name': 'instruction `<?`, which no page shows',
  'incorrectly-opened-comment': 'declaration `<!`, which no page shows',
  'cdata-in-html-content': 'section `<![CDATA[`, which no page shows',
  'duplicate-attribute': 'attribute that stands twice in one tag',
  'missing-end-tag-name': 'end tag `</>` without a name'
}

// The text stays as it is written, or the comment ends all the same.
function isHarmless(code: string): boolean {
  return (
    /character-reference|^invalid-first-character-of-tag-name$|^nested-comment$|^eof-before-tag-name$/.test(code) ||
    /^abrupt-closing-of-empty-comment$|^missing-whitespace-between-attributes$|^noncharacter|^control-character/.test(code)
  )
}
