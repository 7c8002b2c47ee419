/** Saves of a day, in little: what is kept does not grow with them. */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {afterAll, describe, expect, test} from 'vitest'
import {keepRecent} from '../../pipeline/cache/recent.ts'
import {createKept} from '../../pipeline/stages/query/kept.ts'
import {edit, untilTheEnd} from '../temporary.ts'
import {editionIn, openPreview, until} from './previewing.ts'

const ID = 'north.short.en'

/** Saves before the heap is weighed for the first time: all that is kept is there by then. */
const FIRST = 120
const MORE = 120
/** What a save leaves behind must be less than this, in bytes: a page of the report alone has some tens of thousands. */
const LEAST = 8_000

describe('what is kept', () => {
  test('of the database is what the last runs asked for', () => {
    const kept = createKept<string>()
    kept.set('a', 'A')
    kept.set('b', 'B')
    const swept = Array.from({length: 6}, () => (kept.get('a'), kept.sweep()))
    expect(swept.flat()).toEqual(['B'])
    expect([kept.get('a'), kept.get('b')]).toEqual(['A', undefined])
  })

  test('for the life of the program is the last so many', () => {
    const map = new Map([
      ['a', 1],
      ['b', 2]
    ])
    keepRecent(map, ['c', 3], 2)
    keepRecent(map, ['b', 4], 2)
    expect([...map]).toEqual([
      ['b', 4],
      ['c', 3]
    ])
  })
})

test('the heap does not grow with the saves of chapters, data, charts and templates', {timeout: 600_000}, async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const {url, folder, close} = await openPreview(await untilTheEnd(afterAll), 'markets', async (folder) => {
    await mkdir(join(folder, 'templates/partials'), {recursive: true})
    await writeFile(join(folder, 'templates/partials/screen-head.hbs'), '<p>Head</p>')
  })
  const fresh = (before?: string) =>
    until(url, `html:${ID}`, (scene) => {
      const {state, digest} = editionIn(scene, ID)!.html
      return state === 'fresh' && digest !== before
    })
  let digest = editionIn(await fresh(), ID)!.html.digest
  const save = async (at: number) => {
    const [path, change] = SAVES[at % SAVES.length]!
    const turn = Math.floor(at / SAVES.length) % TURNS
    const told = fresh(digest)
    await edit(folder, path, (text) => change(text, turn))
    digest = editionIn(await told, ID)!.html.digest
  }
  const weigh = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  for (let at = 0; at < FIRST; at++) await save(at)
  const before = weigh()
  for (let at = FIRST; at < FIRST + MORE; at++) await save(at)
  const after = weigh()
  await close()
  expect((after - before) / MORE).toBeLessThan(LEAST)
})

/** Each time to something else, and in turns, so that what is kept for so many texts holds them all before it is weighed. */
const TURNS = 6
const SAVES: readonly (readonly [path: string, change: (text: string, at: number) => string])[] = [
  ['chapters/en/overview.md', (text, at) => text.replace(/A remark\w*:/, `A remark${at}:`)],
  ['data/stalls.csv', (text, at) => text.replace(/2023,1\d+,/, `2023,${1451 + at},`)],
  ['charts/bars.vl.json', (text, at) => text.replace(/"step": [\d.]+/, `"step": ${20 + at / 100}`)],
  ['templates/partials/screen-head.hbs', (_, at) => `<p>Head ${at}</p>`],
  ['report.yaml', (text, at) => text.replace(/subtitle: \{en: [^,]*,/, `subtitle: {en: Stalls ${at},`)]
]
