/** What would draw another picture tomorrow, or on another machine: chance and the clock. */
import {isList, isObject, objectsOf, type Json, type JsonObject, type JsonPath} from './json.ts'
import {problem, type Problem} from './problems.ts'

const CHANCE_NOTE = 'Compute the values once, with a seed, and keep them as data of the report.'
const CLOCK_NOTE = 'Take the date from the data, or write it: `datetime(2024, 0, 15)`.'
const BOOTSTRAP_NOTE =
  'Vega finds this interval by drawing lots. Use `"extent": "stderr"`, `"stdev"` or `"iqr"`, or reckon its ends in the query.'

/** Transforms and intervals that draw lots. */
export function drawsNoLots(tree: JsonObject): readonly Problem[] {
  return objectsOf(tree).flatMap(({object, at}) => {
    const inTransform = at.at(-2) === 'transform'
    const sample = inTransform && 'sample' in object ? [lots([...at, 'sample'], '`sample`', CHANCE_NOTE)] : []
    const interval = object['extent'] === 'ci' ? [lots([...at, 'extent'], 'extent `ci`', BOOTSTRAP_NOTE)] : []
    const operation = ['aggregate', 'op'].filter((key) => object[key] === 'ci0' || object[key] === 'ci1')
    return [...sample, ...interval, ...operation.map((key) => lots([...at, key], `\`${String(object[key])}\``, BOOTSTRAP_NOTE))]
  })
}

/** Functions called in the spec's expressions, each where its name stands. */
export function callsNoChance(tree: JsonObject, calls: readonly string[]): readonly Problem[] {
  return calls.flatMap((name) => {
    const places = placesOf(tree, new RegExp(String.raw`(?<![\w.])${name}\s*\(`))
    return (places.length > 0 ? places : [[]]).map((at) => {
      const isClock = name === 'now' || name === 'datetime' || name === 'timezoneoffset'
      return lots(at, `\`${name}()\``, isClock ? CLOCK_NOTE : CHANCE_NOTE)
    })
  })
}

/** Every text of a spec that holds a pattern, rows in the spec left out. */
export function placesOf(value: Json, pattern: RegExp, at: JsonPath = []): readonly JsonPath[] {
  if (typeof value === 'string') return pattern.test(value) ? [at] : []
  if (isList(value)) return value.flatMap((item, index) => placesOf(item, pattern, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const isRows = key === 'datasets' || key === 'usermeta' || (key === 'values' && at.at(-1) === 'data')
    return isRows ? [] : placesOf(child, pattern, [...at, key])
  })
}

function lots(at: JsonPath, what: string, note: string): Problem {
  return problem('chart-is-repeatable', at, {
    reason: `Unexpected ${what}, expected a chart that is the same whenever it is drawn`,
    note
  })
}
