/** Conditions of whole reports are held against axes, contracts and types, whether an edition asks them or not. */
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {messagesOf, type Places} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const html = {formats: ['html'], only: {region: ['west'], audience: ['short'], language: ['en']}} as const
let places: Places

beforeEach(async () => {
  const root = await temporaryFolder()
  places = {folder: await reportCopy('markets'), out: join(root, 'out'), store: join(root, 'store')}
})

/** What is told of some conditions, each on its own line from line 20 of the overview. */
async function told(...conditions: readonly string[]): Promise<readonly string[]> {
  const passages = conditions.map((condition) => `:only[x]{if="${condition}"}`).join('\n')
  return toldOf((text) => `${text}\n${passages}\n`)
}

async function toldOf(change: (text: string) => string): Promise<readonly string[]> {
  await edit(places.folder, 'chapters/en/overview.md', change)
  return (await messagesOf(places, html)).map(
    ({severity, rule, line, column, reason, note}) =>
      `${severity} ${line}:${column} ${rule}: ${reason}${note ? ` (${note})` : ''}`
  )
}

describe('D22 a literal beside an axis or a listed column is one of its values', () => {
  test.each([
    [
      "region = 'nroth'",
      'Unexpected value `nroth` beside `region`, expected a value of the axis `region` (Did you mean `north`?)'
    ],
    [
      "'nroth' = region",
      'Unexpected value `nroth` beside `region`, expected a value of the axis `region` (Did you mean `north`?)'
    ],
    [
      "region.id != 'North'",
      'Unexpected value `North` beside `region.id`, expected a value of the axis `region` (Did you mean `north`?)'
    ],
    [
      "audience in ('full', 'shrot')",
      'Unexpected value `shrot` beside `audience`, expected a value of the axis `audience` (Did you mean `short`?)'
    ],
    [
      "audience not in ('experts')",
      'Unexpected value `experts` beside `audience`, expected a value of the axis `audience` (Known: `short`, `full`)'
    ],
    [
      "audience.id = 'fulll'",
      'Unexpected value `fulll` beside `audience.id`, expected a value of the axis `audience` (Did you mean `full`?)'
    ],
    [
      "language = 'zh-Hnas'",
      'Unexpected value `zh-Hnas` beside `language`, expected a value of the axis `language` (Did you mean `zh-Hans`?)'
    ],
    [
      "region.kind = 'caost'",
      'Unexpected value `caost` beside `region.kind`, expected a value that the contract lists (Did you mean `coast`?)'
    ],
    [
      "latest.region = 'wset'",
      'Unexpected value `wset` beside `latest.region`, expected a value of the axis `region` (Did you mean `west`?)'
    ],
    [
      "region = 'north' or region.kind = 'x' and audience = 'full'",
      'Unexpected value `x` beside `region.kind`, expected a value that the contract lists (Known: `coast`, `inland`)'
    ],
    ["region.name = 'Nort'", 'Unexpected value `Nort` beside `region.name`, which no row has (Did you mean `North`?)']
  ])('%s', async (condition, expected) => {
    expect(await told(condition)).toEqual([`error 20:1 condition-value-is-known: ${expected}`])
  })

  test('of a query as of its table, in a loop too, but for values that the query makes', async () => {
    await edit(
      places.folder,
      'queries/all_regions.sql',
      () =>
        "-- key: region\nselect s.region, name_en, name_zh_hans, name_zh_hant, stalls, visitors, case when kind = 'coast' then 'sea' else kind end as kind\nfrom stalls s join regions r on r.id = s.region where year = 2023\n"
    )
    const found = await toldOf(
      (text) =>
        `${text}\n\n:::each{row in="all_regions"}\n:only[x]{if="row.kind = 'sea'"} :only[y]{if="row.kind = 'inlnad'"}\n:::\n`
    )
    expect(found).toEqual([
      'error 22:33 condition-value-is-known: Unexpected value `inlnad` beside `row.kind`, expected a value that the contract lists (Did you mean `inland`?)'
    ])
  })

  test('in front matter', async () => {
    expect(await toldOf((text) => text.replace('---\n#', 'audience: [shrot]\nif: "region.kind = \'caost\'"\n---\n#'))).toEqual([
      'error 4:1 axis-value-is-known: Unexpected value `shrot` of the axis `audience` (Did you mean `short`?)'
    ])
    expect(await toldOf((text) => text.replace('audience: [shrot]\n', ''))).toEqual([
      'error 4:1 condition-value-is-known: Unexpected value `caost` beside `region.kind`, expected a value that the contract lists (Did you mean `coast`?)'
    ])
  })

  test('in a passage that no edition shows', async () => {
    expect(
      await toldOf((text) => `${text}\n:::only{if="audience = 'full'"}\n:only[x]{if="region = 'nroth'"}\n:::\n`)
    ).toHaveLength(1)
  })
})

