/** The live preview of the flagship: how soon what was saved is seen, in the browser. */
import {cp} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {median} from '../median.ts'
import type {PreviewRuns} from '../preview-run.ts'
import type {Result} from '../table.ts'
import type {Measure} from './measure.ts'

const FLAGSHIP = fileURLToPath(new URL('../../../sources/digital-government', import.meta.url))
const GOALS = {html: 0.3, pdf: 1} as const

export const preview: Measure = {
  name: 'preview',
  async run(workshop) {
    const folder = join(await workshop.place('preview'), 'report')
    await cp(FLAGSHIP, folder, {recursive: true})
    const {stdout, cpu, others} = await workshop.run('test/bench/preview-run.ts', [
      folder,
      workshop.store,
      String(workshop.runs.many)
    ])
    const runs = JSON.parse(stdout) as PreviewRuns
    const note = `from the save until it is seen; others had ${Math.round(100 * others)}% of the cores`
    return Object.entries(runs).flatMap(([saved, {html, pdf}]) => [
      result(`${saved}: page`, html, {cpu, goal: GOALS.html, note}),
      result(`${saved}: PDF`, pdf, {cpu, goal: GOALS.pdf})
    ])
  }
}

interface Told {
  readonly cpu: number
  readonly goal: number
  readonly note?: string
}

function result(measure: string, wall: readonly number[], {cpu, goal, note}: Told): Result {
  const middle = median(wall)
  const told = {
    measure,
    wall,
    cpu: [cpu],
    figure: `${Math.round(1000 * middle)} ms`,
    goal: {text: `${1000 * goal} ms`, met: middle < goal}
  }
  return {...told, ...(note && {note})}
}
