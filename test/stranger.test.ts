/**
 * A stranger's report: whatever it holds, a build ends in time with a message that has a rule and a place, shows nothing that
 * acts on a terminal, touches nothing outside, and leaves what was published.
 */
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {CONTENT} from './hostile/content.ts'
import {DEFINITION} from './hostile/definition.ts'
import {createRunner, prove, writeReport, type Workshop} from './hostile/run.ts'
import {untilTheEnd} from './temporary.ts'

let workshop: Workshop

beforeAll(async () => {
  const root = await untilTheEnd(afterAll)
  const runner = createRunner()
  afterAll(runner.close)
  workshop = {runner, root, published: join(root, 'published'), store: join(root, 'store')}
  const report = join(root, 'report')
  await writeReport(report, {})
  const args = ['build', report, '--format', 'html', '--out', workshop.published, '--store', workshop.store, '--json']
  const {status, out} = await runner.run(args)
  expect(status, out).toBe(0)
})

describe.each([
  ['a definition', DEFINITION],
  ['what it holds', CONTENT]
] as const)('%s', (_, cases) => {
  test.each(cases)('$name', async (hostile) => prove(hostile, workshop))
})

test('there are 250 of them, no two of one name', () => {
  const names = [...DEFINITION, ...CONTENT].map(({name}) => name)
  expect(names.length).toBeGreaterThanOrEqual(250)
  expect(new Set(names).size).toBe(names.length)
})
