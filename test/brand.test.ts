/** A report's brand, and the colours of one edition. */
import {expect, test} from 'vitest'
import {themeOf} from '../pipeline/design/brand.ts'
import {compactCss} from '../pipeline/design/styles.ts'
import {dataset} from './composing.ts'

const given = (model: string | null) => ({region: dataset('region', [{id: 'gd', model}])})

test('a report without a brand has the colours of ours', () => {
  expect(themeOf({}, {})).toMatchObject({accent: '#1f5a8c', paper: '#ffffff', accentSoft: '#e4ebf1'})
})

test('a brand replaces what it names and leaves the rest', () => {
  const theme = themeOf(
    {colours: {accent: '#aa3300', paper: '#000000'}, categories: ['#111111'], sequence: ['#222222', '#333333']},
    {}
  )
  expect(theme).toMatchObject({
    accent: '#aa3300',
    paper: '#000000',
    ink: '#1b1e23',
    categories: ['#111111'],
    sequence: ['#222222', '#333333']
  })
  expect(theme.accentSoft).toBe('#140600')
})

test('an edition has the accent of its value, or the brand’s where it has none', () => {
  const brand = {colours: {accent: '#123456'}, accent_by: {value: 'region.model', colours: {pioneering: '#abcdef'}}}
  expect(['pioneering', 'other', null].map((model) => themeOf(brand, given(model)).accent)).toEqual([
    '#abcdef',
    '#123456',
    '#123456'
  ])
  expect(themeOf(brand, {}).accent).toBe('#123456')
})

test('A1 a colour is the same however it is written', () => {
  const brand = (accent: string, coast: string) =>
    themeOf(
      {colours: {accent, rule: '#ABC'}, sequence: ['#FFF', '#000'], accent_by: {value: 'region.model', colours: {coast}}},
      given('coast')
    )
  expect(brand('#AaBbCc', '#A1B')).toEqual(brand('#abc', '#aa11bb'))
  expect(brand('#abc', '#A1B')).toMatchObject({
    accent: '#aa11bb',
    accentSoft: '#f5e2f7',
    rule: '#aabbcc',
    sequence: ['#ffffff', '#000000']
  })
})

test('A1 remarks and blanks of a style sheet print nothing again, and nothing else is taken away', () => {
  expect(compactCss('/* one */\np  {\n  color: red; /* two */\n}\n')).toBe('p { color: red; }')
  expect(compactCss('p {\n\tcolor: red;\n}\n/* three */')).toBe('p { color: red; }')
  expect(compactCss('div/* a */.wide{} a/**//* b */b{}')).toBe('div/**/.wide{} a/**/b{}')
  const kept = `q::before{content:"/*  \\"  */";quotes:'a  /*' "b"}p{background:url(a/*b.png)}`
  expect(compactCss(kept)).toBe(kept)
})
