/** A page as it is printed here beside loading and printing the same page plainly, in turn; and one of many notes. */
import {median} from '../median.ts'
import type {PlainPrint} from '../plain-print.ts'
import type {Measure} from './measure.ts'

const RATIO = 1.8
const NOTED = 1.5

export const printing: Measure = {
  name: 'printing',
  async run(workshop) {
    await workshop.build(workshop.small)
    const {stdout, cpu} = await workshop.run('test/bench/plain-print.ts', [workshop.small, workshop.store])
    const {ours, plain, noted, pages} = JSON.parse(stdout) as PlainPrint
    const ratio = median(ours.map((each, at) => each / plain[at]!))
    const middle = median(noted)
    return [
      {measure: 'loaded and printed', wall: plain, cpu: [cpu], figure: `${median(plain).toFixed(2)} s`},
      {
        measure: 'filled and finished',
        wall: ours,
        cpu: [cpu],
        figure: `${ratio.toFixed(2)} x`,
        goal: {text: `${RATIO} x`, met: ratio <= RATIO},
        note: `ratios of pairs, each in a warm browser of its own; ${await workshop.pages()} pages each`
      },
      {
        measure: '72 footnotes',
        wall: noted,
        cpu: [cpu],
        figure: `${middle.toFixed(2)} s`,
        goal: {text: `${NOTED} s`, met: middle < NOTED},
        note: `${pages} pages, in a warm browser: set, noted at their feet, printed once and finished`
      }
    ]
  }
}
