/** The axes of a report, crossed: which editions there are, and where each goes. */
import {suggestion, type Message} from '../../messages.ts'
import {problemOf} from '../../schema/output-path.ts'
import type {MatrixDefinition} from '../../schema/definition.ts'
import {readAxis, type AxisContext, type Place, type Tell} from './axes.ts'
import type {Axis, Edition, Selection} from '../../types.ts'

export type {Place} from './axes.ts'

/** The matrix of a report. With an error among the messages the editions mean nothing. */
export interface Plan {
  readonly axes: readonly Axis[]
  readonly editions: readonly Edition[]
  /** Names of axes: editions that agree on these are made together. */
  readonly partition: readonly string[]
  readonly messages: readonly Message[]
}

/** What decides on the matrix. */
export interface PlanInput extends Pick<AxisContext, 'tables' | 'languages'> {
  readonly definition: MatrixDefinition
  readonly place: Place
}

/** Cross the axes. */
export function plan({definition: written, tables, languages, place}: PlanInput): Plan {
  const definition = completed(written)
  const messages: Message[] = []
  const tell: Tell = (pointer, rule, reason, note) => {
    messages.push({severity: 'error', rule, reason, path: 'report.yaml', ...place(pointer), ...(note && {note})})
  }
  const axes = Object.entries(definition.axes).map(([name, axis]) => readAxis(name, axis, {tables, languages, tell}))
  const selections = combine(axes, definition, tell)
  const editions = selections.map((axes) => edition(axes, definition, languages)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const partition = [definition.partition].flat()
  checkPartition(partition, axes, tell)
  checkPattern(definition, tell)
  checkPaths(editions, definition, tell)
  checkLayouts(editions, tell)
  if (editions.length === 0)
    tell(['axes'], 'report-has-editions', 'Unexpected matrix without an edition', 'Look at `axes` and `exclude`.')
  return {axes, editions, partition, messages}
}

type Completed = MatrixDefinition & Required<Pick<MatrixDefinition, 'layout' | 'path' | 'partition'>>

// Left out, the layout is that of a report, there is a folder for each value of each axis, and the first axis has most to share.
function completed(definition: MatrixDefinition): Completed {
  const axes = Object.keys(definition.axes)
  return {layout: 'report', path: axes.map((axis) => `{${axis}}`).join('/'), partition: axes.slice(0, 1), ...definition}
}

/** Whether an edition has one of the wanted values on each axis that is named. */
export function isSelected(edition: Edition, only: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(only).every(([axis, ids]) => ids.includes(edition.axes[axis] ?? ''))
}

function combine(axes: readonly Axis[], {include = [], exclude = []}: Completed, tell: Tell): Selection[] {
  for (const [list, selections] of Object.entries({include, exclude}))
    for (const selection of selections) checkSelection({list, selection}, axes, tell)
  const crossed = axes.reduce<Selection[]>(
    (sofar, {name, values}) => sofar.flatMap((selection) => values.map(({id}) => ({...selection, [name]: id}))),
    [{}]
  )
  const left = crossed.filter(
    (selection) => !exclude.some((pattern) => Object.entries(pattern).every(([axis, id]) => selection[axis] === id))
  )
  const added = include.filter((selection) => !left.some((other) => axes.every(({name}) => other[name] === selection[name])))
  return [...left, ...added]
}

// A selection under `include` or `exclude`.
interface Listed {
  readonly list: string
  readonly selection: Selection
}

function checkSelection({list, selection}: Listed, axes: readonly Axis[], tell: Tell): void {
  for (const [name, id] of Object.entries(selection)) {
    const axis = axes.find((axis) => axis.name === name)
    if (axis === undefined)
      tell(
        [list],
        'axis-is-known',
        `Unexpected axis \`${name}\` in \`${list}\``,
        suggestion(
          name,
          axes.map((axis) => axis.name)
        )
      )
    else if (!axis.values.some((value) => value.id === id))
      tell(
        [list],
        'axis-value-is-known',
        `Unexpected value \`${id}\` of the axis \`${name}\` in \`${list}\``,
        suggestion(
          id,
          axis.values.map((value) => value.id)
        )
      )
  }
  const lacking = axes.filter((axis) => !(axis.name in selection))
  if (list === 'include' && lacking.length > 0)
    tell([list], 'edition-is-whole', `Expected a value of \`${lacking[0]!.name}\` in \`include\``)
}

function edition(axes: Selection, {path, layout, ...definition}: Completed, languages: readonly string[]): Edition {
  const id = Object.keys(definition.axes)
    .map((axis) => axes[axis])
    .join('.')
  return {
    id,
    axes,
    language: axes['language'] ?? languages[0] ?? 'en',
    path: path.replaceAll(PLACE, (whole, name: string) => (Object.hasOwn(axes, name) ? axes[name]! : whole)),
    layout: layoutOf(axes, layout)
  }
}

const PLACE = /\{(\w+)\}/g

function layoutOf(axes: Selection, layout: Completed['layout']): string {
  if (typeof layout === 'string') return layout
  const value = Object.values(axes).find((value) => Object.hasOwn(layout, value))
  return value === undefined ? '' : layout[value]!
}

function checkPartition(partition: readonly string[], axes: readonly Axis[], tell: Tell): void {
  const names = axes.map(({name}) => name)
  for (const name of partition.filter((name) => !names.includes(name)))
    tell(['partition'], 'axis-is-known', `Unexpected axis \`${name}\` in \`partition\``, suggestion(name, names))
}

// The pattern names axes; where it leads is looked at edition by edition.
function checkPattern({path, axes}: Completed, tell: Tell): void {
  for (const [whole, name] of path.matchAll(PLACE)) {
    if (!Object.hasOwn(axes, name!))
      tell(
        ['path'],
        'axis-is-known',
        `Unexpected \`${whole}\` in \`path\`, which is no axis`,
        suggestion(name!, Object.keys(axes))
      )
  }
}

function checkLayouts(editions: readonly Edition[], tell: Tell): void {
  const [first, ...more] = editions.filter(({layout}) => layout === '')
  if (first !== undefined)
    tell(
      ['layout'],
      'edition-has-a-layout',
      `Expected a layout for the edition ${first.id}${more.length > 0 ? ` and ${more.length} more` : ''}`
    )
}

function checkPaths(editions: readonly Edition[], {id: name = 'report'}: Completed, tell: Tell): void {
  const problems = editions.flatMap(({id, path}) => {
    const problem = problemOfPath(path, name)
    return problem === undefined ? [] : [`\`${path.slice(0, 80)}\` of ${id} ${problem}`]
  })
  const note = problems.length > 1 ? `${problems.length - 1} more editions have such a path.` : undefined
  if (problems.length > 0) tell(['path'], 'path-stays-inside', `Unexpected path ${problems[0]}`, note)
  else checkClashes(editions, tell)
}

function problemOfPath(path: string, name: string): string | undefined {
  const isTaken = (part: string, at: number) => (at === 0 ? RESERVED : []).concat(FORMATS.map((end) => name + end)).includes(part)
  const taken = path.toLowerCase().split('/').find(isTaken)
  return problemOf(`${path}/${name}.html`) ?? (taken && `with \`${taken}\`, which is the name of a published file`)
}

/** What lies beside the editions at the top of the output. */
const RESERVED = ['index.html', 'manifest.json', 'assets']
const FORMATS = ['.html', '.pdf', '.press.pdf']

function checkClashes(editions: readonly Edition[], tell: Tell): void {
  const first = new Map<string, string>()
  const clashes = editions.flatMap(({id, path}) => {
    const other = first.get(path.toLowerCase())
    if (other === undefined) first.set(path.toLowerCase(), id)
    return other === undefined ? [] : [`\`${path}\` of ${id}, which ${other} has too`]
  })
  const [clash, ...more] = clashes
  if (clash === undefined) return
  const others = more.length > 0 ? `; ${more.length} more editions clash so` : ''
  tell(
    ['path'],
    'edition-path-is-unique',
    `Unexpected path ${clash}${others}`,
    'Name every axis in `path`, as in `{region}/{audience}/{language}`.'
  )
}
