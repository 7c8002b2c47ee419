/**
 * The flagship with 288, 1,000 and 3,000 editions, by more regions: their HTML from nothing, a part of their PDFs, and all of it again
 * when nothing changed. What grows by more than the editions do would be seen here first.
 */
import {join} from 'node:path'
import {median} from '../median.ts'
import {EDITIONS, REGIONS, writeGrowing} from '../report/growing.ts'
import type {Result} from '../table.ts'
import type {Built, Workshop} from '../workshop.ts'
import {notes, times, type Measure} from './measure.ts'

const SIZES = [REGIONS, 111, 334]
/** Seconds for nothing changed, by editions. */
const GOALS: Readonly<Record<number, number>> = {288: 0.3, 3006: 0.6}
const HTML = ['--format', 'html']
/** Three regions, twenty-seven editions. */
const PART = ['--only', 'region=gd,xz,sh']

export const growth: Measure = {
  name: 'growth',
  async run(workshop) {
    const results: Result[] = []
    for (const regions of SIZES) results.push(...(await grown(workshop, regions)))
    return results
  }
}

async function grown(workshop: Workshop, regions: number): Promise<readonly Result[]> {
  const folder = join(await workshop.place('growing'), String(regions))
  await writeGrowing(folder, regions)
  const count = regions * EDITIONS
  await workshop.clear()
  const pages = await workshop.build(folder, true, HTML)
  const again = await times(
    workshop.runs.many,
    () => workshop.build(folder, false, HTML),
    ({others}) => others
  )
  const printed = await workshop.build(folder, false, PART)
  return [
    {
      measure: `HTML of ${count}`,
      ...secondsOf([pages]),
      figure: `${perEdition(pages, count)} ms CPU`,
      note: `an edition; at most ${Math.round(Math.max(...pages.memory.map(({megabytes}) => megabytes)))} MB; weighed, which slows it down`
    },
    {
      measure: `${printed.result.formats.pdf.printed} PDFs of ${count}`,
      ...secondsOf([printed]),
      figure: `${perEdition(printed, printed.result.formats.pdf.printed)} ms CPU`,
      note: 'an edition, with the start of the process'
    },
    unchanged(again.values, count, again.noise)
  ]
}

function unchanged(runs: readonly Built[], count: number, noise: string): Result {
  const middle = median(runs.map(({wall}) => wall))
  const goal = GOALS[count]
  return {
    measure: `nothing new of ${count}`,
    ...secondsOf(runs),
    figure: `${middle.toFixed(2)} s`,
    ...(goal && {goal: {text: `${goal} s`, met: middle <= goal}}),
    note: notes(`${((1000 * middle) / count).toFixed(2)} ms an edition`, noise)
  }
}

function secondsOf(runs: readonly Built[]): Pick<Result, 'wall' | 'cpu'> {
  return {wall: runs.map(({wall}) => wall), cpu: runs.map(({cpu}) => cpu)}
}

function perEdition({cpu}: Built, count: number): number {
  return Math.round((1000 * cpu) / count)
}
