/** Vega and Vega-Lite, loaded when the first chart is drawn, with the functions that Octavo gives to their expressions. */
import {MachineError} from '../../messages.ts'
import {installFunctions} from './functions.ts'

export interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: string | number
  readonly limit?: number
}

export interface Engine {
  readonly vega: Omit<typeof import('vega'), 'expressionFunction'> & {
    // Missing in the types of Vega: how wide a text is, for layout and for cutting.
    readonly textMetrics: {width: (item: TextItem, text: unknown) => number}
    // Its types know neither how a function is asked for nor what is called when an expression with it is parsed.
    readonly expressionFunction: {
      (name: string): (...given: never[]) => unknown
      (name: string, call: (...given: never[]) => unknown, visit?: (name: string, given: readonly unknown[]) => void): void
    }
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
  const engine = {vega: vega as unknown as Engine['vega'], compile}
  await installFunctions(engine.vega)
  return engine
}
