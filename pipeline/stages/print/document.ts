/** The page as the browser first gets it: paper, margin boxes, and no way to load or run anything. */
import type {PreparedFonts} from '../../design/fonts.ts'
import type {Paper, PrintPage} from '../../types.ts'
import {faced} from './facing.ts'
import type {Room} from './fit.ts'

/** An empty document with places for the style sheet, the measuring columns and the running heads. */
export function blankPage({css, blank}: PreparedFonts): string {
  const allowed = ["default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:', blank ? 'font-src file:' : '']
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${allowed.filter(Boolean).join('; ')}">`,
    `<style>${css}</style>`,
    '<style class="octavo"></style><style class="octavo"></style><style class="octavo"></style><title></title></head><body></body></html>'
  ].join('')
}

/**
 * The whole style sheet of a page. Its own rules come after ours, which put the running head and the
 * page number where they stand unless a layout says otherwise: `content: counter(page, running-head)`,
 * `content: counter(page, running-table)`, `content: counter(page, running-place)` and `content: counter(page, page-label)` in the margin box of its choice.
 */
export function sheetOf({css, paper}: PrintPage): string {
  const {top, right, bottom, left} = paper.margin
  const sheet = `@page { size: ${paper.width}mm ${paper.height}mm; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm;
  @top-left { content: counter(page, running-head) "\\A" counter(page, running-table); white-space: pre-wrap }
  @top-right { content: counter(page, running-place) }
  @bottom-right { content: counter(page, page-label) } }
body { margin: 0 }
.page-number { display: inline-block; text-indent: 0; font-variant-numeric: lining-nums tabular-nums }
caption { break-after: avoid }
svg { text-autospace: no-autospace }
${css}
@page octavo-turned { size: ${paper.height}mm ${paper.width}mm }
.octavo-turned { page: octavo-turned; width: ${paper.height - left - right}mm }
.octavo-turned-first { break-before: page }
.octavo-turned-last { break-after: page }
.footnotes, .foot-note { display: none }
.foot-room { float: right; width: 0 }
.foot-placed { display: block; float: right; clear: both; break-inside: avoid }
.foot-boxed { display: block }
.octavo-opens { break-before: page }
.octavo-interleaf { break-before: page; break-after: page; height: 1px }
html, body { overflow-x: clip }
html[data-turned], html[data-turned] > body { overflow-x: visible }`
  return paper.facing === true ? faced(sheet) : sheet
}

/** What is left of the paper between the margins, upright and on its side; letters under 6.5 pt are not read on paper. */
export function roomOn({width, height, margin}: Paper): Room {
  const beside = margin.left + margin.right
  return {
    width: whole(pixels(width - beside)),
    height: whole(pixels(height - margin.top - margin.bottom)),
    turned: pixels(height - beside),
    smallest: 6.5 / 0.75
  }
}

// So the browser prints; a part of a pixel may hold one more line, or one more word.
function whole(length: number): number {
  return Math.ceil(length - 0.01)
}

function pixels(millimetres: number): number {
  return (millimetres * 96) / 25.4
}
