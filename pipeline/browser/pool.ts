/** A pool of kept pages, each in a browser of its own, so that what one page does to its browser harms no other. */
import {MachineError} from '../messages.ts'
import {isOfBrowser, launchPage, type LaunchSettings} from './launch.ts'
import {within} from '../world.ts'
import {BrowserFailure, type KeptPage} from './page.ts'

export type {KeptPage} from './page.ts'

/** What is done with a page. */
export type Task<Result> = (page: KeptPage) => Promise<Result>

/** Pages that are kept open, and lent to one task at a time. */
export interface PagePool {
  /**
   * Run a task on a free page, again on a new one when the page or its browser fails or answers too late, and
   * only then: what else goes wrong would go wrong again.
   * A task must therefore leave nothing behind but what it returns.
   */
  use<Result>(task: Task<Result>): Promise<Result>
  /** Start so many pages more, and do a task on each: the first of those that {@link use} them wait for it. */
  warm(pages: number, task: Task<unknown>): void
  /** How often a browser failed, and another one took its place. */
  failures(): number
  /** End the browsers; waits for none of the tasks. */
  close(): Promise<void>
}

/** Which browser, and how many pages. */
export interface PoolSettings extends LaunchSettings {
  /** Pages, and so tasks, at a time. */
  readonly jobs: number
  /** Milliseconds that a task may take. */
  readonly deadline?: number
}

/** Memory grows slowly in a page that is used for ever. */
const USES = 50
const ATTEMPTS = 3

interface Slot {
  kept?: Promise<KeptPage>
  /** Settles when what warms it is done. */
  warmed?: Promise<unknown>
  uses: number
}

/** Pages are started when first needed. */
export function createPagePool({jobs, deadline = 60_000, ...settings}: PoolSettings): PagePool {
  const slots: readonly Slot[] = Array.from({length: jobs}, () => ({uses: 0}))
  // The one used last comes first: a build with one print at a time starts one browser.
  const free = [...slots]
  const waiting: ((slot: Slot) => void)[] = []
  let failures = 0
  let closed = false

  async function use<Result>(task: Task<Result>): Promise<Result> {
    const slot = free.pop() ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)))
    try {
      return await persist(slot, task)
    } finally {
      const next = waiting.shift()
      if (next) next(slot)
      else free.push(slot)
    }
  }

  async function persist<Result>(slot: Slot, task: Task<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      if (closed) throw new Error('The browsers are closed')
      try {
        const kept = await (slot.kept ??= launchPage(settings))
        const done = Promise.resolve(slot.warmed).then(() => task(kept))
        const result = await within(deadline, Promise.race([done, kept.ended]), () => noAnswer(deadline))
        slot.uses++
        if (kept.worn || slot.uses >= USES) await drop(slot)
        return result
      } catch (error) {
        await drop(slot)
        if (closed || !(isOfBrowser(error) || error instanceof MachineError)) throw error
        failures++
        if (attempt === ATTEMPTS) throw givenUp(error)
      }
    }
  }

  return {
    use,
    failures: () => failures,
    warm(pages, task) {
      // Who warms may hear late of a run that has ended by then: nobody would end its browser.
      if (closed) return
      // Those that are used next, and stand last.
      const cold = free.filter(({kept}) => kept === undefined)
      for (const slot of cold.slice(Math.max(0, cold.length - pages))) {
        slot.kept = launchPage(settings)
        slot.warmed = slot.kept.then(task).catch(() => undefined)
      }
    },
    async close() {
      closed = true
      await Promise.all(slots.map(drop))
    }
  }
}

// A browser that does not start has told why.
function givenUp(error: unknown): MachineError {
  if (error instanceof MachineError) return error
  return new MachineError(
    `The browser failed ${ATTEMPTS} times: ${(error as Error).message.split('\n')[0]}`,
    'Build with `--jobs 1`; `octavo doctor` prints a page and tells what is missing.',
    error
  )
}

async function drop(slot: Slot): Promise<void> {
  const {kept} = slot
  slot.kept = undefined
  slot.warmed = undefined
  slot.uses = 0
  await kept?.then((page) => page.close()).catch(() => undefined)
}

function noAnswer(milliseconds: number): BrowserFailure {
  return new BrowserFailure(`The browser gave no answer within ${milliseconds} ms`)
}
