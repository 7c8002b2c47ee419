/** The command line as a user runs it: a process, its two streams and its exit status. */
import {execFile, spawn} from 'node:child_process'
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {commands} from '../pipeline/commands/index.ts'
import type {Origin} from '../pipeline/commands/row-origins.ts'
import {showMessages} from '../pipeline/commands/show.ts'
import type {Message} from '../pipeline/messages.ts'
import {edit, reportCopy, untilTheEnd} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))
const MARKETS = fileURLToPath(new URL('reports/markets', import.meta.url))

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

// A working directory with a report under `sources`, and a store.
let folder: string

beforeAll(async () => {
  folder = await untilTheEnd(afterAll)
  await cp(MARKETS, join(folder, 'sources/markets'), {recursive: true})
})

function octavo(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = folder): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {cwd, env: {...process.env, NO_COLOR: '1', ...env}})
    const output = {stdout: '', stderr: ''}
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
    child.on('error', reject).on('close', (status) => resolve({status, ...output}))
  })
}

test('check tells of what nothing uses, and build does not', async () => {
  const report = await reportCopy('markets')
  const write = (path: string, text: string) => writeFile(join(report, path), text)
  await write('queries/left.sql', 'select 1 as x')
  await write('queries/read.sql', 'select region from stalls')
  await write('charts/left.vl.json', await readFile(join(report, 'charts/bars.vl.json'), 'utf8'))
  await mkdir(join(report, 'tests'))
  await write('tests/never.sql', 'select region from read where false')
  const check = await octavo(['check', report, '--json'])
  const told = (JSON.parse(check.stdout).messages as Message[]).filter(({rule}) => rule === 'file-is-used')
  expect(told.map(({severity, path}) => `${severity} ${path}`).toSorted()).toEqual([
    'warning charts/left.vl.json',
    'warning queries/left.sql'
  ])
  expect(check.status).toBe(0)
  expect((await octavo(['check', report, '--strict'])).status).toBe(1)
  const build = await octavo(['build', report, '--format', 'html', '--out', join(folder, 'used'), '--json'])
  expect(JSON.parse(build.stdout).messages).toEqual([])
})

test('check tells of columns that nothing names, and counts those of a language as one', async () => {
  const report = await reportCopy('markets')
  await edit(report, 'queries/latest.sql', (text) =>
    text.replace('note from', 'note, 1 as spare, 2 as hint_en, 3 as hint_zh_hans, 4 as left_en, \'x\' as "中" from')
  )
  await edit(report, 'chapters/en/overview.md', (text) => `${text}\n{{latest.hint}} and {{latest.中}}\n`)
  const {stdout} = await octavo(['check', report, '--json'])
  expect((JSON.parse(stdout).messages as Message[]).filter(({rule}) => rule === 'column-is-used')).toEqual([
    expect.objectContaining({
      path: 'queries/latest.sql',
      reason: 'Unexpected columns `spare`, `left_en` that nothing names, expected a chapter, a chart or another query that does'
    })
  ])
})

describe('a look into the data', () => {
  test('shows a table and a query in 80 columns, each number as it is', async () => {
    const {status, stdout} = await octavo(['query', 'stalls'])
    expect(status).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^region +year +stalls/)
    expect(lines.every((line) => line.length <= 80)).toBe(true)
    expect(lines.at(-2)).toMatch(/^\d+ rows/)
  })

  test('gives the rows of some editions, as CSV or JSON', async () => {
    const whole = await octavo(['query', 'latest', '--json'])
    const part = await octavo(['query', 'latest', '--only', 'region=north', '--json'])
    const rows = ({stdout}: Run): readonly Record<string, string>[] => JSON.parse(stdout).rows
    expect(rows(part)).toEqual(rows(whole).filter(({region}) => region === 'north'))
    expect(rows(part).length).toBeLessThan(rows(whole).length)
    const {stdout} = await octavo(['query', 'latest', '--only', 'region=north', '--csv'])
    const [head, ...lines] = stdout.trim().split('\n')
    expect([head, lines.length]).toEqual([Object.keys(rows(part)[0]!).join(), rows(part).length])
  })

  test('names the cell that each value is, or the files that it is reckoned from', async () => {
    const {status, stdout} = await octavo(['query', 'latest', '--only', 'region=north', '--origins', '--json'])
    const origins: readonly Origin[] = JSON.parse(stdout).origins
    const of = (name: string) => origins.find(({column}) => column === name)
    expect(status).toBe(0)
    expect(of('stalls')).toEqual({
      row: 'latest[region=north]',
      column: 'stalls',
      value: '1450',
      cell: 'data/stalls.csv:3 stalls',
      files: ['data/stalls.csv']
    })
    const table = await octavo(['query', 'stalls', '--origins'])
    expect(table.stdout).toMatch(/^stalls\[region=north;year=2022\]\n  region +north +data\/stalls\.csv:2 region\n/)
    expect(table.stdout.split('\n').every((line) => line.length <= 80)).toBe(true)
  })

  test('knows what there is, and tells the nearest name', async () => {
    const {status, stderr} = await octavo(['query', 'stals'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('Did you mean `stalls`?')])
    expect((await octavo(['query'])).status).toBe(2)
    expect((await octavo(['query', 'stalls', '--only', 'region=nort'])).stderr).toContain('Did you mean `north`?')
  })
})

