/** Vega and Vega-Lite, loaded when the first chart is drawn, and the one function that Octavo adds to their expressions. */
import {MachineError} from '../../messages.ts'
import {compact} from '../../language/chart-locales.ts'

export interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: string | number
  readonly limit?: number
}

export interface Engine {
  readonly vega: typeof import('vega') & {
    // Missing in the types of Vega: how wide a text is, for layout and for cutting.
    readonly textMetrics: {width: (item: TextItem, text: unknown) => number}
    // Rows from values that are given as a list, an object, or the text of a table.
    readonly read: (values: unknown, format: object) => unknown
  }
  readonly compile: (typeof import('vega-lite'))['compile']
}

let engine: Promise<Engine> | undefined

export function loadEngine(): Promise<Engine> {
  engine ??= load()
  return engine
}

async function load(): Promise<Engine> {
  // Vega reckons in the zone of the process, and no setting of a chart changes all of it.
  const {timeZone} = new Intl.DateTimeFormat().resolvedOptions()
  if (timeZone !== 'UTC')
    throw new MachineError(`Charts are drawn in UTC, but this process runs in ${timeZone}`, "Set `process.env.TZ = 'UTC'` first.")
  const [vega, {compile}] = await Promise.all([import('vega'), import('vega-lite')])
  vega.expressionFunction('compact', compactInEdition)
  return {vega: vega as unknown as Engine['vega'], compile}
}

interface ExpressionScope {
  readonly context: {readonly dataflow: {signal(name: 'edition'): {readonly language: string}}}
}

// Expression functions are global to Vega; the language is read from the chart that calls.
function compactInEdition(this: ExpressionScope, value: unknown): string {
  const amount = typeof value === 'number' ? value : Number.NaN
  return Number.isNaN(amount) ? '' : compact(amount, this.context.dataflow.signal('edition').language)
}
