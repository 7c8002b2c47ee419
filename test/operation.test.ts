/** The examples of operation: read as what they are for reads them, their command lines by the real options, their scripts run. */
import {spawn} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {mkdir, readdir, rename, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {describe, expect, test} from 'vitest'
import {parseAllDocuments} from 'yaml'
import {readS3Address} from '../pipeline/cache/s3-address.ts'
import {renderMetrics} from '../pipeline/carriers/metrics.ts'
import {commands} from '../pipeline/commands/index.ts'
import {readFormats, readJobs, readPlace, readShard} from '../pipeline/commands/given.ts'
import {thisMachine} from '../pipeline/world.ts'
import {readTexts} from './architecture/sources.ts'
import {buildReport, digestsIn} from './building.ts'
import {FIGURES} from './carriers/figures.ts'
import {temporaryFolder} from './temporary.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MARKETS = join(ROOT, 'test/reports/markets')
const read = (name: string) => readFileSync(join(ROOT, 'test/operation', name), 'utf8')

type Variables = Readonly<Record<string, string>>

interface Container {
  readonly name: string
  readonly image: string
  readonly command?: readonly string[]
  readonly args: readonly string[]
  readonly env?: readonly {readonly name: string; readonly value?: string}[]
  readonly readinessProbe?: {readonly httpGet: {readonly path: string; readonly port: string}}
  readonly ports?: readonly {readonly name: string; readonly containerPort: number}[]
}

interface Manifest {
  readonly kind: string
  readonly metadata: {readonly name: string}
  readonly spec: {
    readonly completions?: number
    readonly parallelism?: number
    readonly template?: {
      readonly spec: {readonly containers: readonly Container[]; readonly terminationGracePeriodSeconds?: number}
    }
  }
}

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly command: readonly string[]
        readonly build?: {readonly target: string}
        readonly profiles?: readonly string[]
        readonly depends_on?: Readonly<Record<string, unknown>>
        readonly deploy?: {readonly replicas: number}
        readonly stop_grace_period?: string
      }
    >
  >
}

interface Job {
  readonly env?: Variables
  readonly needs?: string
  readonly strategy?: {readonly matrix: {readonly shard: readonly number[]}}
  readonly steps: readonly {readonly uses?: string; readonly run?: string; readonly name?: string; readonly with?: Variables}[]
}

interface Workflow {
  readonly env: Variables
  readonly jobs: {readonly shard: Job; readonly merge: Job}
}

interface Rules {
  readonly groups: readonly {readonly rules: readonly {readonly alert: string; readonly expr: string; readonly for?: string}[]}[]
}

function documents(name: string): readonly unknown[] {
  return [...parseAllDocuments(read(name), {merge: true})].map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([])
    return document.toJS() as unknown
  })
}

const compose = documents('compose.yaml')[0] as Compose
const workflow = documents('github-actions.yaml')[0] as Workflow
const rules = documents('prometheus.yaml')[0] as Rules
const manifests = documents('kubernetes-job.yaml') as readonly Manifest[]
const containers = manifests.flatMap(({spec}) => spec.template?.spec.containers ?? [])
const dockerfile = read('Dockerfile')

const container = (name: string) => containers.find((each) => each.name === name)!
const variables = ({env = []}: Container): Variables =>
  Object.fromEntries(env.map(({name, value = `<${name}>`}) => [name, value]))
const stepOf = ({steps}: Job, name: string) => steps.find((step) => step.name === name)!.run!

/** The words of the command lines in a script, with what its variables hold. */
function linesIn(script: string, given: Variables = {}): readonly (readonly string[])[] {
  const filled = script
    .replaceAll(/\$\(\((\w+) \+ 1\)\)/g, (_, name: string) => String(Number(given[name]) + 1))
    .replaceAll(/\$(\w+)/g, (_, name: string) => given[name]!)
  const lines = filled.split('\n').filter((line) => /^(?:exec |npm run --silent )?octavo /.test(line.trim()))
  return lines.map((line) => {
    const words = (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'#]|(?<=\S)#)+/g) ?? []).map((word) => word.replaceAll(/["']/g, ''))
    return words.slice(words.indexOf('octavo') + 1).filter((word) => word !== '--')
  })
}

const blocksOf = (text: string) => [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, block]) => block!).join('\n')

const LINES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'compose.yaml': Object.values(compose.services).flatMap(({build, command}) => (build ? [command] : [])),
  'kubernetes-job.yaml': containers.flatMap((each) =>
    each.command ? linesIn(each.args.join('\n'), {...variables(each), JOB_COMPLETION_INDEX: '2'}) : [each.args.map(unset)]
  ),
  'github-actions.yaml': Object.values(workflow.jobs).flatMap((job) =>
    job.steps.flatMap(({run = ''}) => linesIn(run, {...workflow.env, SHARD: '3/3'}))
  ),
  'run-book.md': linesIn(blocksOf(read('run-book.md')))
}