test.each(['soon', '1.5', '-1', '99999999999999999999', '253402300800', '', '1e9'])(
  'B13 SOURCE_DATE_EPOCH=%s is refused before any work',
  async (epoch) => {
    const {status, stdout, stderr} = await octavo(['check', 'markets'], {SOURCE_DATE_EPOCH: epoch})
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `octavo: Unexpected \`SOURCE_DATE_EPOCH=${epoch}\`, expected whole seconds since 1970, up to the year 9999\n` +
        '        Unset it to print the release date of the report.\n'
    )
  }
)

describe('wrong usage is told with what was meant, and exit status 2', () => {
  test.each([
    [['biuld'], 'octavo: Unexpected command `biuld`\n        Did you mean `build`?\n'],
    [
      ['frobnicate'],
      'octavo: Unexpected command `frobnicate`\n        Known: `build`, `plan`, `why`, `check`, `query`, `describe`, `preview`, `trace`, `diff`, `validate`, `fetch`, `merge`, …\n'
    ],
    [['build', '--fromat', 'html'], "octavo: Unknown option '--fromat'\n        Did you mean `--format`?\n"],
    [
      ['build', '--format', 'docx', 'markets'],
      'octavo: Unexpected format `docx`, expected html, pdf or press\n        See `octavo --help`.\n'
    ],
    [
      ['build', '--jobs', '0', 'markets'],
      'octavo: Unexpected `--jobs 0`, expected a number from 1 to 64\n        See `octavo --help`.\n'
    ],
    [
      ['build', 'markets', '--only', 'region'],
      'octavo: Unexpected `--only region`, expected `--only axis=id,id`, once for each axis\n        See `octavo --help`.\n'
    ],
    [
      ['build', 'markets', '--only', 'region=north,audience=all'],
      'octavo: Unexpected `--only region=north,audience=all`, expected `--only axis=id,id`, once for each axis\n        See `octavo --help`.\n'
    ],
    [
      ['build', 'markets', '--only', 'regoin=north'],
      'octavo: Unexpected axis `regoin` behind `--only`\n        Did you mean `region`?\n'
    ],
    [
      ['plan', 'markets', '--only', 'region=nort'],
      'octavo: Unexpected value `nort` of the axis `region` behind `--only`\n        Did you mean `north`?\n'
    ],
    [
      ['check', 'market'],
      'octavo: Unexpected report `market`, expected a folder with a report.yaml\n        Did you mean `markets`?\n'
    ],
    [['check', 'markets', 'more'], 'octavo: Unexpected `more`, expected one report\n        See `octavo --help`.\n']
  ])('octavo %j', async (args, stderr) => expect(await octavo(args)).toEqual({status: 2, stdout: '', stderr}))
})

