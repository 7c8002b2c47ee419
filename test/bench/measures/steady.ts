/** The build of 288 editions beside printing the same finished pages with warm browsers and nothing else, in turn. */
import {median} from '../median.ts'
import type {RawPrint} from '../raw-print.ts'
import {notes, times, type Measure} from './measure.ts'

const GOAL = 1.6

export const steady: Measure = {
  name: 'steady',
  async run(workshop) {
    const {values: pairs, noise} = await times(
      workshop.runs.few,
      async () => {
        await workshop.clear()
        const build = await workshop.build(workshop.large)
        const {stdout, others} = await workshop.run('test/bench/raw-print.ts', [workshop.large, workshop.store])
        return {build, raw: JSON.parse(stdout) as RawPrint, others: Math.max(others, build.others)}
      },
      ({others}) => others
    )
    const ratio = median(pairs.map(({build, raw}) => build.wall / raw.wall))
    const {total} = pairs[0]!.build.result.editions
    const raw = pairs.map((pair) => pair.raw)
    const builds = pairs.map(({build}) => build)
    return [
      {measure: `print alone, ${total}`, wall: raw.map(({wall}) => wall), cpu: raw.map(({cpu}) => cpu), figure: rate(total, raw)},
      {
        measure: `build of ${total}`,
        wall: builds.map(({wall}) => wall),
        cpu: builds.map(({cpu}) => cpu),
        figure: rate(total, builds)
      },
      {
        measure: 'build / print alone',
        wall: pairs.map(({build, raw}) => build.wall / raw.wall),
        cpu: pairs.map(({build, raw}) => build.cpu / raw.cpu),
        figure: `${ratio.toFixed(2)} x`,
        goal: {text: `${GOAL} x`, met: ratio <= GOAL},
        note: notes(
          `${await workshop.pages()} pages each`,
          'ratios of pairs, not seconds; print alone has its browsers warm and its pages in the best order',
          noise
        )
      }
    ]
  }
}

function rate(editions: number, runs: readonly {readonly wall: number}[]): string {
  return `${Math.round((60 * editions) / median(runs.map(({wall}) => wall)))}/min`
}