// Kubernetes fills in what is only known there.
function unset(word: string): string {
  return word.replace('$(OCTAVO_FAR)', 's3://octavo/editions').replace('$(OCTAVO_QUEUE)', 'redis://queue:6379')
}

test('the examples have so many command lines', () => {
  expect(Object.entries(LINES).map(([name, lines]) => [name, lines.map(([command]) => command)])).toEqual([
    ['compose.yaml', ['work', 'build']],
    ['kubernetes-job.yaml', ['build', 'merge', 'work']],
    ['github-actions.yaml', ['build', 'merge']],
    ['run-book.md', ['doctor', 'work', 'build', 'build', 'prune']]
  ])
})

describe.each(Object.entries(LINES))('in %s', (_, lines) => {
  test.each(lines.map((line) => [line.join(' '), line] as const))('octavo %s', (_, [name, ...args]) => {
    const command = commands.find((command) => command.name === name)!
    const {values, positionals} = parseArgs({args, options: command.options, allowPositionals: true})
    const given = {words: positionals, options: values}
    for (const check of [readShard, readFormats]) check(given)
    readJobs(given, thisMachine())
    readPlace(given, 'metrics')
    const {queue, store = ''} = values as Variables
    if (queue !== undefined) expect([new URL(queue).protocol, readS3Address(store).bucket]).toEqual(['redis:', 'octavo'])
    expect(args.filter((word) => /[$<>]/.test(word))).toEqual([])
  })
})

describe('the shapes', () => {
  test('two workers, told in time, and a plan on demand', () => {
    const {worker, plan} = compose.services
    expect([worker!.deploy?.replicas, worker!.stop_grace_period, plan!.profiles]).toEqual([2, '130s', ['build']])
    for (const service of [worker, plan]) expect(Object.keys(service!.depends_on!)).toEqual(['queue', 'bucket'])
    const seconds = manifests.map(({spec}) => spec.template?.spec.terminationGracePeriodSeconds).filter(Boolean)
    expect(seconds).toEqual([130])
  })

  test('the image has what is copied, the Node of the project, and each target', () => {
    const {packages} = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, {version: string}>
    }
    expect(/^ARG NODE=(.*)$/m.exec(dockerfile)?.[1]).toBe(packages['node_modules/node']!.version)
    const copied = [...dockerfile.matchAll(/^COPY (?!--from=)(.*) \S+$/gm)].flatMap(([, names]) => names!.split(' '))
    const there = readdirSync(ROOT)
    expect(copied.filter((name) => !there.includes(name))).toEqual([])
    const ignored = read('Dockerfile.dockerignore').split('\n')
    expect(copied.map((name) => `!${name}`).filter((line) => !ignored.includes(line))).toEqual([])
    const targets = Object.values(compose.services).flatMap(({build}) => build?.target ?? [])
    const images = new Set([...targets.map((target) => `octavo-${target}`), ...containers.map(({image}) => image)])
    expect([...images].sort()).toEqual(['octavo-report', 'octavo-worker'])
    const stages = [...dockerfile.matchAll(/^FROM .* AS (\w+)$/gm)].map(([, name]) => name!)
    const targetStages = stages.filter((name) => !dockerfile.includes(`--from=${name} `))
    expect(targetStages.map((name) => `octavo-${name}`).sort()).toEqual([...images].sort())
  })

  test('a worker is asked where it listens', () => {
    const {args, ports, readinessProbe} = container('worker')
    expect(args.at(-1)).toBe(`0.0.0.0:${ports![0]!.containerPort}`)
    expect(readinessProbe!.httpGet).toEqual({path: '/healthz', port: ports![0]!.name})
    expect(read('compose.yaml')).toContain(`http://127.0.0.1:${args.at(-1)!.split(':')[1]}/healthz`)
  })

  test('three alerts, of figures that are there', () => {
    const figures = renderMetrics(FIGURES)
    const known = new Set([...figures.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name!))
    const alerts = rules.groups.flatMap(({rules}) => rules)
    expect(alerts).toHaveLength(3)
    expect(alerts.filter(({alert}) => !read('run-book.md').includes(`\`${alert}\``))).toEqual([])
    for (const text of [...alerts.map(({expr}) => expr), read('run-book.md')])
      expect((text.match(/\boctavo_\w+/g) ?? []).filter((name) => !known.has(name))).toEqual([])
    const told = read('run-book.md')
    expect([...known].filter((name) => !told.includes(`\`${name}\``))).toEqual([])
  })

  test('each shard from 1 to n is made', () => {
    const {shard} = workflow.jobs.shard.strategy!.matrix
    expect(workflow.jobs.merge.needs).toBe('shard')
    const total = Number(/\/(\d+)$/.exec(workflow.jobs.shard.env!['SHARD']!)![1])
    expect(shard).toEqual(Array.from({length: total}, (_, index) => index + 1))
    const {completions, parallelism} = manifests.find(({metadata}) => metadata.name === 'octavo-shards')!.spec
    expect([String(completions), String(parallelism)]).toEqual(Array(2).fill(variables(container('shard'))['SHARDS']))
  })
})

