/**
 * A page to be printed -> the same page on a larger sheet, with room for bleed and marks around it. Its text has the same
 * measures, so that lines and pages break where they do in the PDF.
 */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {Paper, PrintPage} from '../../types.ts'
import {bleedOfPage} from './booklet.ts'
import {SLUG, SPARE, type PressSettings} from './settings.ts'

/** The settings that a sheet depends on. */
export type SheetSettings = Pick<PressSettings, 'bleed' | 'marks'>

/** A page, and all that says how much goes around it. */
export interface SheetInput extends Pick<PressSettings, 'bleed' | 'marks' | 'booklet'> {
  readonly page: Artifact<PrintPage>
}

/** The stage `press-sheet`. */
export function sheetStage(code: Digest): Stage<SheetInput, {readonly page: PrintPage}> {
  return {
    name: 'press-sheet',
    code,
    async run({page, ...settings}) {
      const plain = await page.value()
      return {page: onSheet(plain, sheetFor(settings, plain.paper))}
    }
  }
}

/** How much goes around each page: in a booklet no marks, and more bleed where the page becomes smaller. */
export function sheetFor({bleed, marks, booklet}: Omit<SheetInput, 'page'>, paper: Paper): SheetSettings {
  return booklet ? {bleed: bleedOfPage(paper, {bleed}), marks: false} : {bleed, marks}
}

/** Millimetres of the sheet around the page. */
export function around({bleed, marks}: SheetSettings): number {
  return bleed + (marks ? SLUG : SPARE)
}

/** The page on its sheet. */
export function onSheet(page: PrintPage, settings: SheetSettings): PrintPage {
  const [more, edge] = [around(settings), settings.bleed + SPARE]
  const {width, height, margin, facing} = page.paper
  const [top, right, bottom, left] = [margin.top, margin.right, margin.bottom, margin.left].map((each) => each + more)
  return {
    ...page,
    css: [onSheetCss(page.css, {more, edge}), `:root { --bleed: ${edge}mm }`, runningBoxes(more)].join('\n'),
    paper: {
      width: width + 2 * more,
      height: height + 2 * more,
      margin: {top: top!, right: right!, bottom: bottom!, left: left!},
      ...(facing && {facing: true})
    }
  }
}

/** Millimetres of the sheet around the page, and those of them that a page without margins is painted on. */
interface Around {
  readonly more: number
  readonly edge: number
}

/**
 * Margins of a style sheet's own kinds of pages, counted from the edge of the sheet. A page without margins reaches beyond its edge
 * where the style sheet speaks of `--bleed`, in which it finds how far; else it ends where it is cut.
 */
export function onSheetCss(css: string, {more, edge}: Around): string {
  const around = {more, edge: css.includes('--bleed') ? edge : 0}
  return css.replaceAll(/(@page\b[^{}@;]*\{)([^{}@]*)/g, (_, head: string, body: string) => {
    const margins = /\b(margin(?:-(?:top|right|bottom|left))?\s*:)([^;}!]*)/g
    return head + body.replaceAll(margins, (_, name: string, lengths: string) => `${name} ${moved(lengths, around)}`)
  })
}

function moved(lengths: string, {more, edge}: Around): string {
  const each = lengths.trim().split(/\s+(?![^(]*\))/)
  return each
    .map((length) => {
      if (/^[+-]?0+(?:\.0*)?[a-z]*$/i.test(length)) return `${more - edge}mm`
      return /^[a-z-]+$/i.test(length) ? length : `calc(${length} + ${more}mm)`
    })
    .join(' ')
}

// Heads and feet stand in the margins of the page, not of its sheet.
function runningBoxes(more: number): string {
  const rows = ['top', 'bottom'].flatMap((row) =>
    ['left-corner', 'left', 'center', 'right', 'right-corner'].map((place) => boxRule(`${row}-${place}`, more))
  )
  const columns = ['left', 'right'].flatMap((column) =>
    ['top', 'middle', 'bottom'].map((place) => boxRule(`${column}-${place}`, more))
  )
  return `@page { ${[...rows, ...columns].join(' ')} }`
}

function boxRule(name: string, more: number): string {
  const [row = '', place = '', corner] = name.split('-')
  const sides = corner === undefined ? [row] : [row, place]
  return `@${name} { ${sides.map((side) => `margin-${side}: ${more}mm`).join('; ')} }`
}
