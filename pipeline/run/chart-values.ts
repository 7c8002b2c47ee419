/** Every chart of a report: what it compares a column or an axis with is a value that some row of some edition has. */
import {languageSuffix} from '../language/index.ts'
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import {dataUsed, literalsIn, unknownLiterals, type Literal} from '../stages/chart/index.ts'
import type {Axis, Dataset} from '../types.ts'
import type {Asked} from './data.ts'

interface Surroundings {
  readonly report: Report
  readonly axes: readonly Axis[]
  readonly asked: ReadonlyMap<string, Asked>
}

/** A warning for each text of a chart that is alike to nothing: it hides or marks nothing, and no one sees that it should. */
export async function checkChartValues(around: Surroundings): Promise<readonly Message[]> {
  const told = await Promise.all(
    around.report.charts.map(async ({path, text}) => {
      const literals = literalsIn(text)
      if (literals.length === 0) return []
      const asked = dataUsed(text).flatMap((name) => around.asked.get(name) ?? [])
      const found = await Promise.all(literals.map(async (each) => [each, await strangeTo(each, asked, around)] as const))
      const unknown = found.flatMap(([each, known]) => (known === undefined ? [] : [[each, known] as const]))
      return unknownLiterals(unknown, {spec: text, path})
    })
  )
  return told.flat()
}

// The values that there are, where the literal is none of them; nothing where it is fine, or where nobody can say.
async function strangeTo(
  literal: Literal,
  asked: readonly Asked[],
  around: Surroundings
): Promise<readonly string[] | undefined> {
  const {of, value, among} = literal
  const known = of === 'axis' ? idsOf(literal, around.axes) : await valuesOf(literal, asked, around.report)
  if (value === '' || known === undefined || known.includes(value)) return undefined
  // A domain may have room for what is still to come, as long as all that is there stands in it.
  const missing = among === undefined ? known : known.filter((each) => !among.includes(each))
  return missing.length === 0 || (of === 'column' && isWritten(value, asked)) ? undefined : missing
}

function idsOf({name}: Literal, axes: readonly Axis[]): readonly string[] | undefined {
  return axes.find((axis) => axis.name === name)?.values.map(({id}) => id)
}

// What a query writes itself may be met by no row today.
function isWritten(value: string, asked: readonly Asked[]): boolean {
  const texts = asked.flatMap(({query, input}) => [query.sql, ...input.views.map(({sql}) => sql)])
  return texts.some((sql) => sql.includes(`'${value.replaceAll("'", "''")}'`))
}

async function valuesOf(literal: Literal, asked: readonly Asked[], report: Report): Promise<readonly string[] | undefined> {
  const datasets = await Promise.all(asked.flatMap(({datasets}) => Object.values(datasets).map((dataset) => dataset.value())))
  const known = datasets.map((dataset) => valuesIn(dataset, literal, report))
  const found = known.filter((values) => values !== undefined)
  return found.length === 0 || found.includes('other') ? undefined : [...new Set(found.flat())]
}

// `name` stands for `name_en` and its like. What is no text is compared by other rules.
function valuesIn(
  {columns, rows}: Dataset,
  {name, isNumber}: Literal,
  {languages}: Report
): readonly string[] | 'other' | undefined {
  const own = columns.filter((field) => field.name === name)
  const named =
    own.length > 0 ? own : columns.filter((field) => languages.some((one) => field.name === `${name}_${languageSuffix(one)}`))
  if (named.length === 0) return undefined
  const isKnown = named.every(({type}) => type === (isNumber ? 'year' : 'string'))
  if (!isKnown) return 'other'
  const present = named.flatMap((field) => rows.flatMap((row) => (row[field.name] === null ? [] : [String(row[field.name])])))
  return [...present, ...named.flatMap(({constraints}) => (constraints?.enum ?? []).map(String))]
}
