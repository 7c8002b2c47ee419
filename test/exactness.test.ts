/**
 * After any edit an incremental build gives exactly what a clean build in a store of its own gives: the same messages, the same
 * files byte for byte, the same manifest; and it prints no page that it has printed before.
 */
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {digest} from '../pipeline/cache/hash.ts'
import type {Printer} from '../pipeline/stages/print/index.ts'
import {openLaboratory, type Laboratory} from './exactness/laboratory.ts'
import type {Machine} from './exactness/workshop.ts'
import {areSame} from './exactness/files.ts'
import {sequence} from './exactness/changes.ts'

const EDITS = Number(process.env['EXACTNESS_EDITS'] ?? 16)
const SEED = Number(process.env['EXACTNESS_SEED'] ?? 1)
const ONLY = process.env['EXACTNESS_ONLY']

const machine = vi.hoisted((): Machine => ({dropped: '', reversed: false, printed: [], close: async () => {}}))

vi.mock('../pipeline/design/fonts.ts', async (original) => {
  const real = await original<typeof import('../pipeline/design/fonts.ts')>()
  const allFaces = () => {
    const faces = real.allFaces().filter(({path}) => machine.dropped === '' || !path.endsWith(machine.dropped))
    return machine.reversed ? faces.toReversed() : faces
  }
  return {...real, allFaces}
})

// All builds print with the same browsers, which takes the start of one from each: every page is printed all the same.
vi.mock('../pipeline/stages/print/index.ts', async (original) => {
  const real = await original<typeof import('../pipeline/stages/print/index.ts')>()
  let shared: Printer | undefined
  const createPrinter: typeof real.createPrinter = (settings) => {
    const printer = (shared ??= real.createPrinter(settings))
    machine.close = () => printer.close()
    return {
      print(page) {
        machine.printed.push(digest(page))
        return printer.print(page)
      },
      arrange: (page) => printer.arrange(page),
      failures: () => 0,
      warm() {},
      close: async () => {}
    }
  }
  return {...real, createPrinter}
})

let laboratory: Laboratory
beforeAll(async () => {
  laboratory = await openLaboratory(machine)
})
afterAll(() => laboratory.close())

test('there are at least 80 kinds of edit, each with a name of its own', () => {
  const names = laboratory.kinds.map(({name}) => name)
  expect(names.length).toBeGreaterThanOrEqual(80)
  expect(new Set(names).size).toBe(names.length)
})

test('every kind of edit finds something to change, but for four that another kind prepares', () => {
  const {kinds, original} = laboratory
  const seeds = Array.from({length: 20}, (_, seed) => seed + 1)
  const idle = kinds.filter(({change}) => seeds.every((seed) => areSame(change(original, sequence(seed)), original)))
  expect(idle.map(({name}) => name)).toEqual([
    'no note',
    'the same letter in one piece',
    'the order of those for whom a chapter is',
    'phrases in another order'
  ])
})

test(
  `A1 ${EDITS} edits of seed ${SEED}, one after the other: nothing stale, nothing printed needlessly`,
  {timeout: 120 * 60_000},
  async () => {
    const found = await laboratory.run({edits: EDITS, seed: SEED, tell: console.info, ...(ONLY && {only: new RegExp(ONLY)})})
    console.info(laboratory.summary())
    expect(found).toEqual([])
  }
)
