/** Builds of 31 editions in turn with Typst, the fastest typesetter, which is given the same text, charts and fonts ready-made. */
import {median} from '../median.ts'
import {notes, times, type Measure} from './measure.ts'

const GOAL = 0.4

export const besideTypst: Measure = {
  name: 'typst',
  async run(workshop) {
    await workshop.build(workshop.small)
    await workshop.run('test/bench/typst/write.ts', [workshop.small, workshop.store, workshop.other])
    const {values: runs, noise} = await times(
      workshop.runs.many,
      async () => {
        const theirs = await workshop.run('test/bench/typst/compile.ts', [workshop.other])
        await workshop.clear()
        return {theirs, ours: await workshop.build(workshop.small)}
      },
      ({theirs, ours}) => Math.max(theirs.others, ours.others)
    )
    const {documents} = JSON.parse(runs[0]!.theirs.stdout) as {documents: number}
    const part = median(runs.map(({theirs, ours}) => theirs.wall / ours.wall))
    const rate = (60 * documents) / median(runs.map(({theirs}) => theirs.wall))
    return [
      {
        measure: `Typst, the same ${documents}`,
        wall: runs.map(({theirs}) => theirs.wall),
        cpu: runs.map(({theirs}) => theirs.cpu),
        figure: `${Math.round(rate)}/min`,
        note: 'on as many processes as there are cores; charts and text ready-made, no web pages'
      },
      {
        measure: 'ours beside it',
        wall: runs.map(({ours}) => ours.wall),
        cpu: runs.map(({ours}) => ours.cpu),
        figure: `${part.toFixed(2)} x`,
        goal: {text: `${GOAL.toFixed(2)} x`, met: part >= GOAL},
        note: notes('editions in the same time, all of the build: data, text, charts, web pages and PDFs', noise)
      }
    ]
  }
}
