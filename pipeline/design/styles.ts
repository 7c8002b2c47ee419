/** The theme and the paper as custom properties, and the order of the style sheets. */
import {ReportError} from '../messages.ts'
import type {Paper} from '../types.ts'
import {nightOf, nightTextOf} from './night.ts'
import type {Theme} from './theme.ts'

/**
 * Names of the files under `templates/styles`, without `.css`, that make up the style of a page, in
 * order. The sheet of a layout, `print-<style>`, may be missing.
 */
export function styleNames(page: 'print' | 'screen' | 'catalogue', style = ''): string[] {
  if (page === 'print') return ['faces', 'text', 'blocks', 'print', `print-${style}`]
  if (page === 'screen') return ['faces', 'text', 'blocks', 'screen', 'screen-parts']
  return ['faces', 'screen', 'catalogue']
}

/** The style of a print page. */
export function printCss(theme: Theme, paper: Paper, styles: readonly string[]): string {
  return [themeCss(theme), paperCss(paper), ...styles].join('\n')
}

/** A style sheet without its remarks and its blanks, which show nothing: no page is printed again for them. */
export function compactCss(css: string): string {
  const parts = /("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|url\([^)]*\))|(?:\s|\/\*[\s\S]*?\*\/)+/g
  const shown = (whole: string, kept: string | undefined) => kept ?? (REMARKS_ALONE.test(whole) ? '/**/' : ' ')
  return css.replaceAll(parts, shown).trim()
}

// Between two names they part what belongs together: `div/**/.wide` is one element, `div .wide` are two.
const REMARKS_ALONE = /^(?:\/\*[\s\S]*?\*\/)+$/

/** The theme as custom properties, safe inside a `<style>` element. */
export function themeCss(theme: Theme): string {
  const colours = {
    accent: theme.accent,
    'accent-soft': theme.accentSoft,
    contrast: theme.contrast,
    ink: theme.ink,
    muted: theme.muted,
    context: theme.context,
    rule: theme.rule,
    paper: theme.paper
  }
  return `:root{${Object.entries(colours)
    .map(([name, colour]) => `--${name}:${safeColour(name, colour)}`)
    .join(';')}}`
}

/** The same for a screen, with the colours by night. */
export function screenThemeCss(theme: Theme): string {
  const css = themeCss(theme)
  const {accent, accentSoft, contrast, ink, muted, rule, paper} = theme
  // The lighter of the two grounds that text stands on.
  const ground = nightOf(accentSoft)
  const shown = Object.entries({ink, muted, accent, contrast}).map(([name, colour]) => [name, nightTextOf(colour, ground)])
  const others = Object.entries({rule, paper, 'accent-soft': accentSoft}).map(([name, colour]) => [name, nightOf(colour)])
  return `${css.slice(0, -1)};${[...shown, ...others].map(([name, colour]) => `--${name}-night:${colour}`).join(';')}}`
}

function paperCss({width, height, margin}: Paper): string {
  const lengths = {
    'paper-width': width,
    'paper-height': height,
    'content-width': width - margin.left - margin.right,
    'content-height': height - margin.top - margin.bottom
  }
  return `:root{${Object.entries(lengths)
    .map(([name, length]) => `--${name}:${length}mm`)
    .join(';')}}`
}

function safeColour(name: string, colour: string): string {
  if (/^#?[\w(),.% /-]+$/.test(colour)) return colour
  throw new ReportError([
    {
      severity: 'error',
      rule: 'colour-is-css',
      reason: `Unexpected \`${colour}\` for \`${name}\`, expected a colour of CSS`,
      note: 'Write it as in `#a3332c`.',
      path: 'brand.yaml'
    }
  ])
}
