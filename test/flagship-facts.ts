/** What the flagship's data say of each region, reckoned from its CSV files and not from its queries. */
import {readFileSync} from 'node:fs'
import {parse} from 'csv-parse/sync'

export interface RegionFacts {
  readonly id: string
  readonly name: {readonly en: string; readonly 'zh-Hans': string; readonly 'zh-Hant': string}
  readonly kind: string
  readonly area: string
  readonly model: string
  readonly population: number
  readonly output: number
  readonly counties: number
  readonly websites: number
  readonly score: number
  /** Yuan per resident of the census. */
  readonly perHead: number
  /** Websites per million residents. */
  readonly density: number
  readonly expected: number
  readonly residual: number
  readonly band: Band
  /** Dates of the guiding documents found, as the file has them. */
  readonly documents: readonly string[]
  readonly recognised: boolean
}

export type Band = 'above' | 'within' | 'below'

export interface Fit {
  readonly start: number
  readonly slope: number
  readonly error: number
  readonly margin: number
  /** Share of the variance, 0 to 1. */
  readonly explained: number
}

interface Point {
  readonly perHead: number
  readonly score: number
}

type Row = Readonly<Record<string, string>>

/** Rows of a data file of the flagship. */
export function rowsOf(name: string): readonly Row[] {
  const path = new URL(`../sources/digital-government/data/${name}.csv`, import.meta.url)
  return parse(readFileSync(path), {columns: true})
}

/** The least-squares line of score on output per resident, and one and a half residual standard errors. */
export function fitOf(points: readonly Point[]): Fit {
  const [meanX, meanY] = [mean(points.map(({perHead}) => perHead)), mean(points.map(({score}) => score))]
  const squares = sum(points.map(({perHead}) => (perHead - meanX) ** 2))
  const slope = sum(points.map(({perHead, score}) => (perHead - meanX) * (score - meanY))) / squares
  const start = meanY - slope * meanX
  const left = sum(points.map(({perHead, score}) => (score - start - slope * perHead) ** 2))
  const error = Math.sqrt(left / (points.length - 2))
  return {
    start,
    slope,
    error,
    margin: 1.5 * error,
    explained: 1 - left / sum(points.map(({score}) => (score - meanY) ** 2))
  }
}

export function bandOf({perHead, score}: Point, {start, slope, margin}: Fit): Band {
  const residual = score - start - slope * perHead
  return residual > margin ? 'above' : residual < -margin ? 'below' : 'within'
}

/** The 31 regions. */
export function readRegions(): readonly RegionFacts[] {
  const values = new Map(
    rowsOf('indicator-values').map(({region, indicator, value}) => [`${region} ${indicator}`, Number(value)])
  )
  const known = rowsOf('regions').filter(({kind}) => kind !== 'nation')
  const documents = rowsOf('local-documents')
  const recognised = new Set(rowsOf('recognitions').map(({region}) => region))
  const raw = known.map((row) => {
    const of = (indicator: string) => values.get(`${row['id']} ${indicator}`)!
    const [population, output, websites] = [of('population-census-2020'), of('gdp-2023'), of('government-websites-2019')]
    return {
      id: row['id']!,
      name: {en: row['short_en']!, 'zh-Hans': row['short_zh_hans']!, 'zh-Hant': row['short_zh_hant']!},
      kind: row['kind']!,
      area: row['area']!,
      model: row['model']!,
      population,
      output,
      counties: of('county-level-divisions'),
      websites,
      score: of('online-service-capability-2019'),
      perHead: (output * 1e8) / population,
      density: (websites * 1e6) / population,
      documents: documents.filter(({region}) => region === row['id']).map(({issued}) => issued!),
      recognised: recognised.has(row['id'])
    }
  })
  const fit = fitOf(raw)
  return raw.map((region) => {
    const expected = fit.start + fit.slope * region.perHead
    return {...region, expected, residual: region.score - expected, band: bandOf(region, fit)}
  })
}

/** Output per resident and websites per million of the whole nation. */
export function readNation(): {readonly perHead: number; readonly density: number} {
  const values = new Map(rowsOf('nation-values').map(({indicator, value}) => [indicator!, Number(value)]))
  const population = values.get('population-census-2020')!
  return {
    perHead: (values.get('gdp-2023')! * 1e8) / population,
    density: (values.get('government-websites-2019')! * 1e6) / population
  }
}

export interface Place {
  readonly place: number
  /** Whether another has the same value. */
  readonly joint: boolean
}

/** The place of a region among others, the largest value first. */
export function placeOf(own: RegionFacts, among: readonly RegionFacts[], value: (region: RegionFacts) => number): Place {
  return {
    place: 1 + among.filter((other) => value(other) > value(own)).length,
    joint: among.filter((other) => value(other) === value(own)).length > 1
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A number of the article by its id. */
export function figureOf(id: string): number {
  return Number(rowsOf('article-figures').find((row) => row['id'] === id)!['value_base'])
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
