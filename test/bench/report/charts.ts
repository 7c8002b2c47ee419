/** The three charts of the synthetic report: bars of all regions, a line, small multiples. */
const params = [
  {name: 'edition', value: {region: 'qingan'}},
  {name: 'theme', value: {accent: '#1f5f8b', context: '#b3bcc3'}}
]
const accent = {value: {expr: 'theme.accent'}}

/** Vega-Lite specs by path. */
export const charts: Readonly<Record<string, object>> = {
  'charts/bars.vl.json': {
    params,
    data: {name: 'overview'},
    height: {step: 10},
    mark: 'bar',
    encoding: {
      y: {field: 'name', type: 'nominal', sort: null, title: null},
      x: {field: 'stations', type: 'quantitative', title: null},
      color: {condition: {test: 'datum.region === edition.region', ...accent}, value: {expr: 'theme.context'}}
    }
  },
  'charts/series.vl.json': {
    params: params.slice(1),
    data: {name: 'series'},
    height: 150,
    mark: {type: 'line', point: true},
    encoding: {
      x: {field: 'year', type: 'ordinal', title: null},
      y: {field: 'readings', type: 'quantitative', title: null},
      color: accent
    }
  },
  'charts/panels.vl.json': {
    params: params.slice(1),
    data: {name: 'panels'},
    columns: 3,
    facet: {field: 'index', type: 'nominal', title: null},
    spec: {
      width: 160,
      height: 60,
      mark: {type: 'area', opacity: 0.8},
      encoding: {
        x: {field: 'year', type: 'ordinal', title: null, axis: {labelAngle: 0, labelOverlap: true}},
        y: {field: 'value', type: 'quantitative', title: null},
        color: accent
      }
    }
  }
}
