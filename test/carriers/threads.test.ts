/** Editions made in several threads: the same as in one, and what goes wrong there is told here. */
import {cp} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Worker} from 'node:worker_threads'
import {afterEach, describe, expect, test} from 'vitest'
import type {BuildOptions} from '../../pipeline/build.ts'
import {buildReport, digestsIn, type Places} from '../building.ts'
import {edit, temporaryFolder} from '../temporary.ts'

const FLAGSHIP = fileURLToPath(new URL('../../sources/digital-government', import.meta.url))
const only = {region: ['bj', 'cn', 'gd', 'xz']}
const HTML = {only, formats: ['html']} as const

const placesFor = async (folder = FLAGSHIP): Promise<Places> => {
  const root = await temporaryFolder()
  return {folder, out: join(root, 'o'), store: join(root, 's')}
}

/** Threads that make editions, as they begin. */
function watchThreads(begun: (thread: Worker) => void): Worker[] {
  const threads: Worker[] = []
  const listen = (worker: Worker) => {
    if (worker.threadName !== 'maker') return
    threads.push(worker)
    begun(worker)
  }
  process.on('worker', listen)
  stop = () => process.off('worker', listen)
  return threads
}
let stop = () => process as unknown
afterEach(() => stop())

describe('threads', () => {
  test('give the same bytes as one, and run each stage as often', async () => {
    const [one, several] = [await placesFor(), await placesFor()]
    const only = {region: HTML.only.region, audience: ['leaders', 'public']}
    const alone = await buildReport(one, {only, jobs: 1})
    const threads = watchThreads(() => {})
    const together = await buildReport(several, {only, jobs: 4})
    expect(threads).toHaveLength(1)
    expect(await digestsIn(several.out)).toEqual(await digestsIn(one.out))
    expect({...together.stages, chart: together.stages['chart']?.ran}).toEqual({
      ...alone.stages,
      chart: alone.stages['chart']?.ran
    })
    expect(together.messages).toEqual(alone.messages)
    // What a thread made is recalled by its key, as what was made here.
    const again = await buildReport(several, {only, jobs: 1})
    expect(again.editions).toEqual({total: 24, built: 0, same: 24, failed: 0})
    expect(again.stages['edition']).toEqual({ran: 0, recalled: 24})
    expect(threads).toHaveLength(1)
  })

  test('tell an author’s mistake as one thread does, and make the other editions', async () => {
    const folder = join(await temporaryFolder(), 'r')
    await cp(FLAGSHIP, folder, {recursive: true})
    // An id that is doubled in one region only is found when its editions are composed.
    const doubled = `\n\n## One {#doubled}\n\nText.\n\n:::only{if="region.id = 'gd'"}\n\n## Two {#doubled}\n\nText.\n\n:::\n`
    await edit(folder, 'chapters/en/annex.md', (text) => text + doubled)
    const [one, several] = [await placesFor(folder), await placesFor(folder)]
    const told = async (places: Places, jobs: number) => {
      const {messages, editions} = await buildReport(places, {...HTML, jobs})
      return {messages, editions}
    }
    const alone = await told(one, 1)
    expect(await told(several, 3)).toEqual(alone)
    expect(alone.editions).toMatchObject({total: 36, failed: 1})
    expect(await digestsIn(several.out)).toEqual(await digestsIn(one.out))
  })

  test('are not begun for nothing new, nor for a few editions', async () => {
    const places = await placesFor()
    const threads = watchThreads(() => {})
    await buildReport(places, {...HTML, only: {region: ['gd']}, jobs: 3})
    expect(threads).toHaveLength(0)
    // Nine of the thirty-six are known by now.
    await buildReport(places, {...HTML, jobs: 3})
    expect(threads).toHaveLength(1)
    await buildReport(places, {...HTML, jobs: 3})
    expect(threads).toHaveLength(1)
  })

  test('verify what they made before', async () => {
    const places = await placesFor()
    await buildReport(places, {...HTML, jobs: 3})
    const {stages} = await buildReport(places, {...HTML, jobs: 3, verify: true})
    expect(stages['compose']).toEqual({ran: 36, recalled: 0})
  })
})

describe('a thread that ends in the middle', () => {
  const buildWith = (places: Places, options: Partial<BuildOptions>) => buildReport(places, {...HTML, jobs: 3, ...options})

  test('ends the build, and the next build makes all', async () => {
    const places = await placesFor()
    const threads = watchThreads((thread) => setTimeout(() => void thread.terminate(), 700))
    await expect(buildWith(places, {})).rejects.toThrow('A thread ended before its work was done')
    expect(threads.length).toBeGreaterThan(0)
    stop()
    const {editions} = await buildWith(places, {})
    expect(editions).toMatchObject({total: 36, built: 36})
  })

  test('a run that is stopped ends its threads', async () => {
    const interruption = new AbortController()
    const places = await placesFor()
    const ended: Promise<unknown>[] = []
    watchThreads((thread) => ended.push(new Promise((resolve) => thread.once('exit', resolve))))
    let made = 0
    const onProgress = () => void (++made === 3 && interruption.abort())
    await expect(buildWith(places, {signal: interruption.signal, onProgress})).rejects.toThrow()
    expect(ended).toHaveLength(2)
    await Promise.all(ended)
  })
})