describe('D22 what is compared is of one type', () => {
  test.each([
    ["latest.stalls > 'many'", "Unexpected text `'many'` beside `latest.stalls`, expected a number"],
    ['latest.stalls = true', 'Unexpected `true` beside `latest.stalls`, expected a number'],
    [
      "report.release > '2024-02-31'",
      "Unexpected text `'2024-02-31'` beside `report.release`, expected a day such as '2024-04-15'"
    ],
    ["report.release > 'soon'", "Unexpected text `'soon'` beside `report.release`, expected a day such as '2024-04-15'"],
    ['report.release = 2024', "Unexpected `2024` beside `report.release`, expected a day such as '2024-04-15'"],
    [
      'region.id = 10',
      "Unexpected `10` beside `region.id`, expected a text in single quotes (The column holds text: write `'10'` as its cells have it.)"
    ],
    ['latest.note = latest.stalls', 'Unexpected comparison of `latest.note` (a text) with `latest.stalls` (a number)'],
    ["'a' = 'a'", 'Unexpected comparison of `a` with `a`, expected a name on one side']
  ])('%s', async (condition, expected) => {
    expect(await told(condition)).toEqual([`error 20:1 condition-compares-like-with-like: ${expected}`])
  })

  test('and measured alike', async () => {
    const of = (unit: object) =>
      edit(places.folder, 'datapackage.json', (text) =>
        text.replace(/("unit": )\{[^}]*\}(, "decimals")/, (_, before, after) => `${before}${JSON.stringify(unit)}${after}`)
      )
    const compare = 'latest.stalls > latest.visitors'
    await of({en: '% of all', 'zh-Hans': '%'})
    await edit(places.folder, 'datapackage.json', (text) => text.replace('"en": "stalls"', '"en": "visitors"'))
    expect(await told(compare)).toEqual([
      'error 20:1 condition-compares-like-with-like: Unexpected comparison of `latest.stalls` (in visitors) with `latest.visitors` (in % of all) (Compare what is measured alike, or reckon both in one unit in the query.)'
    ])
    await of({en: 'residents', 'zh-Hans': '人'})
    expect(await told(compare)).toEqual([])
  })

  test('unknown columns are told, whoever asks', async () => {
    expect(await told("region = 'west' and region.knid = 'coast'")).toEqual([
      'error 20:1 column-is-known: Unexpected column `knid` of `region` (Did you mean `kind`?)'
    ])
  })

  test('right ones pass', async () => {
    expect(
      await told(
        "region = 'west' and region.id != 'north' and region in ('west', 'south')",
        "latest.stalls > 10 and latest.stalls < '500.5' and latest.visitors >= -1.5",
        "report.release > '2024-01-01' and report.title is not empty and region.kind = 'inland'",
        "latest.note = 'anything' or latest.region = region.id or 'coast' = region.kind"
      )
    ).toEqual([])
  })
})
