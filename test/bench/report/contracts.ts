/** The contracts of the synthetic report's data. */
const key = {name: 'region', type: 'string'}
const foreignKeys = [{fields: 'region', reference: {resource: 'regions', fields: 'id'}}]

const regions = resource(
  'regions',
  ['id'],
  [
    {name: 'id', type: 'string'},
    ...['name_en', 'name_zh_hans', 'name_zh_hant'].map((name) => ({
      name,
      type: 'string',
      label: {en: 'Region', 'zh-Hans': '地区'}
    }))
  ]
)

const yearly = resource(
  'yearly',
  ['region', 'year'],
  [
    key,
    {name: 'year', type: 'year', label: {en: 'Year', 'zh-Hans': '年份'}},
    {name: 'stations', type: 'integer', label: {en: 'Stations', 'zh-Hans': '观测站'}, unit: {en: 'stations', 'zh-Hans': '座'}},
    {name: 'readings', type: 'integer', label: {en: 'Readings', 'zh-Hans': '观测次数'}, unit: {en: 'readings', 'zh-Hans': '次'}},
    {name: 'coverage', type: 'number', decimals: 1, label: {en: 'Coverage', 'zh-Hans': '到测率'}, unit: {en: '%', 'zh-Hans': '%'}}
  ]
)

const indices = resource(
  'indices',
  ['region', 'index', 'year'],
  [
    key,
    {name: 'index', type: 'string', label: {en: 'Index', 'zh-Hans': '指数'}},
    {name: 'year', type: 'year', label: {en: 'Year', 'zh-Hans': '年份'}},
    {name: 'value', type: 'integer', label: {en: 'Value', 'zh-Hans': '数值'}}
  ]
)

const profiles = resource(
  'profiles',
  ['region'],
  [
    key,
    {name: 'staff', type: 'integer', label: {en: 'Watch', 'zh-Hans': '值守人员'}},
    {name: 'visits', type: 'integer', label: {en: 'Visits', 'zh-Hans': '查勘'}}
  ]
)

const made = [
  {
    name: 'profile',
    fields: [{name: 'staff_per_station', type: 'number', decimals: 1, label: {en: 'Watch a station', 'zh-Hans': '每站人数'}}]
  }
]

/** `datapackage.json` */
export const dataPackage = {name: 'stations', resources: [regions, yearly, indices, profiles], queries: made}

function resource(name: string, primaryKey: readonly string[], fields: readonly object[]): object {
  return {name, path: `data/${name}.csv`, schema: {fields, primaryKey, ...(primaryKey.includes('region') && {foreignKeys})}}
}
