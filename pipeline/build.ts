/** A build, from the report's folder to the published editions. */
import type {CarrierOptions, EditionProgress} from './carriers/carrier.ts'
import {makeEditions, PAGES} from './carriers/process.ts'
import {takeShard} from './carriers/shard.ts'
import {buildEdition} from './edition.ts'
import {writeFindings} from './run/findings.ts'
import {openRun, type Run, type RunOptions} from './run/open.ts'
import {ownOutput} from './run/output.ts'
import {findPublished, publishResults} from './run/publication.ts'
import {fileRelease, findDepartures, prepareRelease} from './run/release.ts'
import type {EditionResult} from './run/results.ts'
import type {Session} from './run/session.ts'
import {refuseRemarks} from './run/strict.ts'
import {refuseOther, type Shard} from './run/shard-file.ts'
import {summarise, type BuildResult} from './run/summary.ts'
import {hasNews, writeRecord} from './run/why/record.ts'

export type {BuildResult} from './run/summary.ts'

/** What is built, and where to. */
export interface BuildOptions extends Omit<RunOptions, 'rendering'> {
  /** Folder of the output, or the address of a place in a bucket. */
  readonly out: string
  /** Only this part of it; all where left out. */
  readonly shard?: Shard
  /** Put what is built on file as a release, where it may be; nothing is published where it may not. */
  readonly release?: boolean
  /** Publish nothing where anything is to be said of it. */
  readonly strict?: boolean
  /** File of a page that shows what was found, with pictures; none where left out. */
  readonly findings?: string
  /** Address of a queue whose workers make the editions; made here where left out. */
  readonly queue?: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: EditionProgress) => void
  /** Told when another build is at work in the same output; this one goes on when that one ends. */
  readonly onWait: (holder: string) => void
  /** Told, in words, why no worker on the queue does anything. */
  readonly onIdle?: (reason: string) => void
}

/**
 * Build a report: open it, make its editions, publish them. The output belongs to this build from its first look at the
 * report to its end, so that of two builds the one that saw the newer report publishes last. Throws a ReportError for what
 * is wrong with the report as a whole; what is wrong with an edition is told in the result.
 */
export async function build(options: BuildOptions, session: Session): Promise<BuildResult> {
  const output = await ownOutput(options, session)
  try {
    if (options.shard) await refuseOther(options.shard, output.place)
    const rendering = options.queue === undefined ? 'print' : 'recall'
    const all = await openRun({...options, rendering, jobs: Math.min(PAGES, options.jobs)}, session)
    const run = options.shard ? takeShard(all, options.shard) : all
    try {
      const found = await findPublished(output.place)
      const results = await make(run, {...options, published: found.digests, make: buildEdition})
      if (options.findings !== undefined) await writeFindings(results, run, options.findings)
      if (options.strict) await refuseRemarks(results, run, session)
      const release = options.release ? await prepareRelease(results, run, {...found, out: options.out}) : undefined
      session.noteOutput(options.out)
      const published = await publishResults(results, run, found)
      const publication = {...published, messages: [...published.messages, ...(await findDepartures(results, run))]}
      if (hasNews(publication, session)) await writeRecord(results, run, options.out)
      if (release) await fileRelease(release, run)
      return summarise(results, publication, {run, release})
    } finally {
      await all.close()
    }
  } finally {
    await output.release()
  }
}

type Making = Omit<BuildOptions, 'only'> & CarrierOptions

// The queue's library is loaded where there is a queue.
async function make(run: Run, {queue, onIdle = () => {}, ...options}: Making): Promise<readonly EditionResult[]> {
  if (queue === undefined) return makeEditions(run, options)
  const {makeQueued} = await import('./carriers/queue.ts')
  return makeQueued(run, {...options, queue, onIdle})
}
