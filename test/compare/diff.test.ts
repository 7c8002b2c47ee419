/** `octavo diff` as a user runs it. */
import {execFile, spawn} from 'node:child_process'
import {cp, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Comparison} from '../../pipeline/compare/compare.ts'
import {buildReport, digestsIn} from '../building.ts'
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

const octavo = (...args: readonly string[]) => octavoAll('diff', ...args)

function octavoAll(...all: readonly (string | Readonly<Record<string, string>>)[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const args = all.filter((each) => typeof each === 'string')
    const env = Object.assign({}, process.env, {NO_COLOR: '1'}, ...all.filter((each) => typeof each !== 'string'))
    const child = spawn(process.execPath, [CLI, ...args], {cwd: folder, env})
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
    expect(stdout).toContain('Figures (1)\n  ~ North has 1,450 stalls, and 5 more\n      #fig-stalls  ')
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
    [['before', 'after', 'markets', 'more'], 'octavo: Expected two outputs\n'],
    [['before', 'after', '--sign', ' '], 'octavo: Expected a name behind `--sign`\n'],
    [['before', 'after', '--sign', 'Li', '--only', 'region=north'], 'octavo: Unexpected `--only` beside `--sign`'],
    [['before', 'after', '--date', '2024-04-15'], 'octavo: Unexpected `--date`, expected it beside `--sign`'],
    [
      ['before', 'after', 'markets', '--sign', 'Li', '--date', '2024-02-30'],
      'octavo: Unexpected `--date 2024-02-30`, expected a day'
    ],
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

test('a name under it is written beside the release that is to come', async () => {
  const {status, stdout} = await octavo('before', 'after', 'markets', '--sign', 'Wang Li', '--date', '2024-04-14')
  const [, digest] =
    /digest ([0-9a-f]{64})\nsigned by Wang Li on 2024-04-14: releases\/2024-04-15\.signed\.json\n$/.exec(stdout) ?? []
  expect(status).toBe(0)
  const text = await readFile(join(report, 'releases/2024-04-15.signed.json'), 'utf8')
  expect(JSON.parse(text)).toEqual({digest, name: 'Wang Li', date: '2024-04-14'})
})

test('a release on file is named by its day, and who signed a correction of it does not take the place of who signed it', async () => {
  const folderOf = join(report, 'releases')
  const first = await readFile(join(folderOf, '2024-04-15.signed.json'), 'utf8')
  const filed = {report: 'markets', release: '2024-04-15', corrections: [], shared: {}, texts: [], editions: []}
  await writeFile(join(folderOf, '2024-04-15.json'), JSON.stringify(filed))
  const named = await octavo('releases/2024-04-15.json', 'after', 'markets')
  expect(named.stdout).toContain('markets 2024-04-15 (0 editions) -> ')
  expect(await octavo('2024-04-15', 'after', 'markets')).toEqual(named)
  expect((await octavo('2024-04-16', 'after', 'markets')).stderr).toContain('Unexpected `2024-04-16`, expected')
  const {stdout} = await octavo('2024-04-15', 'after', 'markets', '--sign', 'Li Na', '--date', '2024-05-01')
  expect(stdout).toContain('signed by Li Na on 2024-05-01: releases/2024-04-15.correction-1.signed.json\n')
  expect(await readFile(join(folderOf, '2024-04-15.signed.json'), 'utf8')).toBe(first)
  const correction = JSON.parse(await readFile(join(folderOf, '2024-04-15.correction-1.signed.json'), 'utf8')) as object
  expect(correction).toMatchObject({name: 'Li Na'})
  await rm(join(folderOf, '2024-04-15.json'))
})

test('a revision of the sources is built for it, and nothing else is touched', async () => {
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {cwd: folder})
  await edit(report, 'report.yaml', (text) => `${text}formats: [html]\n`)
  await edit(report, 'data/stalls.csv', (text) => text.replace('south,2023,875', 'south,2023,870'))
  await git('init', '-q')
  await git('add', '-A', 'markets')
  await git('commit', '-qm', 'one')
  await edit(report, 'data/stalls.csv', (text) => text.replace('south,2023,870', 'south,2023,875'))
  const before = await digestsIn(folder)
  const {status, stdout} = await octavo('HEAD', 'after', 'markets', '--store', join(folder, 'store'))
  expect(stdout).toContain('  870 -> 875  latest[region=south].stalls\n')
  expect(status).toBe(0)
  const changed = Object.entries(await digestsIn(folder)).filter(([path, digest]) => before[path] !== digest)
  expect(changed.map(([path]) => path).filter((path) => !path.startsWith('store/'))).toEqual([])
  expect(changed.map(([path]) => path).filter((path) => path.startsWith('store/revisions'))).toEqual([])
  const other = await octavo('nothing', 'after', 'markets')
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('octavo: Unexpected `nothing`, expected a folder')])
})

describe('a build that is a release', () => {
  test.each([
    [['--release', '--only', 'region=north'], 'Unexpected `--only` beside `--release`, expected the whole report'],
    [['--release', '--watch'], 'Unexpected `--watch` beside `--release`, expected the whole report'],
    [['--correct', 'a', '--format', 'html'], 'Unexpected `--format` beside `--correct`, expected the whole report'],
    [['--correct', ' '], 'Expected a reason behind `--correct`'],
    [['--date', '2024-04-15'], 'Unexpected `--date`, expected it beside `--correct`'],
    [['--correct', 'a', '--date', 'soon'], 'Unexpected `--date soon`, expected a day']
  ])('is the whole report: %j', async (args, words) => {
    const {status, stderr} = await octavoAll('build', 'markets', ...args)
    expect([status, stderr]).toEqual([2, expect.stringContaining(words)])
  })

  test('and its day is that of the report', async () => {
    const {status, stderr} = await octavoAll({SOURCE_DATE_EPOCH: '1713139200'}, 'build', 'markets', '--release')
    expect([status, stderr]).toEqual([2, expect.stringContaining('Unexpected `SOURCE_DATE_EPOCH` of a release')])
  })
})
