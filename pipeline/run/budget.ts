/** How many pages an edition may have: what the report says of it, or else its layout. */
import {suggestion, type Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Axis, Edition, Layout} from '../types.ts'

/** Pages at most, from the first axis whose value has a number in `mostPages`; nothing where nobody says. */
export function budgetOf({axes}: Edition, layout: Layout, {mostPages}: Report['definition']): number | undefined {
  if (typeof mostPages === 'number') return mostPages
  const value = Object.values(axes).find((each) => mostPages !== undefined && Object.hasOwn(mostPages, each))
  return value === undefined ? layout.mostPages : mostPages![value]
}

/** An error for each value in `mostPages` that no axis has. */
export function checkBudget({definition: {mostPages}, place}: Report, axes: readonly Axis[]): readonly Message[] {
  if (mostPages === undefined || typeof mostPages === 'number') return []
  const known = axes.flatMap(({values}) => values.map(({id}) => id))
  return Object.keys(mostPages)
    .filter((value) => !known.includes(value))
    .map((value) => ({
      severity: 'error',
      rule: 'axis-value-is-known',
      path: 'report.yaml',
      ...place(['mostPages', value]),
      reason: `Unexpected \`${value}\` in \`mostPages\`, expected a value of an axis`,
      note: suggestion(value, known)
    }))
}