test('help lists the commands, and tells the options of one', async () => {
  const all = await octavo(['--help'])
  expect(all.status).toBe(0)
  expect(all.stdout.match(/^ {2}(\w+)/gm)?.map((line) => line.trim())).toEqual([
    'build',
    'plan',
    'why',
    'check',
    'query',
    'describe',
    'preview',
    'trace',
    'diff',
    'validate',
    'fetch',
    'merge',
    'init',
    'doctor',
    'prune',
    'work'
  ])
  expect(all.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect((await octavo([])).stdout).toBe(all.stdout)
  const build = await octavo(['build', '--help'])
  expect(build).toEqual(await octavo(['help', 'build']))
  expect(build.stdout).toContain('Usage: octavo build [report] [options]')
  expect(build.stdout).toContain('--only axis=id[,id]')
})

test('help of what is no command tells the nearest that is one', async () => {
  const wrong = {status: 2, stdout: '', stderr: 'octavo: Unexpected command `biuld`\n        Did you mean `build`?\n'}
  expect(await octavo(['help', 'biuld'])).toEqual(wrong)
  expect(await octavo(['biuld', '--help'])).toEqual(wrong)
})

describe('completion', () => {
  const complete = async (words: readonly string[]) => {
    const script = `source <("$0" "$1" completion bash); COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _octavo; printf '%s\\n' "\${COMPREPLY[@]}"`
    const {stdout} = await promisify(execFile)('bash', ['-c', script, process.execPath, CLI], {cwd: folder})
    return stdout.trim().split('\n')
  }

  test('in bash knows commands, their options, and reports', async () => {
    expect(await complete(['octavo', 'pl'])).toEqual(['plan'])
    expect(await complete(['octavo', 'build', '--sh'])).toEqual(['--shard'])
    expect(await complete(['octavo', 'check', '--sh'])).toEqual([''])
    expect(await complete(['octavo', 'check', '--str'])).toEqual(['--strict'])
    expect(await complete(['octavo', 'check', 'mark'])).toEqual(['markets'])
    expect(await complete(['octavo', 'completion', 'f'])).toEqual(['fish'])
  })

  test('in zsh and fish names every command and option', async () => {
    const [zsh, fish] = await Promise.all(['zsh', 'fish'].map((shell) => octavo(['completion', shell])))
    for (const {name, options} of commands) {
      expect(zsh!.stdout).toMatch(new RegExp(`\\n +'${name}:`))
      expect(fish!.stdout).toContain(`-a ${name} -d '`)
      for (const option of Object.keys(options)) {
        expect(zsh!.stdout).toMatch(new RegExp(`\\n +${name}\\) compadd -- .*--${option}\\b`))
        expect(fish!.stdout).toMatch(new RegExp(`__fish_seen_subcommand_from ${name}' -l ${option}\\b`))
      }
    }
    expect(await octavo(['completion', 'bsh'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean `bash`?')
    })
  })
})

test('quiet leaves out progress, verbose tells how long each stage ran', async () => {
  const args = ['build', 'markets', '--format', 'html', '--only', 'region=west', '--out', 'loud', '--store', 'loud-store']
  const silent = {status: 0, stdout: '', stderr: ''}
  expect(await octavo([...args, '--quiet'])).toEqual(silent)
  expect(await octavo(['check', 'markets', '--store', 'loud-store', '--quiet'])).toEqual(silent)
  // Rows are no summary: they are what was asked for.
  expect((await octavo(['query', 'latest', 'markets', '--store', 'loud-store', '--quiet'])).stdout).toContain('1450')
  const {stdout, stderr} = await octavo([...args, '--out', 'louder', '--store', 'louder-store', '--verbose'])
  expect(stdout).toMatch(/^3 editions, 3 built/)
  expect(stderr).toMatch(/^screen {7,}3 ran +0 recalled +\d+\.\d\d s$/m)
  expect(stderr).toMatch(/^1\/3 +west/m)
  const times = [...stderr.matchAll(/recalled +([\d.]+) s$/gm)].map(([, time]) => Number(time))
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(times[0]).toBeGreaterThan(0)
  expect(times.length).toBeGreaterThan(8)
  expect((await octavo(['check', 'markets', '--verbose'])).stderr).toMatch(/^compose +\d+ ran/m)
})

test('the version is that of the package', async () => {
  expect((await octavo(['--version'])).stdout).toMatch(/^octavo \d+\.\d+\.\d+\n$/)
})

describe('check', () => {
  test('finds no rule broken by a report that is fine', async () => {
    expect(await octavo(['check', 'markets'])).toEqual({status: 0, stdout: '15 editions checked, no rule broken\n', stderr: ''})
  })

  test('takes the only report there is, or the one in the working directory', async () => {
    expect((await octavo(['check'])).stdout).toBe('15 editions checked, no rule broken\n')
    expect((await octavo(['check', '--store', join(folder, 'output/.store')], {}, join(folder, 'sources/markets'))).stdout).toBe(
      '15 editions checked, no rule broken\n'
    )
  })

  test('tells every mistake on stderr with its place, and fails', async () => {
    const report = await reportCopy('markets')
    await edit(report, 'chapters/en/overview.md', (text) =>
      text.replace('{{num latest.stalls}} stalls,', '{{num latest.stals}} stalls,').replace('or="none"', 'ro="none"')
    )
    expect(await octavo(['check', report])).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        'chapters/en/overview.md:7:21  error  Unexpected column `stals` of `latest`  column-is-known',
        '    Did you mean `stalls`?',
        '    in north.full.en, north.short.en, south.full.en and 2 more',
        'chapters/en/overview.md:16:11  error  Unexpected option `ro` of a plain value  option-is-known',
        '    A plain value takes only `or="..."`.',
        '    in north.full.en, north.short.en, south.full.en and 2 more',
        '',
        '2 errors',
        ''
      ].join('\n')
    })
  })

  test('tells the same as one JSON document on stdout, and nothing else', async () => {
    const report = await reportCopy('markets')
    await edit(report, 'chapters/en/overview.md', (text) => text.replace('# Market halls', '## Market halls'))
    const {status, stdout, stderr} = await octavo(['check', report, '--json'])
    expect({status, stderr}).toEqual({status: 1, stderr: ''})
    expect(JSON.parse(stdout)).toEqual({
      messages: [
        {
          severity: 'error',
          rule: 'chapter-has-one-title',
          reason: 'Unexpected 0 headings of the first level, expected one',
          path: 'chapters/en/overview.md',
          line: 1,
          column: 1,
          note: 'A chapter begins with one `# Title`; sections have `##`.'
        }
      ],
      exit: 1
    })
  })

  test('counts warnings as errors where it is strict', async () => {
    const report = await reportCopy('markets')
    await edit(report, 'report.yaml', (text) => text.replace('chapters: [overview, detail]', 'chapters: [overview]'))
    await edit(report, 'chapters/en/overview.md', (text) => text.replace(/ :only\[See.*?\}/, ''))
    await edit(report, 'chapters/zh-Hans/overview.md', (text) => text.replace(/:only\[参见.*?\}/, ''))
    const relaxed = await octavo(['check', report])
    expect({status: relaxed.status, stderr: relaxed.stderr}).toEqual({
      status: 0,
      stderr: expect.stringContaining('warning  Unexpected chapter `detail`') as string
    })
    expect((await octavo(['check', report, '--strict'])).status).toBe(1)
  })
})

