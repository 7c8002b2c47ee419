import {describe, expect, test} from 'vitest'
import {tellPage} from '../pipeline/compare/tell.ts'
import {dataFilesOf} from '../pipeline/stages/page/data-files.ts'
import {valuesOf} from '../pipeline/stages/page/values.ts'
import {composed, dataset, mistakes} from './composing.ts'

const hall = (year: string, name: string, stalls: string) => ({year, name, stalls})
const halls = (rows: readonly ReturnType<typeof hall>[]) =>
  dataset('halls', rows, {
    key: ['name'],
    fields: {year: {type: 'year', label: {en: 'Opened in'}}, stalls: {type: 'integer', label: {en: 'Stalls'}}}
  })
const text = '::table{#tab-h query="halls" columns="name, stalls" groups="year" caption="Halls"}'
const given = {text, queries: [halls([hall('1907', 'North', '1200'), hall('1907', 'Quay', '80'), hall('1930', 'South', '300')])]}

describe('rows of a table in groups', () => {
  test('stand under a head of their own, which a reader’s program tells from those of rows and columns', async () => {
    const {html, warnings} = await composed(given)
    expect(warnings).toEqual([])
    const bodies = html.match(/<tbody>.*?<\/tbody>/gs) ?? []
    expect(bodies.map((body) => body.match(/scope="row(group)?"/g))).toEqual([
      ['scope="rowgroup"', 'scope="row"', 'scope="row"'],
      ['scope="rowgroup"', 'scope="row"']
    ])
    expect(bodies[1]).toContain('<th scope="rowgroup" colspan="2" data-column="year" data-head="Opened in">')
    expect(html.match(/<thead>.*<\/thead>/s)?.[0]).not.toContain('Opened in')
  })

  test('are whole rows in the file behind the table', async () => {
    const {body} = await composed(given)
    expect(dataFilesOf(body, {}).map(({csv}) => csv)).toEqual([
      '\uFEFFOpened in,name,Stalls\r\n1907,North,1200\r\n1907,Quay,80\r\n1930,South,300\r\n'
    ])
  })

  test('have a head whose value says where it comes from, on the page and in a comparison', async () => {
    const {body} = await composed(given)
    expect(valuesOf(body).map(({text, origins}) => [text, ...origins])).toEqual([
      ['1907', 'halls[name=North].year'],
      ['North', 'halls[name=North].name'],
      ['1,200', 'halls[name=North].stalls'],
      ['Quay', 'halls[name=Quay].name'],
      ['80', 'halls[name=Quay].stalls'],
      ['1930', 'halls[name=South].year'],
      ['South', 'halls[name=South].name'],
      ['300', 'halls[name=South].stalls']
    ])
    const rows = tellPage(body, {language: 'en', pictureOf: () => ''}).filter(({kind}) => kind === 'row')
    expect(rows.map(({pieces}) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.origin)))[0]).toEqual([
      'halls[name=North].year'
    ])
  })

  test('are told apart by their group too', async () => {
    const same = [hall('1907', 'North', '1200'), hall('1930', 'North', '300')]
    expect((await composed({text, queries: [halls(same)]})).warnings).toEqual([])
  })

  test('that do not stand together are a mistake of the query, and so is a column that it does not give', async () => {
    const mixed = [hall('1907', 'North', '1200'), hall('1930', 'South', '300'), hall('1907', 'Quay', '80')]
    expect(await mistakes({text, queries: [halls(mixed)]})).toEqual([
      'groups-stand-together: Unexpected second group `1907` in the table of `halls`, expected the rows of one `year` behind each other (Let the query begin its `order by` with `year`, or with what orders the groups.)'
    ])
    expect(await mistakes({...given, text: text.replace('"year"', '"yaer"')})).toEqual([
      'column-is-known: Unexpected column `yaer`, which the query `halls` does not give (Did you mean `year`?)'
    ])
  })
})
