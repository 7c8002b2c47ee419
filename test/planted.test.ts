/** The test of tests: a stage that reads what is not in its input is found by the edits that hold every build against a clean one. */
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import type {Printer} from '../pipeline/stages/print/index.ts'
import {openLaboratory, type Laboratory} from './exactness/laboratory.ts'
import type {Machine} from './exactness/workshop.ts'

const machine = vi.hoisted((): Machine => ({dropped: '', reversed: false, printed: [], close: async () => {}}))
const planted = vi.hoisted(() => ({reads: (): string => ''}))

vi.mock('../pipeline/stages/page/index.ts', async (original) => {
  const real = await original<typeof import('../pipeline/stages/page/index.ts')>()
  const screenPageStage: typeof real.screenPageStage = (code) => {
    const stage = real.screenPageStage(code)
    const run: typeof stage.run = async (input, say) => {
      const {html} = await stage.run(input, say)
      return {html: Buffer.concat([html, Buffer.from(planted.reads())])}
    }
    return {...stage, run}
  }
  return {...real, screenPageStage}
})

vi.mock('../pipeline/stages/print/index.ts', async (original) => {
  const real = await original<typeof import('../pipeline/stages/print/index.ts')>()
  let shared: Printer | undefined
  const createPrinter: typeof real.createPrinter = (settings) => {
    const printer = (shared ??= real.createPrinter(settings))
    machine.close = () => printer.close()
    return {...printer, failures: () => 0, warm() {}, close: async () => {}}
  }
  return {...real, createPrinter}
})

let laboratory: Laboratory
beforeAll(async () => {
  laboratory = await openLaboratory(machine)
})
afterAll(() => laboratory.close())

// How often it was asked is no part of any input, and changes nothing that a check of one build could see.
test('a page that tells how often pages were made is found after a few edits', {timeout: 10 * 60_000}, async () => {
  let reads = 0
  planted.reads = () => `<!-- ${reads++} -->`
  const told = await laboratory.run({edits: 4, seed: 1, tell: () => {}}).then(
    (found) => found.map(({what, where}) => `${what} ${where.join(' ')}`).join('\n'),
    (error: unknown) => String(error)
  )
  // By what lies there after an edit, or by a build that runs all again and compares.
  expect(told).toMatch(/^differs .*\.html|The stage screen gave another html for the same input/m)
  planted.reads = () => ''
})