test('plan tells what a build would print, write and remove', async () => {
  const {status, stdout} = await octavo(['plan', 'markets', '--only', 'region=north', '--only', 'language=en'])
  expect(status).toBe(0)
  const lines = stdout.trim().split('\n')
  expect(lines.slice(0, 2)).toEqual(['print   north.full.en', 'print   north.short.en'])
  expect(
    lines
      .slice(2, -1)
      .map((line) => line.replace(/\.[0-9a-f]{10}(?=[./])/, ''))
      .sort()
  ).toEqual([
    'write   assets/catalogue.css',
    'write   assets/catalogue.js',
    'write   assets/edition.css',
    'write   assets/edition.js',
    'write   assets/fonts/ (113 files)',
    'write   assets/hall.svg',
    'write   index.html'
  ])
  expect(lines.at(-1)).toBe('2 editions: 2 to print, 0 to write, 0 to keep; 119 shared files to write, 0 files to remove')
  const json = await octavo(['plan', 'markets', '--only', 'region=west', '--only', 'language=en', '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({
    editions: [{id: 'west.short.en', path: 'west/short/en', state: 'print'}],
    remove: [],
    messages: [],
    exit: 0
  })
})

test('build tells on stdout what it made, and its progress on stderr', async () => {
  const args = [
    'build',
    'markets',
    '--format',
    'html',
    '--only',
    'region=south',
    '--only',
    'language=en',
    '--store',
    's',
    '--json'
  ]
  const first = await octavo(args)
  expect({status: first.status, lines: first.stderr.trim().split('\n').sort()}).toEqual({
    status: 0,
    lines: [expect.stringContaining('1/2  '), expect.stringContaining('2/2  ')]
  })
  expect(JSON.parse(first.stdout)).toMatchObject({
    editions: {total: 2, built: 2, same: 0, failed: 0},
    formats: {pdf: {printed: 0, same: 0}, html: {written: 2, same: 0}},
    messages: []
  })
  const second = await octavo(args)
  expect(second.stderr).toBe('')
  expect(JSON.parse(second.stdout)).toMatchObject({editions: {total: 2, built: 0, same: 2, failed: 0}})
})

test('a mistake of usage is one JSON document too', async () => {
  const {status, stdout} = await octavo(['build', 'market', '--json'])
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toEqual({
    messages: [
      {
        severity: 'error',
        rule: 'usage',
        reason: 'Unexpected report `market`, expected a folder with a report.yaml',
        note: 'Did you mean `markets`?'
      }
    ],
    exit: 2
  })
})

