import {expect, test} from 'vitest'
import {catalogue, type CatalogueInput} from '../pipeline/stages/catalogue/index.ts'
import {tileRows} from '../pipeline/stages/catalogue/tiles.ts'
import type {Axis} from '../pipeline/types.ts'
import {partials, theme, words} from './fixtures/page/content.ts'

const region: Axis = {
  name: 'region',
  title: {en: 'Region', 'zh-Hans': '地区'},
  values: [
    {
      id: 'gd',
      label: {en: 'Guangdong', 'zh-Hans': '广东'},
      params: {id: 'gd', name_en: 'Guangdong Province', name_zh_hans: '广东省', tile_row: '2', tile_col: '1'}
    },
    {id: 'xj', label: {en: 'Xinjiang', 'zh-Hans': '新疆'}, params: {id: 'xj', tile_row: '1', tile_col: '2'}},
    {id: 'cn', label: {en: '<China>', 'zh-Hans': '全国'}, params: {id: 'cn', tile_row: null, tile_col: null}}
  ]
}
const audience: Axis = {
  name: 'audience',
  title: {en: 'Reader', 'zh-Hans': '读者'},
  values: ['leaders', 'public'].map((id) => ({id, label: {en: `For ${id}`}, params: {id}}))
}
const language: Axis = {
  name: 'language',
  title: {en: 'Language'},
  values: [
    {id: 'en', label: {en: 'English'}, params: {id: 'en'}},
    {id: 'zh-Hans', label: {'zh-Hans': '简体中文'}, params: {id: 'zh-Hans'}}
  ]
}

function edition(place: string, reader: string, tongue: string): CatalogueInput['editions'][number] {
  return {
    id: `${place}.${reader}.${tongue}`,
    axes: {region: place, audience: reader, language: tongue},
    language: tongue,
    files: [
      {format: 'html', href: `${place}/${reader}/${tongue}/x.html`, bytes: 81234},
      {format: 'pdf', href: `${place}/${reader}/${tongue}/x.pdf`, bytes: 1234567, pages: 12}
    ]
  }
}

const input: CatalogueInput = {
  title: {en: 'Report', 'zh-Hans': '报告'},
  subtitle: {en: ''},
  release: '2024-04-15',
  languages: ['zh-Hans', 'en'],
  words: {en: words('en'), 'zh-Hans': words('zh-Hans')},
  axes: [region, audience, language],
  facts: {},
  editions: [
    edition('gd', 'leaders', 'en'),
    edition('gd', 'public', 'en'),
    edition('cn', 'public', 'en'),
    edition('gd', 'public', 'zh-Hans')
  ],
  partials,
  assets: {style: 'assets/catalogue.css', script: 'assets/catalogue.js', fonts: ''},
  theme
}

test('each language has a section, named in itself', async () => {
  const html = await catalogue(input)
  expect(html.match(/<section class="language" id="[^"]*"/g)).toEqual([
    '<section class="language" id="zh-Hans"',
    '<section class="language" id="en"'
  ])
  expect(html).toContain('<a href="#zh-Hans" lang="zh-Hans" hreflang="zh-Hans">简体中文</a>')
  expect(html).toContain('2024年4月15日发布')
  expect(html).toContain('Released 15 April 2024')
})

test('an entry holds its editions with pages and size', async () => {
  const html = await catalogue(input)
  expect(html).toContain(
    '<li class="entry" id="en-gd" data-search="gd guangdong guangdong province 广东 广东省">\n<h2>Guangdong Province</h2>'
  )
  expect(html).toContain(
    '<li class="edition" data-values="audience:leaders"><a class="read" href="gd/leaders/en/x.html">For leaders</a> <a href="gd/leaders/en/x.pdf">PDF<span class="of"> For leaders</span></a> <span class="size">12 pages, 1.2 MB</span></li>'
  )
  expect(html).toContain('data-count="{n} of {total} editions">3 of 3 editions')
  expect(html).toContain('<input type="radio" name="en-audience" value="audience:public">')
})

test('a region is a link on the map where it has editions; what has no place is listed beside', async () => {
  const html = await catalogue(input)
  expect(html).toContain(
    '<a class="tile" href="#en-gd"><span class="tile-label">Guangdong</span><span class="tile-code" aria-hidden="true">gd</span></a>'
  )
  expect(html).toContain('<span class="tile">Xinjiang</span>')
  expect(html).toContain('<a class="tile" href="#en-cn">&lt;China&gt;</a>')
  expect(html).not.toContain('id="en-xj"')
})

