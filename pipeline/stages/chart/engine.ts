/** Vega and Vega-Lite, loaded when the first chart is drawn, with the functions that Octavo gives to their expressions. */
import {MachineError} from '../../messages.ts'
import type {Engine, Vega} from './vega.ts'
import {installFunctions} from './functions.ts'

let engine: Promise<Engine> | undefined

/** Vega, loaded once. */
export function loadEngine(): Promise<Engine> {
  engine ??= load()
  return engine
}

async function load(): Promise<Engine> {
  // Vega reckons in the zone of the process, and no setting of a chart changes all of it.
  const {timeZone} = new Intl.DateTimeFormat('en').resolvedOptions()
  if (timeZone !== 'UTC')
    throw new MachineError(`Charts are drawn in UTC, but this process runs in ${timeZone}`, "Set `process.env.TZ = 'UTC'` first.")
  const [vega, {compile}, {default: schema}] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('vega-lite/vega-lite-schema.json', {with: {type: 'json'}})
  ])
  const own = vega as unknown as Vega
  return {vega: own, compile, definitions: schema.definitions, watchCalls: await installFunctions(own)}
}
