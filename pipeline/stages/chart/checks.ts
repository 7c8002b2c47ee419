/** What must hold of a spec before it is drawn. */
import {suggestion} from '../../messages.ts'
import {fieldsMade, fieldsUsed} from './fields.ts'
import {isObject, objectsOf, type JsonObject} from './json.ts'
import {problem, type Problem} from './problems.ts'
import type {DrawRequest} from './request.ts'
import {inlineNames, type Sources} from './rows.ts'
import {markOf} from './units.ts'

const FILES_NOTE = 'Give `"data": {"name": "<query>"}` and leave links and pictures to the text.'
const ROWS_NOTE = 'Leave the figure out where its query gives nothing, with `:::only{if="..."}`.'

/** Charts are drawn from the report's data alone: nothing is fetched, nothing is linked. */
export function readsNoFiles(tree: JsonObject): readonly Problem[] {
  return objectsOf(tree).flatMap(({object, at}) => {
    const keys = Object.keys(object).filter((key) => key === 'url' || key === 'href')
    const images = markOf(object) === 'image' ? ['mark'] : []
    return [...keys, ...images].map((key) => {
      const what = key === 'mark' ? 'mark `image`' : `\`${key}\``
      return problem('chart-reads-no-files', [...at, key], {
        reason: `Unexpected ${what}, expected a chart that is drawn from its rows`,
        note: FILES_NOTE
      })
    })
  })
}

/** Every named source is a query of the figure, or lies in the spec. */
export function dataIsKnown(tree: JsonObject, queries: readonly string[]): readonly Problem[] {
  const known = [...queries, ...inlineNames(tree)]
  return objectsOf(tree).flatMap(({object, at}) => {
    const name = isObject(object['data']) ? object['data']['name'] : undefined
    if (typeof name !== 'string' || known.includes(name) || 'values' in (object['data'] as JsonObject)) return []
    const reason = `Unexpected data \`${name}\`, expected a query of this figure`
    return [problem('chart-data-is-known', [...at, 'data', 'name'], {reason, note: suggestion(name, known)})]
  })
}

/** `edition.region` names an axis of the report. */
export function axesAreKnown(
  used: readonly string[],
  {axes, allAxes}: Pick<DrawRequest, 'axes' | 'allAxes'>,
  declared: readonly string[]
): readonly Problem[] {
  // The language is known to every chart.
  const known = new Set([...(allAxes ?? [...Object.keys(axes), ...declared]), 'language'])
  return used
    .filter((axis) => !(axis in axes))
    .map((axis) => {
      const others = [...known].filter((name) => name !== axis)
      return problem('chart-axis-is-known', [], {
        reason: `Unexpected \`edition.${axis}\`, expected an axis of the report`,
        note: suggestion(axis, others)
      })
    })
}

/** Keys of a spec that hold an expression. */
const EXPRESSIONS = ['expr', 'test', 'signal', 'calculate', 'filter']

/** `theme.accent` names a colour of the report: Vega takes another name for no colour at all. */
export function coloursAreKnown(tree: JsonObject, theme: object): readonly Problem[] {
  const known = Object.keys(theme)
  return objectsOf(tree).flatMap(({object, at}) =>
    EXPRESSIONS.flatMap((key) => {
      const text = object[key]
      const names = typeof text === 'string' ? Array.from(text.matchAll(/\btheme\.([A-Za-z_]\w*)/g), ([, name]) => name!) : []
      return names
        .filter((name) => !known.includes(name))
        .map((name) =>
          problem('chart-colour-is-known', [...at, key], {
            reason: `Unexpected \`theme.${name}\`, expected a colour of the theme`,
            note: suggestion(name, known)
          })
        )
    })
  )
}

/** Problems of data without a row. */
export function hasRows(bound: Sources): readonly Problem[] {
  return [...bound]
    .filter(([, {rows}]) => rows.length === 0)
    .map(([name]) =>
      problem('chart-has-rows', ['data'], {reason: `Unexpected empty data \`${name}\`, expected rows to draw`, note: ROWS_NOTE})
    )
}

/** Every field is a column of the rows or made by a transform. */
export function fieldsAreKnown(tree: JsonObject, bound: Sources): readonly Problem[] {
  const made = fieldsMade(tree)
  // What a chart reaches by a path, or draws from an empty source, only Vega can tell.
  if (made === undefined || [...bound.values()].some(({columns}) => columns.size === 0)) return []
  const known = new Set([...made, ...[...bound.values()].flatMap(({columns}) => [...columns.keys()])])
  const seen = new Set<string>()
  return fieldsUsed(tree).flatMap(({name, at}) => {
    if (known.has(name) || seen.has(name)) return []
    seen.add(name)
    return [
      problem('chart-field-is-known', at, {
        reason: `Unexpected field \`${name}\`, expected a column of the rows`,
        note: suggestion(name, known)
      })
    ]
  })
}
