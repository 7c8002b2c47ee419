import {expect, test} from 'vitest'
import {isShared} from '../pipeline/cache/hash.ts'
import {switchOf, type Linked} from '../pipeline/run/links.ts'
import {tilesOf} from '../pipeline/run/given.ts'
import type {Axis, Edition, Row} from '../pipeline/types.ts'

test('editions that differ in one axis alone share the list of its switch, each with its own value', () => {
  const linked = editionsOf(120)
  const [region, language] = linked.axes as [Axis, Axis]
  const [one, two, other] = ['r1.en', 'r2.en', 'r1.zh-Hans'].map((id) => linked.editions.find((edition) => edition.id === id)!)
  const shown = switchOf(region, one!, linked)
  expect(shown).toMatchObject({axis: 'region', title: 'Region', current: {id: 'r1', label: 'Region 1'}})
  expect(shown.way).toBeUndefined()
  expect(shown.options).toHaveLength(120)
  expect(shown.options[2]).toEqual({id: 'r2', label: 'Region 2', path: 'r2/en/x.html'})
  expect(switchOf(region, two!, linked).options).toBe(shown.options)
  expect(isShared(shown.options)).toBe(true)
  expect(switchOf(region, other!, linked).options[2]).toEqual({id: 'r2', label: '地区2', path: 'r2/zh-Hans/x.html'})
  expect(switchOf(language, one!, linked).options.map(({label}) => label)).toEqual(['English', '简体中文'])
})

test('an axis of very many values is chosen from in the catalogue, in the language of the edition', () => {
  const linked = editionsOf(121)
  const [region, language] = linked.axes as [Axis, Axis]
  const edition = linked.editions.find(({id}) => id === 'r7.zh-Hans')!
  expect(switchOf(region, edition, linked)).toEqual({
    axis: 'region',
    title: '地区',
    current: {id: 'r7', label: '地区7'},
    options: [],
    way: '../../index.html#zh-Hans'
  })
  expect(switchOf(language, edition, linked).options).toHaveLength(2)
})

test('the tile map is one list for all editions, with a tile for each place', () => {
  const linked = editionsOf(3)
  const tiles = (id: string) =>
    tilesOf(
      linked.editions.find((edition) => edition.id === id)!,
      linked.axes
    )
  const all = [
    {row: 1, col: 1},
    {row: 1, col: 2}
  ]
  expect(tiles('r2.en')).toEqual({all, own: [{row: 1, col: 2}]})
  expect(tiles('r0.en')).toEqual({all, own: []})
  expect(tiles('r1.en').all).toBe(tiles('r2.en').all)
})

// The first lies nowhere, as a nation does; the others lie on two places in turn.
function editionsOf(count: number): Linked {
  const none: Row = {}
  const regions = Array.from({length: count}, (_, at) => ({
    id: `r${at}`,
    label: {en: `Region ${at}`, 'zh-Hans': `地区${at}`},
    params: at === 0 ? none : {tile_row: '1', tile_col: String(2 - (at % 2))}
  }))
  const languages = ['en', 'zh-Hans']
  const axes: Axis[] = [
    {name: 'region', title: {en: 'Region', 'zh-Hans': '地区'}, values: regions},
    {name: 'language', title: {}, values: languages.map((id) => ({id, label: {}, params: {id}}))}
  ]
  const editions = regions.flatMap(({id}) =>
    languages.map((language): Edition => {
      const axes = {region: id, language}
      return {id: `${id}.${language}`, axes, language, path: `${id}/${language}`, layout: 'report'}
    })
  )
  const words = {en: {languageName: 'English'}, 'zh-Hans': {languageName: '简体中文'}}
  return {axes, editions, report: {definition: {id: 'x'}, languages, templates: {words}}}
}
