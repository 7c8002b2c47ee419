/** Memory of all processes while 288 editions are built: its peak, and whether it grows. */
import type {MemorySample} from '../measure.ts'
import type {Measure} from './measure.ts'

const GOAL = 850
const GROWTH = 0.1

export const memory: Measure = {
  name: 'memory',
  async run(workshop) {
    await workshop.clear()
    const {wall, cpu, memory} = await workshop.build(workshop.large, true)
    const highest = memory.reduce((most, sample) => (sample.megabytes > most.megabytes ? sample : most))
    const peak = highest.megabytes
    // Each edition that is built is a line on stderr.
    const [second, third] = [mean(memory.filter(between(100, 200))), mean(memory.filter(between(200, 288)))]
    const growth = third / second - 1
    const run = {wall: [wall], cpu: [cpu]}
    return [
      {
        measure: 'memory, peak',
        ...run,
        figure: `${Math.round(peak)} MB`,
        goal: {text: `${GOAL} MB`, met: peak < GOAL},
        note: `${partsOf(highest)}; PSS, looked at each 200 ms; looking slows the build down`
      },
      {
        measure: 'memory, growth',
        ...run,
        figure: `${(100 * growth).toFixed(1)} %`,
        goal: {text: `${100 * GROWTH} %`, met: growth <= GROWTH},
        note: `mean of the second hundred editions ${Math.round(second)} MB, of the third ${Math.round(third)} MB`
      }
    ]
  }
}

function partsOf({parts}: MemorySample): string {
  const sorted = Object.entries(parts).sort(([, a], [, b]) => b - a)
  return sorted.map(([role, megabytes]) => `${role} ${Math.round(megabytes)} MB`).join(', ')
}

function between(from: number, to: number): (sample: MemorySample) => boolean {
  return ({lines}) => lines >= from && lines < to
}

function mean(samples: readonly MemorySample[]): number {
  return samples.reduce((sum, {megabytes}) => sum + megabytes, 0) / samples.length
}
