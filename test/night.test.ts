/** Colours by night: the order of lightness turned round, text that is read, drawings that follow. */
import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {themeOf, type Brand} from '../pipeline/design/brand.ts'
import {contrast, nightOf, nightTextOf, withNight} from '../pipeline/design/night.ts'
import {screenThemeCss, themeCss} from '../pipeline/design/styles.ts'

const flagship = parse(readFileSync(new URL('../sources/digital-government/brand.yaml', import.meta.url), 'utf8')) as Brand

test('paper becomes a dark ground and ink a light text; hues stay', () => {
  expect(['#ffffff', '#1b1f24', '#7d2231', '#1f5a8c', '#FFF', 'black', 'rgb(125, 34, 49)'].map(nightOf)).toEqual([
    '#171717',
    '#d9dde3',
    '#e59398',
    '#75a3ce',
    '#171717',
    '#f5f5f5',
    '#e59398'
  ])
})

test('a text that would be too dark by night is made lighter until it is read', () => {
  expect(contrast(nightOf('#e0a020'), '#171717')).toBeLessThan(4.5)
  expect(nightTextOf('#e0a020', '#171717')).toBe('#9e7a3f')
  expect(nightTextOf('#7d2231', '#171717')).toBe('#e59398')
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.478, 3)
})

describe('every text of the flagship and of a report without a brand is read by night', () => {
  const accents = Object.values(flagship.accent_by!.colours)
  const themes = [
    {},
    flagship,
    ...accents.map((accent) => ({...flagship, accent_by: undefined, colours: {...flagship.colours, accent}}))
  ]
  test.each(themes.map((brand) => themeOf(brand as Brand, {})))('$accent', (theme) => {
    const css = screenThemeCss(theme)
    const shown = Object.fromEntries([...css.matchAll(/--([\w-]+)-night:(#\w{6})/g)].map(([, name, colour]) => [name, colour!]))
    expect(Object.keys(shown).sort()).toEqual(['accent', 'accent-soft', 'contrast', 'ink', 'muted', 'paper', 'rule'])
    for (const ground of [shown['paper']!, shown['accent-soft']!])
      for (const name of ['ink', 'accent', 'contrast', 'muted'])
        expect(contrast(shown[name]!, ground)).toBeGreaterThanOrEqual(4.5)
    for (const colour of theme.categories) expect(contrast(nightOf(colour), shown['paper']!)).toBeGreaterThanOrEqual(3)
  })
})

test('the theme of paper has no colours of the night', () => {
  expect(themeCss(themeOf({}, {}))).not.toContain('night')
})

test('each colour of a drawing has the one by night beside it, and nothing else is changed', () => {
  const drawing = (first: string, second: string, third: string) =>
    `<svg fill="none" aria-label="fill=&quot;#fff&quot;"><path fill="${first}" stroke="${second}" d="M0"/><stop stop-color="${third}"/><text fill="url(#a)">fill="#fff"</text></svg>`
  expect(withNight(drawing('#fff', '#7d2231', 'rgb(125, 34, 49)'))).toBe(
    drawing('light-dark(#fff,#171717)', 'light-dark(#7d2231,#e59398)', 'light-dark(rgb(125, 34, 49),#e59398)')
  )
})
