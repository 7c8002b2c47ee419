/** What a worker did and has -> text, as Prometheus reads it: https://prometheus.io/docs/instrumenting/exposition_formats/ */
import type {StageCounts} from '../run/counts.ts'

/** What a worker did since it began, and what it has now. */
export interface Figures {
  /** It takes work. */
  readonly isReady: boolean
  /** By what came of them. */
  readonly editions: Readonly<Record<'made' | 'known' | 'failed', number>>
  readonly groups: Readonly<Record<'done' | 'failed' | 'returned', number>>
  /** Seconds that its editions took, added up. */
  readonly seconds: number
  /** Times that the queue was away, and plans of other versions that it met. */
  readonly away: number
  readonly otherVersions: number
  readonly stages: StageCounts
  /** Its queue, with the jobs there by state; none where nothing answers. */
  readonly queue?: Queued
  /** How often a browser failed, and another one took its place. */
  readonly failures: number
  /** Bytes of the process. */
  readonly memory: number
  /** Its browsers, where the system tells. */
  readonly browsers?: Processes
}

/** The jobs of a queue by state, as the engine calls it. */
export interface Queued {
  readonly name: string
  readonly jobs: Readonly<Record<string, number>>
}

/** Processes, and the bytes that they hold. */
export interface Processes {
  readonly count: number
  readonly bytes: number
}

interface Family {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'summary'
  readonly help: string
  readonly samples: readonly Sample[]
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  /** Behind the name, in a summary. */
  readonly part?: '_sum' | '_count'
  readonly value: number
}

/** The figures as text, each with what it means and of which type it is. */
export function renderMetrics(figures: Figures): string {
  return [...workFamilies(figures), ...stateFamilies(figures)].map(renderFamily).join('')
}

function workFamilies({editions, groups, seconds, stages, away, otherVersions, failures}: Figures): readonly Family[] {
  const ended = Object.values(editions).reduce((sum, count) => sum + count, 0)
  const times: readonly Sample[] = [
    {part: '_sum', value: seconds},
    {part: '_count', value: ended}
  ]
  const runs = Object.entries(stages).flatMap(([stage, {ran, recalled}]) => [
    {labels: {stage, how: 'ran'}, value: ran},
    {labels: {stage, how: 'recalled'}, value: recalled}
  ])
  return [
    counter('editions_total', 'Editions by what came of them.', byState(editions)),
    {name: 'edition_seconds', type: 'summary', help: 'Seconds from the begin to the end of an edition.', samples: times},
    counter('groups_total', 'Groups of editions by what came of them; a returned one goes to another worker.', byState(groups)),
    counter('stages_total', 'Stages that ran or were recalled; those of the stage print are PDFs.', runs),
    counter('browser_restarts_total', 'Times that a browser failed and another one took its place.', [{value: failures}]),
    counter('queue_losses_total', 'Times that the queue was away.', [{value: away}]),
    counter('other_versions_total', 'Kinds of other versions among the plans at hand.', [{value: otherVersions}])
  ]
}

function stateFamilies({isReady, queue, memory, browsers}: Figures): readonly Family[] {
  const jobs = Object.entries(queue?.jobs ?? {}).map(([state, value]) => ({labels: {queue: queue!.name, state}, value}))
  return [
    gauge('worker_ready', '1 where the worker takes work.', [{value: Number(isReady)}]),
    gauge('queue_up', '1 where the queue answers.', [{value: Number(queue !== undefined)}]),
    gauge('queue_jobs', 'Groups of editions in the queue of this version; each of its workers tells the same.', jobs),
    gauge('memory_bytes', 'Memory of the process of the worker.', [{value: memory}]),
    gauge('browser_processes', 'Processes of the browsers of the worker.', browsers ? [{value: browsers.count}] : []),
    gauge('browser_memory_bytes', 'Memory of these; what they share counts in each.', browsers ? [{value: browsers.bytes}] : [])
  ]
}

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return {name, type: 'counter', help, samples}
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return {name, type: 'gauge', help, samples}
}

function byState(counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([state, value]) => ({labels: {state}, value}))
}

// A family without a sample says nothing.
function renderFamily({name, type, help, samples}: Family): string {
  if (samples.length === 0) return ''
  const lines = samples.map(
    ({labels = {}, part = '', value}) => `octavo_${name}${part}${renderLabels(Object.entries(labels))} ${value}`
  )
  return [`# HELP octavo_${name} ${help}`, `# TYPE octavo_${name} ${type}`, ...lines].map((line) => `${line}\n`).join('')
}

function renderLabels(labels: readonly (readonly [string, string])[]): string {
  const texts = labels.map(([label, value]) => `${label}="${escaped(value)}"`)
  return texts.length === 0 ? '' : `{${texts.join(',')}}`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