test('the run book tells of messages that there are', () => {
  const all = [...readTexts().values()].join('\n')
  const [, table] = /^## What it says.*\n\n([^]*?)\n\n/m.exec(read('run-book.md'))!
  const said = table!
    .split('\n')
    .slice(2)
    .flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, words]) => words!))
  expect(said.length).toBeGreaterThan(12)
  const parts = said
    .filter((words) => !words.startsWith('"event"'))
    .flatMap((words) => words.split('…'))
    .map((part) => part.replace(/\)$/, '').trim())
  expect(parts.filter((part) => !all.includes(part))).toEqual([])
})

describe('three shards and a merge are byte for byte one build', () => {
  const small = {REPORT: MARKETS, FORMATS: 'html'}

  test('by the steps of the workflow', async () => {
    const root = await temporaryFolder()
    const {shard, merge} = workflow.jobs
    const last = await checkout(join(root, 'merge'))
    await mkdir(join(last, 'shards'))
    for (const number of shard.strategy!.matrix.shard) {
      const machine = await checkout(join(root, String(number)))
      const name = shard.env!['SHARD']!.replace('${{ matrix.shard }}', String(number))
      await run(stepOf(shard, 'Build the shard'), {folder: machine, env: {...small, SHARD: name}})
      // What goes up and down is the folder that is named there; what begins with a dot would stay behind.
      const {path} = shard.steps.at(-1)!.with!
      expect((await readdir(join(machine, path!), {recursive: true})).filter((file) => /(?:^|\/)\./.test(file))).toEqual([])
      await rename(join(machine, path!), join(last, 'shards', `shard-${number}`))
    }
    await run(stepOf(merge, 'Merge the shards'), {folder: last, env: {}})
    await sameAsOne(join(last, merge.steps.at(-1)!.with!['path']!), root)
  })

  test('by the scripts of the Jobs', async () => {
    const root = await temporaryFolder()
    const folder = await checkout(join(root, 'machine'))
    const OUTPUT = join(root, 'output')
    const script = ({args}: Container) => args.join(' ')
    const shard = container('shard')
    const total = Number(variables(shard)['SHARDS'])
    for (let index = 0; index < total; index++) {
      const own = {OUTPUT, OCTAVO_STORE: join(root, `store-${index}`), JOB_COMPLETION_INDEX: String(index)}
      await run(script(shard), {folder, env: {...variables(shard), ...small, ...own}})
    }
    await run(script(container('merge')), {folder, env: {OUTPUT, OCTAVO_STORE: join(root, 'store')}})
    await sameAsOne(join(OUTPUT, 'editions'), root)
  })
})

async function sameAsOne(merged: string, root: string): Promise<void> {
  const out = join(root, 'whole')
  await buildReport({folder: MARKETS, out, store: join(root, 'whole.store')}, {formats: ['html']})
  const files = await digestsIn(merged)
  expect(files).toEqual(await digestsIn(out))
  expect(Object.keys(files).length).toBeGreaterThan(15)
}

/** A folder as after `npm ci`, with a place for `octavo` as in the image. */
async function checkout(folder: string): Promise<string> {
  await mkdir(join(folder, 'bin'), {recursive: true})
  for (const name of ['package.json', 'pipeline', 'templates', 'node_modules'])
    await symlink(join(ROOT, name), join(folder, name))
  const text = `#!/bin/sh\nexec node ${join(ROOT, 'pipeline/cli.js')} "$@"\n`
  await writeFile(join(folder, 'bin/octavo'), text, {mode: 0o755})
  return folder
}

interface Place {
  readonly folder: string
  readonly env: Variables
}

async function run(script: string, {folder, env}: Place): Promise<void> {
  const PATH = [join(folder, 'bin'), join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(':')
  const child = spawn('bash', ['-e', '-c', script], {cwd: folder, env: {...process.env, ...env, PATH}})
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (words += data.toString()))
  const status = await new Promise((resolve) => child.once('close', resolve))
  expect(status, words).toBe(0)
}
