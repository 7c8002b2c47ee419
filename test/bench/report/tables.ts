/** The data of the synthetic report: invented places and numbers, the same for the same seed, and the queries on them. */
import {sequence} from './sequence.ts'

const FIRST = [
  ['青', 'Qing'],
  ['白', 'Bai'],
  ['玉', 'Yu'],
  ['金', 'Jin'],
  ['松', 'Song'],
  ['竹', 'Zhu'],
  ['梅', 'Mei'],
  ['柳', 'Liu']
] as const
const LAST = [
  ['岸', 'an'],
  ['渚', 'zhu'],
  ['岑', 'cen'],
  ['汀', 'ting']
] as const
const INDICES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const YEARS = Array.from({length: 12}, (_, at) => 2012 + at)

/** CSV by path, for so many regions: 32 at most. */
export function dataFor(count: number): Readonly<Record<string, string>> {
  const {below} = sequence(2)
  const regions = FIRST.flatMap(([han, latin]) =>
    LAST.map(([end, sound]) => ({id: `${latin}${sound}`.toLowerCase(), han: han + end, latin: latin + sound}))
  ).slice(0, count)
  const yearly = regions.flatMap(({id}) =>
    YEARS.map((year) => [id, year, 60 + below(400), 20_000 + below(80_000), `${70 + below(29)}.${below(10)}`])
  )
  const indices = regions.flatMap(({id}) => INDICES.flatMap((index) => YEARS.map((year) => [id, index, year, 80 + below(60)])))
  return {
    'data/regions.csv': csv(
      ['id', 'name_en', 'name_zh_hans', 'name_zh_hant'],
      regions.map(({id, han, latin}) => [id, latin, han, han])
    ),
    'data/yearly.csv': csv(['region', 'year', 'stations', 'readings', 'coverage'], yearly),
    'data/indices.csv': csv(['region', 'index', 'year', 'value'], indices),
    'data/profiles.csv': csv(
      ['region', 'staff', 'visits'],
      regions.map(({id}) => [id, 200 + below(900), 1000 + below(9000)])
    )
  }
}

/** A new value in the one column that only the editions of its region show. */
export function withVisits(profiles: string, visits: number): string {
  return profiles.replace(/(?<=\n[^\n]*,)\d+(?=\n)/, String(visits))
}

export const queries: Readonly<Record<string, string>> = {
  'queries/overview.sql': `-- key: region
select y.region, r.name_en, r.name_zh_hans, r.name_zh_hant, y.stations, y.readings, y.coverage
from yearly y join regions r on r.id = y.region where y.year = 2023 order by y.stations desc, y.region
`,
  'queries/latest.sql':
    '-- partition: region   key: region\nselect region, stations, readings, coverage from yearly where year = 2023\n',
  'queries/earlier.sql': '-- partition: region   key: region\nselect region, stations from yearly where year = 2022\n',
  'queries/mean.sql':
    "-- key: scope\nselect 'all' as scope, avg(coverage)::decimal(18, 1) as coverage from yearly where year = 2023\n",
  'queries/profile.sql': `-- partition: region   key: region
select p.region, p.staff, p.visits, round(p.staff::decimal(18, 4) / y.stations, 2)::decimal(18, 2) as staff_per_station
from profiles p join yearly y on y.region = p.region and y.year = 2023
`,
  'queries/series.sql':
    '-- partition: region   key: region, year\nselect region, year, readings from yearly order by region, year\n',
  'queries/panels.sql':
    '-- partition: region   key: region, index, year\nselect region, index, year, value from indices order by region, index, year\n'
}

function csv(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [heads, ...rows].map((row) => `${row.join(',')}\n`).join('')
}
