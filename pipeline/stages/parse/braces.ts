/** Braces that are half an expression, told apart from those of prose. */

/** Stand for `\{` and `\}` where they are known to be escaped: they pair, and open no expression. */
export const ESCAPED_OPEN = '\u0001'
/** The counterpart of {@link ESCAPED_OPEN}: stands for `\}`. */
export const ESCAPED_CLOSE = '\u0002'
const BRACES = new RegExp(`[{}${ESCAPED_OPEN}${ESCAPED_CLOSE}]`, 'g')

/** `{region.name}`: one brace where two were meant. */
export const SINGLE = /(?<![$\w{])\{[ \t]*(?:[a-z]+[ \t]+)?[A-Za-z_]\w*\.[A-Za-z_]\w*(?:[ \t][^{}\n]*)?\}(?!\})/

/** Where an expression is nearly written in a text, or nothing. Braces that pair, as those of JSON, are prose. */
export function strayBraces(text: string): {readonly index: number; readonly isWide: boolean} | undefined {
  const wide = text.search(/[｛{][ \t]*｛|｛[ \t]*\{|｝[ \t]*[｝}]|\}[ \t]*｝/)
  if (wide >= 0) return {index: wide, isWide: true}
  const open = text.search(/\{\{|\{[ \t]+\{[ \t]*[\w#/>.]/)
  if (open >= 0) return {index: open, isWide: false}
  let depth = 0
  for (const {0: brace, index} of text.matchAll(BRACES)) {
    depth += brace === '{' || brace === ESCAPED_OPEN ? 1 : -1
    const isDouble = text[index - 1] === '}' || text[index + 1] === '}'
    if (depth < 0 && isDouble) return {index: text[index - 1] === '}' ? index - 1 : index, isWide: false}
    depth = Math.max(depth, 0)
  }
  return undefined
}
