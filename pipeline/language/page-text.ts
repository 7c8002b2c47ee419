/** The text of a page, out of its HTML. */

/** What is written as it is, such as the name of a file, keeps its script in every edition; the page falls back on all faces for it. */
export const VERBATIM = /<(code|pre|kbd|samp)\b[^]*?<\/\1>/g

/** What authors and data say, without what is written as it is. */
export function proseIn(body: string): string {
  return textOf(body.replaceAll(VERBATIM, ' '))
}

/** The text between the tags. Each reference is read once: what it spells may look like another. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<style[^]*?<\/style>|<(?:[^>"']|"[^"]*"|'[^']*')*>/g, ' ')
    .replaceAll(/&(?:#x([0-9a-f]{1,6})|(lt|gt|amp|quot));/gi, (reference, code: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? reference
      const point = Number.parseInt(code!, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : reference
    })
}

const NAMED: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"'}
