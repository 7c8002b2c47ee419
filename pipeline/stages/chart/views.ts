/** The views of a spec: it may be one chart, or layers, or charts side by side. */
import {isList, isObject, type JsonObject, type JsonPath} from './json.ts'

/** A view that draws marks, with the encoding it has of its own and from the views around it. */
export interface UnitView {
  readonly mark: string
  readonly encoding: JsonObject
  readonly at: JsonPath
}

const CHILDREN = ['layer', 'hconcat', 'vconcat', 'concat'] as const

/** Every view, the outermost first. */
export function* viewsOf(view: JsonObject, at: JsonPath = []): Generator<{readonly view: JsonObject; readonly at: JsonPath}> {
  yield {view, at}
  for (const [child, key] of childrenOf(view)) yield* viewsOf(child, [...at, ...key])
}

export function unitsOf(view: JsonObject, around: JsonObject = {}, at: JsonPath = []): readonly UnitView[] {
  const facet: JsonObject = isObject(view['facet']) ? {facet: view['facet']} : {}
  const encoding = {...around, ...facet, ...(isObject(view['encoding']) ? view['encoding'] : {})}
  const mark = markOf(view)
  if (mark !== undefined) return [{mark, encoding, at}]
  return childrenOf(view).flatMap(([child, key]) => unitsOf(child, encoding, [...at, ...key]))
}

export function markOf(view: JsonObject): string | undefined {
  const mark = isObject(view['mark']) ? view['mark']['type'] : view['mark']
  return typeof mark === 'string' ? mark : undefined
}

/** Whether the whole drawing is one frame, whose width can be given. */
export function isSingleFrame(tree: JsonObject): boolean {
  const composed = ['hconcat', 'vconcat', 'concat', 'facet', 'repeat', 'spec'].some((key) => key in tree)
  return !composed && unitsOf(tree).every(({encoding}) => !('facet' in encoding || 'row' in encoding || 'column' in encoding))
}

function childrenOf(view: JsonObject): readonly (readonly [JsonObject, JsonPath])[] {
  const listed = CHILDREN.flatMap((key) => {
    const list = view[key]
    if (!isList(list)) return []
    return list.flatMap((child, index) => (isObject(child) ? [[child, [key, index]] as const] : []))
  })
  return isObject(view['spec']) ? [...listed, [view['spec'], ['spec']] as const] : listed
}
