/** The matrix of a report: which editions there are, where each goes, and what is wrong with it. */
import {describe, expect, test} from 'vitest'
import type {MatrixDefinition} from '../pipeline/schema/definition.ts'
import {isSelected, plan, type Plan} from '../pipeline/stages/plan/index.ts'
import type {Selection, Table} from '../pipeline/types.ts'

const definition: MatrixDefinition = {
  axes: {
    region: {from: 'regions', key: 'id', label: 'name', title: {en: 'Region', 'zh-Hans': '地区'}},
    audience: {
      title: {en: 'Reader'},
      values: {short: {en: 'In short', 'zh-Hans': '简版'}, full: {en: 'In full', 'zh-Hans': '详版'}}
    },
    language: ['en', 'zh-Hans']
  },
  path: '{region}/{audience}/{language}',
  layout: {short: 'brief', full: 'report'}
}

const regions: Table = {
  name: 'regions',
  primaryKey: ['id'],
  fields: ['id', 'name_en', 'name_zh_hans', 'code'].map((name) => ({name, type: 'string'})),
  rows: [
    {id: 'zj', name_en: 'Zhejiang', name_zh_hans: '浙江', code: '33'},
    {id: 'gd', name_en: 'Guangdong', name_zh_hans: null, code: '44'}
  ]
}

function planned(changes: Partial<MatrixDefinition> = {}, table: Table = regions): Plan {
  return plan({
    definition: {...definition, ...changes},
    tables: new Map([['regions', table]]),
    languages: ['en', 'zh-Hans'],
    place: (pointer) => ({line: pointer.length, column: 1})
  })
}

const idsOf = ({editions}: Plan) => editions.map(({id}) => id)
const told = ({messages}: Plan) =>
  messages.map(({rule, reason, note}) => `${rule}: ${reason}${note === undefined ? '' : ` (${note})`}`)

test('the axes are crossed, and the editions sorted by id', () => {
  expect(idsOf(planned())).toEqual([
    'gd.full.en',
    'gd.full.zh-Hans',
    'gd.short.en',
    'gd.short.zh-Hans',
    'zj.full.en',
    'zj.full.zh-Hans',
    'zj.short.en',
    'zj.short.zh-Hans'
  ])
  expect(planned().editions[2]).toEqual({
    id: 'gd.short.en',
    axes: {region: 'gd', audience: 'short', language: 'en'},
    language: 'en',
    path: 'gd/short/en',
    layout: 'brief'
  })
  expect(told(planned())).toEqual([])
})

test('an axis from a table has the row of each value, and its label in each language, or its id', () => {
  expect(planned().axes[0]).toEqual({
    name: 'region',
    title: {en: 'Region', 'zh-Hans': '地区'},
    values: [
      {id: 'zj', label: {en: 'Zhejiang', 'zh-Hans': '浙江'}, params: regions.rows[0]},
      {id: 'gd', label: {en: 'Guangdong', 'zh-Hans': 'gd'}, params: regions.rows[1]}
    ]
  })
})

test('a plain list is an axis too, named and labelled by what is written', () => {
  expect(planned().axes[2]).toEqual({
    name: 'language',
    title: {en: 'language', 'zh-Hans': 'language'},
    values: ['en', 'zh-Hans'].map((id) => ({id, label: {en: id, 'zh-Hans': id}, params: {id}}))
  })
})

test('the partition is the first axis, or what the report says', () => {
  expect(planned().partition).toEqual(['region'])
  expect(planned({partition: 'language'}).partition).toEqual(['language'])
  expect(planned({partition: ['region', 'language']}).partition).toEqual(['region', 'language'])
})

test('what is excluded is left out, whole or by a part, and what is included is added once', () => {
  const exclude: Selection[] = [{region: 'gd', audience: 'full'}, {language: 'zh-Hans'}]
  expect(idsOf(planned({exclude}))).toEqual(['gd.short.en', 'zj.full.en', 'zj.short.en'])
  const include = [
    {region: 'gd', audience: 'full', language: 'zh-Hans'},
    {region: 'zj', audience: 'full', language: 'en'}
  ]
  expect(idsOf(planned({exclude, include}))).toEqual(['gd.full.zh-Hans', 'gd.short.en', 'zj.full.en', 'zj.short.en'])
})

test('one layout may serve every edition', () => {
  expect(new Set(planned({layout: 'report'}).editions.map(({layout}) => layout))).toEqual(new Set(['report']))
})

test('a selection wants one of its values on each axis that it names', () => {
  const chosen = planned().editions.filter((edition) => isSelected(edition, {region: ['gd'], language: ['en']}))
  expect(chosen.map(({id}) => id)).toEqual(['gd.full.en', 'gd.short.en'])
  expect(planned().editions.filter((edition) => isSelected(edition, {planet: ['x']}))).toEqual([])
})

