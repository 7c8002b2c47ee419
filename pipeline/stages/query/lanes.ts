/** Some lanes, each of which does one thing at a time: what is asked for first begins first, in whichever is free. */

/** What a work gave, and whether it had the machine to itself. */
export interface Done<Given> {
  readonly given: Given
  readonly wasAlone: boolean
}

/** Gives works their turn. */
export interface Lanes<Lane> {
  /** In the first lane that is free. */
  any<Given>(run: (lane: Lane) => Promise<Given>): Promise<Done<Given>>
  /** When all that began before has ended; what is asked for later waits. */
  alone<Given>(run: (lanes: readonly Lane[]) => Promise<Given>): Promise<Given>
}

interface Work<Lane> {
  readonly isAlone: boolean
  /** Never throws. */
  readonly run: (lane: Lane) => Promise<void>
  hasCompany: boolean
}

/** All lanes are free at first. */
export function createLanes<Lane>(lanes: readonly [Lane, ...Lane[]]): Lanes<Lane> {
  const free: Lane[] = [...lanes]
  const running = new Set<Work<Lane>>()
  const waiting: Work<Lane>[] = []

  function next(): void {
    const [work] = waiting
    if (work === undefined || [...running].some(({isAlone}) => isAlone)) return
    if (work.isAlone ? running.size > 0 : free.length === 0) return
    waiting.shift()
    void begin(work, free.pop()!)
    next()
  }

  async function begin(work: Work<Lane>, lane: Lane): Promise<void> {
    running.add(work)
    if (running.size > 1) for (const each of running) each.hasCompany = true
    await work.run(lane)
    running.delete(work)
    free.push(lane)
    next()
  }

  function ask<Given>(isAlone: boolean, run: (lane: Lane) => Promise<Given>): Promise<Done<Given>> {
    return new Promise((resolve, reject) => {
      const work: Work<Lane> = {
        isAlone,
        hasCompany: false,
        run: (lane) => run(lane).then((given) => resolve({given, wasAlone: !work.hasCompany}), reject)
      }
      waiting.push(work)
      next()
    })
  }

  return {
    any: (run) => ask(false, run),
    alone: async (run) => (await ask(true, () => run(lanes))).given
  }
}
