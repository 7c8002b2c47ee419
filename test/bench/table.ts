/** Results of measurements -> a table for 80 columns, and a sentence on each goal. */
import {median} from './median.ts'

/** One line of the table. */
export interface Result {
  readonly measure: string
  /** Seconds of each run. */
  readonly wall: readonly number[]
  readonly cpu: readonly number[]
  readonly figure: string
  readonly goal?: Goal
  /** Whatever must be known to read the figure. */
  readonly note?: string
}

export interface Goal {
  readonly text: string
  readonly met: boolean
}

const COLUMNS = [
  {head: 'measure', width: 21},
  {head: 'n', width: -2},
  {head: '  min', width: -5},
  {head: 'wall s', width: -6},
  {head: '  max', width: -5},
  {head: 'CPU s', width: -6},
  {head: 'figure', width: -11},
  {head: 'goal', width: -9},
  {head: '', width: 6}
] as const

/** The table, and below it the notes and the goals that are missed. */
export function table(results: readonly Result[]): string {
  const lines = [COLUMNS.map(({head}) => head), COLUMNS.map(({width}) => '-'.repeat(Math.abs(width))), ...results.map(cells)]
  const notes = results.flatMap(({measure, note}) => (note === undefined ? [] : [`${measure}: ${note}`]))
  return [...lines.map(line), '', ...notes, ...(notes.length > 0 ? [''] : []), verdict(results)].join('\n')
}

function cells({measure, wall, cpu, figure, goal}: Result): readonly string[] {
  const verdict = goal === undefined ? '' : goal.met ? 'met' : 'MISSED'
  return [
    measure,
    String(wall.length),
    seconds(Math.min(...wall)),
    seconds(median(wall)),
    seconds(Math.max(...wall)),
    seconds(median(cpu)),
    figure,
    goal?.text ?? '',
    verdict
  ]
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, at) => padded(cell, COLUMNS[at]?.width ?? 0))
    .join(' ')
    .trimEnd()
}

function padded(text: string, width: number): string {
  return width < 0 ? text.padStart(-width) : text.padEnd(width)
}

function verdict(results: readonly Result[]): string {
  const missed = results.filter(({goal}) => goal?.met === false)
  if (missed.length === 0) return 'All goals are met.'
  return missed.map(({measure, figure, goal}) => `Missed: ${measure} is ${figure}, the goal ${goal?.text}.`).join('\n')
}

function seconds(value: number): string {
  return value.toFixed(2)
}
