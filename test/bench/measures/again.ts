/** Builds of 288 editions that are there already: nothing changed, and one cell changed that nine editions show. */
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {median} from '../median.ts'
import {withVisits} from '../report/tables.ts'
import type {Built, Workshop} from '../workshop.ts'
import type {Result} from '../table.ts'
import {notes, times, type Measure, type Runs} from './measure.ts'

export const again: Measure = {
  name: 'again',
  async run(workshop) {
    await workshop.build(workshop.large)
    const {many} = workshop.runs
    const others = (built: Built) => built.others
    const unchanged = await times(many, () => workshop.build(workshop.large), others)
    const change = async (at: number) => {
      await changeCell(workshop, 20_001 + at)
      return workshop.build(workshop.large)
    }
    const changed = await times(many, change, others)
    return [result('nothing changed', unchanged, 0.3), result('one cell changed', changed, 1)]
  }
}

async function changeCell({large}: Workshop, visits: number): Promise<void> {
  const path = join(large, 'data/profiles.csv')
  await writeFile(path, withVisits(await readFile(path, 'utf8'), visits))
}

function result(measure: string, {values: runs, noise}: Runs<Built>, goal: number): Result {
  const wall = runs.map(({wall}) => wall)
  const {editions, formats} = runs[0]!.result
  const middle = median(wall)
  return {
    measure,
    wall,
    cpu: runs.map(({cpu}) => cpu),
    figure: `${middle.toFixed(2)} s`,
    goal: {text: `${goal} s`, met: middle < goal},
    note: notes(`${editions.built} of ${editions.total} editions built again, ${formats.pdf.printed} printed`, noise)
  }
}
