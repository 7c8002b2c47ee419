/** The expression functions that Octavo gives to Vega, limits, and takes away. They are global to Vega. */
import {shortNumber} from '../../values/number.ts'
import type {Vega, WatchCalls} from './vega.ts'
import {installLines} from './lines.ts'
import {useLinearPatterns} from './patterns.ts'

/** Longest list, or text, that one call may make. */
export const MOST_MADE = 100_000

const NEVER_THE_SAME = ['random', 'now', 'sampleNormal', 'sampleLogNormal', 'sampleUniform', 'timezoneoffset']

/** Gives the watch over what is called in the expressions that `parse` reads: functions that differ from run to run. */
export async function installFunctions(vega: Vega): Promise<WatchCalls> {
  let asked: string[] = []
  vega.expressionFunction('compact', compactInEdition)
  installLines(vega)
  await useLinearPatterns(vega)
  for (const name of NEVER_THE_SAME)
    vega.expressionFunction(
      name,
      () => Number.NaN,
      () => void asked.push(name)
    )
  vega.expressionFunction(
    'datetime',
    // As Vega has it: any way of calling `new Date` but without a word, which would be the clock.
    (...parts: [number, number]) => new Date(...parts),
    (_: string, parts: readonly unknown[]) => void (parts.length === 0 && asked.push('datetime'))
  )
  vega.expressionFunction('sequence', sequence)
  vega.expressionFunction(
    'pad',
    limited(vega.expressionFunction('pad'), (_, length) => Number(length))
  )
  for (const name of ['timeSequence', 'utcSequence']) vega.expressionFunction(name, sequenceOfTime(vega, name))
  return (parse) => {
    asked = []
    const value = parse()
    return {value, calls: [...new Set(asked)]}
  }
}

interface ExpressionScope {
  readonly context: {readonly dataflow: {signal(name: 'edition'): {readonly language: string}}}
}

// The language is read from the chart that calls.
function compactInEdition(this: ExpressionScope, value: unknown): string {
  const amount = typeof value === 'number' ? value : Number.NaN
  return Number.isNaN(amount) ? '' : shortNumber(amount, this.context.dataflow.signal('edition').language)
}

/** As d3's `range`: from a start up to but not including an end. */
function sequence(start: number, end?: number, step = 1): readonly number[] {
  const [from, to] = end === undefined ? [0, Number(start)] : [Number(start), Number(end)]
  const size = Math.max(0, Math.ceil((to - from) / Number(step)))
  mustBeFew(size)
  return Array.from({length: Number.isNaN(size) ? 0 : size}, (_, index) => from + index * step)
}

type AnyFunction = (...given: never[]) => unknown

function limited(call: AnyFunction, sizeOf: (...given: readonly unknown[]) => number): AnyFunction {
  return (...given) => {
    mustBeFew(sizeOf(...given))
    return call(...given)
  }
}

const UNITS: Readonly<Record<string, number>> = {milliseconds: 1, seconds: 1e3, minutes: 6e4, hours: 3.6e6}

function sequenceOfTime(vega: Vega, name: string): AnyFunction {
  const call = vega.expressionFunction(name)
  return limited(call, (unit, start, end, step = 1) => {
    const length = UNITS[String(unit)] ?? 8.64e7
    return (Number(new Date(end as number)) - Number(new Date(start as number))) / length / Number(step)
  })
}

function mustBeFew(size: number): void {
  if (size > MOST_MADE) throw new RangeError(`a list or text of ${Math.round(size)}, more than ${MOST_MADE}, in an expression`)
}
