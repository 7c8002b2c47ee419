/**
 * `npm run bench`: how fast a build is and how much memory it takes, as a table.
 *
 * A bench is no test: it ends with 0 whatever it finds, and says which goals are missed. Other work on the
 * machine slows all of it down; trust the CPU seconds and the ratios of pairs then.
 *
 *   npm run bench -- --quick        fewer runs
 *   npm run bench -- --only whole   one measure: whole, typst, printing, steady, again, preview, memory, growth, queue
 */
import {availableParallelism, cpus, loadavg} from 'node:os'
import {parseArgs} from 'node:util'
import {again} from './measures/again.ts'
import type {Measure} from './measures/measure.ts'
import {growth} from './measures/growth.ts'
import {memory} from './measures/memory.ts'
import {preview} from './measures/preview.ts'
import {printing} from './measures/printing.ts'
import {queue} from './measures/queue.ts'
import {besideTypst} from './measures/typst.ts'
import {steady} from './measures/steady.ts'
import {whole} from './measures/whole.ts'
import {table, type Result} from './table.ts'
import {openWorkshop} from './workshop.ts'

const measures: readonly Measure[] = [whole, besideTypst, printing, steady, again, preview, memory, growth, queue]

async function main(): Promise<void> {
  const {values} = parseArgs({options: {quick: {type: 'boolean', default: false}, only: {type: 'string', multiple: true}}})
  const chosen = measures.filter(({name}) => values.only?.includes(name) ?? true)
  if (chosen.length === 0) return console.error(`Expected one of ${measures.map(({name}) => name).join(', ')} after --only`)
  const before = load()
  const workshop = await openWorkshop(values.quick ? {many: 3, few: 1} : {many: 5, few: 3})
  const results: Result[] = []
  try {
    for (const measure of chosen) {
      console.error(`measuring: ${measure.name}`)
      results.push(...(await measure.run(workshop)))
    }
  } finally {
    await workshop.remove()
  }
  console.log(
    `${availableParallelism()} cores, ${cpus()[0]?.model.trim()}; Node ${process.versions.node}; load ${before} before, ${load()} after\n`
  )
  console.log(table(results))
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

await main()
