/**
 * The limit: prints the finished pages of a report that is built already, with warm browsers and nothing else.
 * Run by the bench as a program of its own: `raw-print.ts <report> <store>`; prints one line of JSON.
 */
import {makeAssets} from '../../pipeline/run/assets.ts'
import {settingsFor} from '../../pipeline/build.ts'
import {draftPage} from '../../pipeline/edition.ts'
import {jobFor} from '../../pipeline/run/job.ts'
import {prepare} from '../../pipeline/run/prepare.ts'
import {openPress, type Press} from '../../pipeline/run/renderer.ts'
import {openSession, type Session} from '../../pipeline/run/session.ts'
import type {PrintPage} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {secondsBelow} from './processes.ts'

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
  const press = await openPress(session, world.cores)
  const pages = await finishedPages(folder, session, press)
  // Pages with the same style sheet follow each other: nothing that the browser need not do is counted.
  pages.sort((a, b) => (a.css < b.css ? -1 : a.css > b.css ? 1 : 0))
  await printAll(pages.slice(0, WARMING * world.cores), press, world.cores)
  const [start, before] = [performance.now(), secondsBelow(process.pid)]
  await printAll(pages, press, world.cores)
  const result: RawPrint = {
    printed: pages.length,
    wall: (performance.now() - start) / 1000,
    cpu: secondsBelow(process.pid) - before
  }
  await Promise.all([press.close(), session.close()])
  console.log(JSON.stringify(result))
}

async function finishedPages(folder: string, session: Session, press: Press): Promise<PrintPage[]> {
  const prepared = await prepare(folder, session)
  const settings = settingsFor(
    {formats: ['html', 'pdf'], draft: false},
    prepared,
    press,
    await makeAssets(prepared, session.memo),
    session
  )
  const pages: PrintPage[] = []
  for (const edition of prepared.editions) {
    const page = await draftPage(jobFor(edition, prepared, settings), press.stages, session.memo)
    pages.push(await page.value())
  }
  return pages
}

// One more is under way than there are browsers, so that none waits.
async function printAll(pages: readonly PrintPage[], press: Press, jobs: number): Promise<void> {
  const queue = [...pages]
  const work = async () => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) await press.print(page)
  }
  await Promise.all(Array.from({length: jobs + 1}, work))
}

await main(process.argv.slice(2))
