/** A report's brand, and the colours of one edition. */
import {expect, test} from 'vitest'
import {themeOf} from '../pipeline/design/brand.ts'
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
