/** The views of a spec that draw marks, as Vega-Lite unfolds it: box plots into layers, repeats and facets into panels. */
import {isList, isObject, type Json, type JsonObject, type JsonPath} from './json.ts'

/** A view that draws one kind of mark. */
export interface Unit {
  /** Name of its marks in the drawing. */
  readonly name: string
  readonly mark: string
  readonly definition: JsonObject
  /** What it was written as where Vega-Lite unfolds it: `boxplot`, `errorbar`; else its mark. */
  readonly writtenAs: string
  /** Its own encoding and that of the views around it. */
  readonly encoding: JsonObject
  /** Encodings of the facets around it. */
  readonly facets: readonly JsonObject[]
  /** Whether a transform stands in it or in a view around it. */
  readonly transforms: readonly JsonObject[]
  /** The panel of a concatenation that it belongs to; the whole chart is panel `''`. */
  readonly panel: string
  /** Title of that panel. */
  readonly title: string | undefined
  /** Place of what the author wrote. */
  readonly at: JsonPath
}

interface Around {
  readonly view: JsonObject
  readonly written: Json | undefined
  readonly name: string
  readonly encoding: JsonObject
  readonly facets: readonly JsonObject[]
  readonly transforms: readonly JsonObject[]
  readonly panel: string
  readonly title: string | undefined
  readonly at: JsonPath
}

/** From the unfolded spec, with places in the spec as written. */
export function unitsOf(unfolded: JsonObject, tree: JsonObject): readonly Unit[] {
  return collect({
    view: unfolded,
    written: tree,
    name: givenName(unfolded) ?? '',
    encoding: {},
    facets: [],
    transforms: [],
    panel: '',
    title: undefined,
    at: []
  })
}

/** The mark that a view names, if it names one. */
export function markOf(view: JsonObject): string | undefined {
  const mark = isObject(view['mark']) ? view['mark']['type'] : view['mark']
  return typeof mark === 'string' ? mark : undefined
}

/** Whether the whole drawing is one frame, whose width can be given. */
export function isSingleFrame(tree: JsonObject): boolean {
  const composed = ['hconcat', 'vconcat', 'concat', 'facet', 'spec'].some((key) => key in tree)
  const isRepeatedLayer = isObject(tree['repeat']) && Object.keys(tree['repeat']).every((key) => key === 'layer')
  if (isRepeatedLayer && isObject(tree['spec'])) return isSingleFrame(tree['spec'])
  return !composed && !hasFacet(tree)
}

function hasFacet(view: JsonObject): boolean {
  const encoding = isObject(view['encoding']) ? view['encoding'] : {}
  const layers = isList(view['layer']) ? view['layer'].filter(isObject) : []
  return 'facet' in encoding || 'row' in encoding || 'column' in encoding || layers.some(hasFacet)
}

function collect(around: Around): readonly Unit[] {
  const {view} = around
  const encoding = {...around.encoding, ...(isObject(view['encoding']) ? view['encoding'] : {})}
  const transforms = [...around.transforms, ...(isList(view['transform']) ? view['transform'].filter(isObject) : [])]
  const here = {...around, encoding, transforms}
  const mark = markOf(view)
  if (mark !== undefined) return [unitOf(here, mark)]
  if (isObject(view['spec'])) return collect(inFacet(here, view['spec']))
  return (['layer', 'hconcat', 'vconcat', 'concat'] as const).flatMap((key) => {
    const children = view[key]
    if (!isList(children)) return []
    return children.flatMap((child, index) => (isObject(child) ? collect(inList(here, key, {child, index})) : []))
  })
}

function unitOf({written, name, view, encoding, facets, transforms, panel, title, at}: Around, mark: string): Unit {
  const definition = isObject(view['mark']) ? view['mark'] : {}
  const writtenMark = isObject(written) ? markOf(written) : undefined
  return {
    name: nameOf(name, 'marks'),
    mark,
    definition,
    writtenAs: writtenMark ?? mark,
    encoding,
    facets,
    transforms,
    panel,
    title,
    at
  }
}

// An encoding may hold the facet; then the view is its own child.
function inFacet(around: Around, child: JsonObject): Around {
  const {written, at, facets, view} = around
  const isWritten = isObject(written) && isObject(written['spec'])
  const facet = isObject(view['facet']) ? view['facet'] : {}
  const definitions = 'row' in facet || 'column' in facet ? [facet['row'], facet['column']].filter(isObject) : [facet]
  return {
    ...around,
    view: child,
    written: isWritten ? written['spec'] : written,
    name: givenName(child) ?? nameOf(around.name, 'child'),
    facets: [...facets, ...definitions],
    at: isWritten ? [...at, 'spec'] : at
  }
}

function inList(around: Around, key: string, {child, index}: {readonly child: JsonObject; readonly index: number}): Around {
  const {written, at} = around
  const list = isObject(written) ? written[key] : undefined
  const isRepeat = isObject(written) && isObject(written['spec']) && 'repeat' in written
  const isWritten = isList(list) && isObject(list[index])
  const name = givenName(child) ?? nameOf(around.name, `${key === 'layer' ? 'layer' : 'concat'}_${index}`)
  return {
    ...around,
    view: child,
    written: isWritten ? list[index] : isRepeat ? written['spec'] : written,
    name,
    panel: key === 'layer' ? around.panel : name,
    title: key === 'layer' ? around.title : (titleOf(child) ?? around.title),
    at: isWritten ? [...at, key, index] : isRepeat ? [...at, 'spec'] : at
  }
}

function titleOf({title}: JsonObject): string | undefined {
  const text = isObject(title) ? title['text'] : title
  return typeof text === 'string' ? text : undefined
}

function givenName({name}: JsonObject): string | undefined {
  return typeof name === 'string' ? name : undefined
}

// As Vega-Lite makes a name that may stand in an expression.
function nameOf(parent: string, own: string): string {
  const name = `${parent === '' ? '' : `${parent}_`}${own}`.replace(/\W/g, '_')
  return /^\d/.test(name) ? `_${name}` : name
}