describe('a mistake in the matrix is told', () => {
  test.each<{name: string; changes: Partial<MatrixDefinition>; expected: readonly string[]}>([
    {
      name: 'an axis without values',
      changes: {axes: {...definition.axes, audience: {values: {}}}},
      expected: [
        'axis-has-values: Unexpected axis `audience` without a value',
        'report-has-editions: Unexpected matrix without an edition (Look at `axes` and `exclude`.)'
      ]
    },
    {
      name: 'a matrix of which all is excluded',
      changes: {exclude: [{region: 'gd'}, {region: 'zj'}]},
      expected: ['report-has-editions: Unexpected matrix without an edition (Look at `axes` and `exclude`.)']
    },
    {
      name: 'an unknown table',
      changes: {axes: {...definition.axes, region: {from: 'region', key: 'id'}}, path: '{audience}/{language}'},
      expected: [
        'table-is-known: Unexpected table `region` of the axis `region` (Did you mean `regions`?)',
        'axis-has-values: Unexpected axis `region` without a value',
        'report-has-editions: Unexpected matrix without an edition (Look at `axes` and `exclude`.)'
      ]
    },
    {
      name: 'an unknown key',
      changes: {axes: {...definition.axes, region: {from: 'regions', key: 'cod'}}},
      expected: [
        'column-is-known: Unexpected key `cod` of the axis `region`, which the table `regions` does not have (Did you mean `code`?)',
        'axis-has-values: Unexpected axis `region` without a value',
        'report-has-editions: Unexpected matrix without an edition (Look at `axes` and `exclude`.)'
      ]
    },
    {
      name: 'a value twice',
      changes: {axes: {...definition.axes, language: ['en', 'en']}, path: '{region}/{audience}/{language}'},
      expected: [
        'axis-value-is-unique: Unexpected second value `en` of the axis `language`',
        'edition-path-is-unique: Unexpected path `gd/full/en` of gd.full.en, which gd.full.en has too; 3 more editions clash so (Name every axis in `path`, as in `{region}/{audience}/{language}`.)'
      ]
    },
    {
      name: 'an unknown axis in the path',
      changes: {path: '{regoin}/{region}/{audience}/{language}'},
      expected: ['axis-is-known: Unexpected `{regoin}` in `path`, which is no axis (Did you mean `region`?)']
    },
    {
      name: 'an axis that the path does not name',
      changes: {path: '{region}/{language}'},
      expected: [
        'edition-path-is-unique: Unexpected path `gd/en` of gd.short.en, which gd.full.en has too; 3 more editions clash so (Name every axis in `path`, as in `{region}/{audience}/{language}`.)'
      ]
    },
    {
      name: 'an audience without a layout',
      changes: {layout: {short: 'brief'}},
      expected: ['edition-has-a-layout: Expected a layout for the edition gd.full.en and 3 more']
    },
    {
      name: 'an unknown axis of the partition',
      changes: {partition: ['region', 'langauge']},
      expected: ['axis-is-known: Unexpected axis `langauge` in `partition` (Did you mean `language`?)']
    },
    {
      name: 'an unknown axis and value in a list',
      changes: {exclude: [{regoin: 'gd'}, {region: 'dg'}]},
      expected: [
        'axis-is-known: Unexpected axis `regoin` in `exclude` (Did you mean `region`?)',
        'axis-value-is-known: Unexpected value `dg` of the axis `region` in `exclude` (Did you mean `gd`?)'
      ]
    },
    {
      name: 'an included edition without all axes',
      changes: {
        exclude: [{region: 'gd'}],
        include: [{region: 'gd', language: 'en'}],
        layout: 'report',
        path: '{region}/x{audience}/{language}'
      },
      expected: ['edition-is-whole: Expected a value of `audience` in `include`']
    }
  ])('$name', ({changes, expected}) => expect(told(planned(changes))).toEqual(expected))
})

describe('a path stays below the output, apart from what lies there, on every file system (E34)', () => {
  const dots = 'with an empty part or dots, expected a folder below the output'
  test.each([
    ['../{region}/{audience}/{language}', dots],
    ['/{region}/{audience}/{language}', dots],
    ['{region}/./{audience}-{language}', dots],
    ['{region}//{audience}-{language}', dots],
    ['{region}\\{audience}-{language}', 'with a character that some file systems refuse'],
    ['{region}\0/{audience}-{language}', 'with a character that some file systems refuse'],
    ['{region}:/{audience}-{language}', 'with a character that some file systems refuse'],
    ['{region}/{audience}-{language}.', 'which some file systems refuse'],
    ['nul/{region}-{audience}-{language}', 'with `nul`, which some file systems refuse'],
    ['.octavo/{region}-{audience}-{language}', 'in `.octavo`, which is the build\u2019s own'.replace('\u2019', "'")],
    ['index.html/{region}-{audience}-{language}', 'with `index.html`, which is the name of a published file'],
    ['Manifest.json/{region}-{audience}-{language}', 'with `manifest.json`, which is the name of a published file'],
    ['assets/{region}-{audience}-{language}', 'with `assets`, which is the name of a published file'],
    ['a/report.pdf/{region}-{audience}-{language}', 'with `report.pdf`, which is the name of a published file'],
    [`{region}-{audience}-{language}/${'x'.repeat(300)}`, 'with a name of 300 bytes, expected 200 at most']
  ])('%j', (path, problem) => {
    const [message, ...more] = planned({path}).messages
    expect(more).toEqual([])
    expect(message).toMatchObject({severity: 'error', rule: 'path-stays-inside', path: 'report.yaml', line: 1, column: 1})
    expect(message!.reason).toContain(problem)
    expect(message!.note).toMatch(/^\d+ more editions have such a path\.$/)
  })
})

test('a value that cannot stand in a path is refused, whatever table it comes from', () => {
  const table = {...regions, rows: [{id: '../x', name_en: 'X', name_zh_hans: 'X', code: '1'}]}
  expect(told(planned({}, table))[0]).toBe(
    'axis-value-is-plain: Unexpected value `../x` of the axis `region`, expected letters a to z, digits, `-` and `_`'
  )
})

test('paths that differ by case alone clash, as they would on many machines', () => {
  const table = {
    ...regions,
    rows: [
      {id: 'gd', name_en: 'G', name_zh_hans: 'G', code: '1'},
      {id: 'GD', name_en: 'G', name_zh_hans: 'G', code: '2'}
    ]
  }
  expect(told(planned({}, table))).toEqual([
    expect.stringContaining('edition-path-is-unique: Unexpected path `gd/full/en` of gd.full.en, which GD.full.en has too')
  ])
})
