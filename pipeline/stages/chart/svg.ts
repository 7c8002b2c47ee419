/** What Vega writes to what stands in a page: one labelled picture, small, with ids of its own. */

/** How a drawing becomes part of a page. */
export interface SvgOptions {
  /** Prefix of every id. */
  readonly id: string
  readonly alt: string
  readonly fonts: string
  /** How far marks stick out of the frame above and below, left and right. */
  readonly overhang: Overhang
}

/** How far a drawing reaches beyond its frame, in CSS pixels. */
export interface Overhang {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Finish the text of a drawing. The same drawing gives the same text, whatever was drawn before it. */
export function finishSvg(svg: string, options: SvgOptions): string {
  const body = svg.slice(svg.indexOf('>') + 1)
  const family = ` font-family="${escapeAttribute(options.fonts)}"`
  const lean = body
    .replace(/<path class="foreground"[^>]*display="none"\/>/g, '')
    .replace(/<path class="background"[^>]*\/>/g, (path) => (/ (fill|stroke)="/.test(path) ? path : ''))
    .replace(/<[^>]*>/g, (tag) => tag.replace(/ (?:aria-[a-z]+|role|pointer-events)="[^"]*"/g, '').replace(family, ''))
  return `${openTag(svg, options, family)}${renumberIds(lean, options.id)}`
}

/** Width and height of a drawing, from its text. */
export function sizeOf(svg: string): readonly [number, number] {
  const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)
  return [Number(size?.[1] ?? 0), Number(size?.[2] ?? 0)]
}

function openTag(svg: string, {alt, overhang: {left, top, right, bottom}}: SvgOptions, family: string): string {
  const [width, height] = sizeOf(svg)
  const [wide, high] = [Math.ceil(width) + left + right, Math.ceil(height) + top + bottom]
  const linked = svg.includes('xlink:href') ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : ''
  const frame = `width="${wide}" height="${high}" viewBox="${left === 0 ? 0 : -left} ${top === 0 ? 0 : -top} ${wide} ${high}"`
  return `<svg xmlns="http://www.w3.org/2000/svg"${linked} role="img" aria-label="${escapeAttribute(alt)}" ${frame}${family} style="text-autospace:no-autospace">`
}

// Vega counts ids over all charts of a process; here they count from 1 under the figure's own id.
function renumberIds(svg: string, prefix: string): string {
  const ids = new Map<string, string>()
  for (const [, id] of svg.matchAll(/<[^>]* id="([^"]+)"/g)) ids.set(id!, '')
  if (ids.size === 0) return svg
  const rename = (id: string) => {
    if (!ids.has(id)) return id
    if (ids.get(id) === '') ids.set(id, `${prefix}-${[...ids.values()].filter((name) => name !== '').length + 1}`)
    return ids.get(id)!
  }
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/( id="|url\(#|href="#)([^")]+)/g, (_, before: string, id: string) => before + rename(id))
  )
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
