/**
 * The limit: prints the finished pages of a report that is built already, with warm browsers and nothing else.
 * Run by the bench as a program of its own: `raw-print.ts <report> <store>`; prints one line of JSON.
 */
import {openRun} from '../../pipeline/run/open.ts'
import type {Renderer} from '../../pipeline/run/renderer.ts'
import {openSession} from '../../pipeline/run/session.ts'
import type {PrintPage} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {finishedPages} from './finished.ts'
import {watch} from './measure.ts'

export interface RawPrint {
  readonly printed: number
  /** Seconds for all of them, start of the browsers not counted. */
  readonly wall: number
  readonly cpu: number
}

/** Prints on each browser before the clock starts. */
const WARMING = 4

async function main([folder = '', store = '']: readonly string[]): Promise<void> {
  const world = thisMachine()
  const session = await openSession(world, {store})
  const options = {folder, only: {}, draft: false, rendering: 'print', jobs: world.cores, checkOnly: () => {}} as const
  const run = await openRun(options, session)
  const {renderer} = run
  const pages = await finishedPages(run)
  // Pages with the same style sheet follow each other: nothing that the browser need not do is counted.
  pages.sort((a, b) => (a.css < b.css ? -1 : a.css > b.css ? 1 : 0))
  await printAll(pages.slice(0, WARMING * world.cores), renderer, world.cores)
  const watched = watch(process.pid)
  const [start, before] = [performance.now(), watched.cpu()]
  await printAll(pages, renderer, world.cores)
  const result: RawPrint = {
    printed: pages.length,
    wall: (performance.now() - start) / 1000,
    cpu: watched.cpu() - before
  }
  watched.stop()
  await Promise.all([run.close(), session.close()])
  console.log(JSON.stringify(result))
}

// One more is under way than there are browsers, so that none waits.
async function printAll(pages: readonly PrintPage[], renderer: Renderer, jobs: number): Promise<void> {
  const queue = [...pages]
  const work = async () => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) await renderer.print(page)
  }
  await Promise.all(Array.from({length: jobs + 1}, work))
}

await main(process.argv.slice(2))
