/** The whole build of 31 editions, start of the process included. */
import {median} from '../median.ts'
import {notes, times, type Measure} from './measure.ts'

const GOAL = 620
const AIM = 700

export const whole: Measure = {
  name: 'whole',
  async run(workshop) {
    const {first} = workshop
    const {values: runs, noise} = await times(
      workshop.runs.many,
      async () => {
        await workshop.clear()
        return workshop.build(workshop.small)
      },
      ({others}) => others
    )
    const {editions} = runs[0]!.result
    const rate = (60 * editions.total) / median(runs.map(({wall}) => wall))
    return [
      {
        measure: 'first run, 1 edition',
        wall: [first.wall],
        cpu: [first.cpu],
        figure: '',
        note: 'set-up, done once: unpacks the browser, reads it and the fonts, compiles our code'
      },
      {
        measure: `build of ${editions.total}`,
        wall: runs.map(({wall}) => wall),
        cpu: runs.map(({cpu}) => cpu),
        figure: `${Math.round(rate)}/min`,
        goal: {text: `${GOAL}/min`, met: rate >= GOAL},
        note: notes(
          `${await workshop.pages()} pages each, start of the process included`,
          `the aim of ${AIM} editions a minute is ${rate >= AIM ? 'reached' : 'not reached'}`,
          noise
        )
      }
    ]
  }
}
