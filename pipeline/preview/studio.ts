/**
 * Keeps the editions of a report as its sources are: looks at it whenever something is saved, makes what is looked at first, and
 * the rest when nothing else is to be done.
 *
 * Of each edition only digests are kept, of the last page and the last PDF; their contents lie in the store.
 */
import {setTimeout as pause} from 'node:timers/promises'
import type {Digest} from '../cache/hash.ts'
import {allEnded, type Message} from '../messages.ts'
import type {Run} from '../run/open.ts'
import {createBell} from './bell.ts'
import {look, type Looking} from './look.ts'
import {makeSide, type MadeSide, type Proof} from './make.ts'
import {warmDatabase} from './warm.ts'
import {nextOf, viewsAfter, type Made, type Side, type SideView, type View, type Views, type Wanted} from './view.ts'

/** What is known of a report at the moment. */
export interface Scene {
  /** The last look that went well. */
  readonly run?: Run
  readonly views: Views
  /** What is wrong with the report as a whole since; the views are those from before. */
  readonly wrong: readonly Message[]
  /** How often it was looked at. */
  readonly looks: number
  /** How much is told of the report as a whole, at the last look of which all was known; and which one that was. */
  readonly warnings: number
  readonly known: number
}

/** Something is known: another scene, or of one edition. */
export type Told = {readonly scene: Scene} | {readonly edition: string}

/** Keeps editions as the sources are. */
export interface Studio {
  scene(): Scene
  /** Somebody looks at these, and no longer at what was named before. */
  show(shown: Wanted['shown']): void
  /** Settles when a side of an edition was made, or could not be. */
  want(id: string, side: Side): Promise<SideView | undefined>
  /** Look at the report and make its editions, until the signal says to end. Throws what is neither the author's nor the machine's doing. */
  work(looking: Looking): Promise<void>
}

/** Milliseconds after a change in which nothing is made that nobody looks at: who saves a file may save another one soon. */
const REST = 2_000

/** Milliseconds in which a browser gets what was made, a page or the print of a PDF, before more takes the time of this thread. */
const SERVING = {html: 50, pdf: 100} as const

const SIDES: readonly Side[] = ['html', 'pdf']