test('validate tells what a PDF breaks, with its page and the clause; what is no PDF too', async () => {
  const raw = fileURLToPath(new URL('fixtures/finish/raw.pdf', import.meta.url))
  const {status, stdout} = await octavo(['validate', raw, 'sources/markets/report.yaml', '--json'])
  const {messages} = JSON.parse(stdout) as {messages: readonly Message[]}
  expect(status).toBe(1)
  expect(messages.find(({rule}) => rule === 'link-has-words')).toMatchObject({
    path: raw,
    place: 'page 2',
    reason: 'Unexpected link without `Contents`, expected words for those who cannot see where it stands',
    note: 'ISO 14289-1 7.18.5'
  })
  expect(messages.filter(({path}) => path !== raw).map(({rule, path}) => [rule, path])).toEqual([
    ['file-can-be-read', 'sources/markets/report.yaml']
  ])
  expect(await octavo(['validate'])).toMatchObject({status: 2, stdout: ''})
  expect(await octavo(['validate', 'nowhere.pdf'])).toMatchObject({status: 2, stdout: ''})
})

test('prune tells what it took out of the store, and what stays', async () => {
  const {status, stdout} = await octavo(['prune', '--json', '--older-than', '7d'])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({traces: 0, blobs: 0, bytes: 0, dry: false, messages: [], exit: 0})
  const dry = await octavo(['prune', '--dry-run'])
  expect(dry.stdout).toMatch(/^Would remove 0 results and 0 files, 0\.0 MB; \d+ and \d+ stay, \d+\.\d MB\n$/)
  expect(await octavo(['prune', '--older-than', 'soon'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'octavo: Unexpected `--older-than soon`, expected a number of days, as in `30d`\n        See `octavo --help`.\n'
  })
})

test('doctor prints a page, and tells of each thing that a build needs', async () => {
  const {status, stdout} = await octavo(['doctor', '--json'])
  const {findings} = JSON.parse(stdout) as {findings: {what: string; state: string; found: string}[]}
  expect(status).toBe(0)
  expect(findings.map(({what}) => what)).toEqual(['Node', 'Store', 'Browser', 'Printing', 'Fonts', 'Memory', 'Sandbox', 'Press'])
  expect(findings.find(({what}) => what === 'Printing')).toEqual({what: 'Printing', state: 'fine', found: '1 page printed'})
})

test('doctor mends a browser that cannot be unpacked, where it is asked to', async () => {
  const store = join(folder, 'blocked')
  await mkdir(store)
  await writeFile(join(store, 'browser'), 'in the way')
  const doctor = async (...args: string[]) => {
    const {status, stdout} = await octavo(['doctor', '--store', store, '--json', ...args], {OCTAVO_CHROME: ''})
    return {status, findings: JSON.parse(stdout).findings as {what: string; state: string; found: string}[]}
  }
  const before = await doctor()
  expect([before.status, before.findings.find(({what}) => what === 'Browser')?.state]).toEqual([3, 'missing'])
  const after = await doctor('--mend')
  expect(after.status).toBe(0)
  expect(after.findings.find(({what}) => what === 'Printing')).toMatchObject({state: 'fine'})
  expect(after.findings.find(({what}) => what === 'Mended')?.found).toBe('the packaged browser is unpacked anew')
})

test('a browser that is not there is told with what to do, and exit status 3', async () => {
  const {status, stdout} = await octavo(['doctor', '--json'], {OCTAVO_CHROME: '/nowhere/chrome'})
  expect(status).toBe(3)
  const {findings} = JSON.parse(stdout) as {findings: {what: string; state: string; note?: string}[]}
  expect(
    findings.filter(({state}) => state === 'missing').map(({what, note}) => [what, note?.includes('OCTAVO_CHROME')])
  ).toEqual([['Browser', true]])
})

test('messages are grouped by file in the order of lines, and coloured only where that is wanted', () => {
  const message = (path: string, line: number, reason: string, severity: Message['severity'] = 'error'): Message => ({
    severity,
    rule: 'some-rule',
    reason,
    path,
    line,
    column: 2
  })
  const messages = [message('b.md', 9, 'B9'), message('a.md', 4, 'A4', 'warning'), message('b.md', 3, 'B3')]
  expect(showMessages(messages, {isColoured: false})).toBe(
    [
      'b.md:3:2  error  B3  some-rule',
      'b.md:9:2  error  B9  some-rule',
      '',
      'a.md:4:2  warning  A4  some-rule',
      '',
      '2 errors, 1 warning'
    ].join('\n')
  )
  expect(showMessages([message('a.md', 4, 'A4')], {isColoured: true})).toContain('\u001b[31merror\u001b[0m')
})
