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
    '<li class="edition" data-values="audience:leaders"><span class="edition-label">For leaders</span> <a href="gd/leaders/en/x.html">Read</a> <a href="gd/leaders/en/x.pdf">PDF</a> <span class="size">12 pages, 1.2 MB</span></li>'
  )
  expect(html).toContain('data-count="{n} of {total} editions">3 of 3 editions')
  expect(html).toContain('<input type="radio" name="en-audience" value="audience:public">')
})

test('a region is a link on the map where it has editions; what has no place is listed beside', async () => {
  const html = await catalogue(input)
  expect(html).toContain('<a class="tile" href="#en-gd" aria-label="Guangdong">')
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

test('tiles fill a rectangle', () => {
  const rows = tileRows(region.values, (value) => value.id, new Map([['gd', 'en-gd']]))
  expect(rows.map(({cells}) => cells.map((cell) => cell.label))).toEqual([
    ['', 'xj'],
    ['gd', '']
  ])
  expect(rows[1]!.cells[0]).toEqual({label: 'gd', code: 'gd', anchor: 'en-gd'})
})