/** Nothing is known at first. */
export function createStudio(signal: AbortSignal, tell: (told: Told) => void): Studio {
  const bell = createBell()
  const stops: Partial<Record<Side, {readonly abort: AbortController; readonly isShown: boolean}>> = {}
  let views = new Map<string, View>()
  let scene: Scene = {views, wrong: [], looks: 0, warnings: 0, known: 0}
  let wanted: Wanted = {shown: [], asked: []}
  let isWarm = false
  /** The run of which all is known. */
  let settled: Run | undefined
  let lookTook = 0
  let pagedAt = 0

  function put(id: string, side: Side, view: SideView): void {
    const before = views.get(id)
    if (before === undefined) return
    // In place: a matrix of thousands is not copied for each of its editions.
    views.set(id, {...before, [side]: view})
    tell({edition: id})
    bell.ring()
  }

  async function see(looking: Looking): Promise<void> {
    stop(() => true)
    const start = performance.now()
    const seen = await look(looking)
    if (signal.aborted) return
    const looks = scene.looks + 1
    lookTook = performance.now() - (looking.changes.since() || start)
    if ('run' in seen) {
      const {run} = seen
      views = viewsAfter(views, run.editions, run.frame.report)
      scene = {...scene, run, views, wrong: [], looks}
    } else scene = {...scene, wrong: seen.wrong, looks}
    tell({scene})
    bell.ring()
  }

  function stop(isMeant: (isShown: boolean) => boolean): void {
    for (const side of SIDES) if (stops[side] && isMeant(stops[side].isShown)) stops[side].abort.abort()
  }

  async function lane(side: Side, looking: Looking, end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      const next = scene.run && !looking.changes.isPending() ? nextOf(side, views, wanted) : undefined
      const [from, length] =
        next?.isShown === true ? [side === 'pdf' ? pagedAt : 0, SERVING.html] : [looking.changes.since(), REST]
      const rest = from === 0 ? 0 : length - (performance.now() - from)
      if (side === 'html' && next?.isShown !== true && scene.run && scene.run !== settled && !looking.changes.isPending())
        await settle(scene.run, looking)
      else if (next === undefined) await bell.next()
      else if (rest > 0) await Promise.race([bell.next(), pause(rest, undefined, {ref: false})])
      else if (side === 'html' && !isWarm && !next.isShown) await warm(looking)
      else if (views.get(next.id)?.[side].state === 'stale') await makeOne(next, side)
    }
  }

  // What is looked at comes first, and what is said of the queries behind all of it next.
  async function settle(run: Run, {changes}: Looking): Promise<void> {
    const isNeeded = () => changes.isPending() || isAwaited()
    if (isNeeded()) return bell.next()
    if (!(await run.settle(isNeeded)) || scene.run !== run) return
    settled = run
    scene = {...scene, warnings: run.told([]).length, known: scene.looks}
    tell({scene})
  }

  function isAwaited(): boolean {
    return SIDES.some((side) => stops[side]?.isShown === true || nextOf(side, views, wanted)?.isShown === true)
  }

  // Before what nobody looks at, and once: from then on the database knows most of what it is asked.
  async function warm({session: {database}, changes}: Looking): Promise<void> {
    isWarm = true
    if (scene.run === undefined || database === undefined) return
    await warmDatabase(scene.run, database, () => changes.isPending() || nextOf('html', views, wanted)?.isShown === true)
  }

  async function makeOne({id, isShown}: {id: string; isShown: boolean}, side: Side): Promise<void> {
    const {run, looks} = scene
    const abort = new AbortController()
    stops[side] = {abort, isShown}
    const {edition, [side]: before} = views.get(id)!
    const start = performance.now()
    put(id, side, {...before, state: 'building'})
    const took = () => (isShown ? lookTook : 0) + performance.now() - start
    let proof: Made | undefined
    const onProof = async ({digest, map}: Proof) => {
      if (abort.signal.aborted || looks !== scene.looks) return
      proof = {digest: before.made?.digest ?? digest, proof: digest, map, took: took()}
      put(id, side, {...before, state: 'building', made: proof})
      if (isShown) await pause(SERVING.pdf)
    }
    const made = await makeSide({edition, side, run: run!, signal: abort.signal, onProof}).catch((error: unknown) => {
      if (!abort.signal.aborted) throw error
      return undefined
    })
    delete stops[side]
    if (side === 'html' && isShown) pagedAt = performance.now()
    if (made === undefined || looks !== scene.looks) {
      if (views.get(id)?.[side].state === 'building') put(id, side, {...views.get(id)![side], state: 'stale'})
    } else put(id, side, sideOf(made, before.made, {proof: proof?.proof, took: proof?.took ?? took()}))
    if (made !== undefined) wanted = {...wanted, asked: wanted.asked.filter((each) => each.id !== id || each.side !== side)}
  }

  return {
    scene: () => scene,
    show(shown) {
      wanted = {...wanted, shown}
      // What nobody looks at makes room.
      if (SIDES.some((side) => nextOf(side, views, wanted)?.isShown)) stop((isShown) => !isShown)
      bell.ring()
    },
    async want(id, side) {
      if (!views.has(id)) return undefined
      wanted = {...wanted, asked: [...wanted.asked, {id, side}]}
      stop((isShown) => !isShown)
      bell.ring()
      while (!signal.aborted && ['stale', 'building'].includes(views.get(id)?.[side].state ?? '')) await bell.next()
      return views.get(id)?.[side]
    },
    async work(looking) {
      const {changes} = looking
      const failed = new AbortController()
      const end = AbortSignal.any([signal, failed.signal])
      end.addEventListener('abort', () => (stop(() => true), bell.ring()), {once: true})
      const looks = async () => {
        for (; !end.aborted; await changes.next()) await see(looking)
      }
      const fail = (error: unknown) => {
        failed.abort()
        // So that whoever waits for the next change ends.
        changes.hint()
        throw error
      }
      await allEnded([looks().catch(fail), ...SIDES.map((side) => lane(side, looking, end).catch(fail))])
    }
  }
}

interface Shown {
  readonly proof: Digest | undefined
  readonly took: number
}

function sideOf({file, messages}: MadeSide, before: Made | undefined, {proof, took}: Shown): SideView {
  if (file?.content === undefined) return {state: 'failed', messages, ...(before && {made: before})}
  return {
    state: 'fresh',
    messages,
    made: {digest: file.content.digest, took, ...(proof && {proof}), ...(file.map && {map: file.map})}
  }
}