test('without tiles the first axis is a plain list', async () => {
  const html = await catalogue({
    ...input,
    axes: [{...region, values: region.values.map((value) => ({...value, params: {id: value.id}}))}, audience, language]
  })
  expect(html).not.toContain('tile-map')
  expect(html).toContain('<h2>Guangdong</h2>')
})

test('there is one script, from a file', async () => {
  expect((await catalogue(input)).match(/<script[^>]*>/g)).toEqual(['<script src="assets/catalogue.js">'])
})

const facts: CatalogueInput['facts'] = {
  kinds: {axis: 'region', column: 'model', colours: {pioneering: '#7d2231', 'catching-up': '#8f6212'}},
  measure: {
    field: {
      name: 'score',
      type: 'number',
      decimals: 2,
      asOf: '2019',
      label: {en: 'Score', 'zh-Hans': '得分'},
      unit: {en: 'points', 'zh-Hans': '分'}
    },
    rows: [
      ['xj', '80'],
      ['gd', '96.73'],
      ['zj', '96.73'],
      ['bj', '91.3']
    ].map(([id, score]) => ({id: id!, row: {region: id!, score: score!}}))
  }
}

test('a tile tells its kind, its number and its place among all; the colours of the kinds are told beside', async () => {
  const [gd, ...others] = region.values
  const values = [
    {...gd!, params: {...gd!.params, model: 'pioneering', model_name_en: 'Pioneering', model_name_zh_hans: '先行引领型'}},
    ...others
  ]
  const html = await catalogue({...input, facts, axes: [{...region, values}, audience, language]})
  expect(html).toContain(
    '<a class="tile of-kind" href="#en-gd" style="--kind:light-dark(#7d2231,#e59398)"><span class="tile-label">Guangdong</span><span class="tile-code" aria-hidden="true">gd</span> <span class="of">Pioneering</span> <span class="tile-number">96.73</span> <span class="tile-place">joint first</span></a>'
  )
  expect(html).toContain('<p class="told">先行引领型 · 96.73分 · 并列第1位</p>')
  expect(html.match(/<li><span class="kind"[^>]*><\/span> [^<]*/g)).toEqual([
    '<li><span class="kind" style="--kind:light-dark(#7d2231,#e59398)"></span> 先行引领型',
    '<li><span class="kind"></span> 未归入以上各类',
    '<li><span class="kind" style="--kind:light-dark(#7d2231,#e59398)"></span> Pioneering',
    '<li><span class="kind"></span> in none of these'
  ])
  expect(html).toContain(
    '<p class="measure">Numbers on the tiles: Score (points), 2019<span class="and-place">, and its place</span></p>'
  )
})

test('numbers beside names say what they are where there is no map', async () => {
  const values = region.values.map((value) => ({...value, params: {...value.params, tile_row: null, tile_col: null}}))
  const html = await catalogue({...input, facts, axes: [{...region, values}, audience, language]})
  expect(html).not.toContain('class="tile-map"')
  expect(html).toContain('<p class="measure">Numbers beside the names: Score (points), 2019, and its place</p>')
})

test('what has no place on the map, such as the nation, comes first', async () => {
  const html = await catalogue(input)
  expect([...html.matchAll(/<li class="entry" id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['zh-Hans-gd', 'en-cn', 'en-gd'])
  const english = html.slice(html.indexOf('id="en"'))
  expect(english.indexOf('class="unplaced"')).toBeLessThan(english.indexOf('class="tile-row"'))
})

test('tiles fill a rectangle', () => {
  const told = () => ({kind: '', colour: '', number: '', value: '', place: ''})
  const rows = tileRows(region.values, {label: (value) => value.id, anchors: new Map([['gd', 'en-gd']]), told})
  expect(rows.map(({cells}) => cells.map((cell) => cell.label))).toEqual([
    ['', 'xj'],
    ['gd', '']
  ])
  expect(rows[1]!.cells[0]).toEqual({label: 'gd', code: 'gd', isLong: false, anchor: 'en-gd', ...told()})
})
