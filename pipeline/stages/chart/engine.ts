/** Vega and Vega-Lite, loaded when the first chart is drawn, with the functions that Octavo gives to their expressions. */
import {MachineError} from '../../messages.ts'
import type {Engine} from './vega.ts'
import {installFunctions} from './functions.ts'
import {readVega} from './whole.ts'

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
  const {default: schema} = await import('vega-lite/vega-lite-schema.json', {with: {type: 'json'}})
  const {vega, compile} = await readVega()
  return {vega, compile, definitions: schema.definitions, watchCalls: await installFunctions(vega)}
}
