/** `octavo diff` as a user runs it. */
import {spawn} from 'node:child_process'
import {cp} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Comparison} from '../../pipeline/compare/compare.ts'
import {buildReport} from '../building.ts'
import {edit, untilTheEnd} from '../temporary.ts'

const CLI = fileURLToPath(new URL('../../pipeline/cli.js', import.meta.url))
const MARKETS = fileURLToPath(new URL('../reports/markets', import.meta.url))

let folder: string
let report: string

beforeAll(async () => {
  folder = await untilTheEnd(afterAll)
  report = join(folder, 'markets')
  await cp(MARKETS, report, {recursive: true})
  await built('before')
  await edit(report, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,875'))
  await edit(report, 'chapters/en/overview.md', (text) => text.replace('A remark', 'One remark'))
  await edit(report, 'report.yaml', (text) => text.replace('{region: west, audience: full}', '{region: west}'))
  await built('after')
})

function built(name: string) {
  return buildReport({folder: report, out: join(folder, name), store: join(folder, 'store')}, {formats: ['html']})
}

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function octavo(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'diff', ...args], {cwd: folder, env: {...process.env, NO_COLOR: '1'}})
    const output = {stdout: '', stderr: ''}
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
    child.on('error', reject).on('close', (status) => resolve({status, ...output}))
  })
}

describe('two outputs', () => {
  test('are compared on a terminal: each change with its editions, and what came and went', async () => {
    const {status, stdout, stderr} = await octavo('before', 'after')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('markets 2024-04-15 (15 editions) -> markets 2024-04-15 (12 editions)')
    expect(stdout).toContain('  870 -> 875  latest[region=south].stalls\n      #fig-stalls #overview  south.*.*\n')
    expect(stdout).toContain('  ~ [-A-]{+One+} remark: ')
    expect(stdout).toContain('Figures (1)\n  ~ #fig-stalls  ')
    expect(stdout).toContain('3 editions removed: west.short.*\n')
    expect(stdout).toMatch(/^12 editions compared, 12 changed; \d+ changes to review\n\ndigest [0-9a-f]{64}\n$/m)
  })

  test('are compared for a script, the same way each time, and in part', async () => {
    const read = async (...args: string[]): Promise<Comparison> => JSON.parse((await octavo(...args, '--json')).stdout)
    const whole = await read('before', 'after')
    expect(await read('before', 'after')).toEqual(whole)
    expect(whole.clusters.find(({level}) => level === 'number')).toMatchObject({how: 'changed', wordings: expect.any(Array)})
    const part = await read('before', 'after', '--only', 'region=north', '--only', 'language=en')
    expect(part.editions.compared).toEqual(['north.full.en', 'north.short.en'])
    expect(part.digest).not.toBe(whole.digest)
    const same = await read('before', 'before')
    expect([same.clusters, same.editions.changed, same.shared]).toEqual([[], [], 0])
  })

  test.each([
    [['before'], 'octavo: Expected two outputs\n'],
    [['before', 'after', 'more'], 'octavo: Expected two outputs\n'],
    [['before', 'nowhere'], 'octavo: Unexpected `nowhere`, expected'],
    [
      ['before', 'after', '--only', 'regoin=north'],
      'octavo: Unexpected axis `regoin` behind `--only`\n        Did you mean `region`?\n'
    ],
    [
      ['before', 'after', '--only', 'region=nort'],
      'octavo: Unexpected value `nort` of the axis `region` behind `--only`\n        Did you mean `north`?\n'
    ]
  ])('are refused where they mean nothing: %j', async (args, words) => {
    const {status, stdout, stderr} = await octavo(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })
})
