/** What a build tells of itself: how many editions, files and stages, and the messages with their places. */
import type {Message} from '../messages.ts'
import type {Run} from './open.ts'
import type {Publication} from './publication.ts'
import type {FiledResult} from './release.ts'
import type {EditionResult} from './results.ts'
import type {StageCounts} from './counts.ts'

/** Numbers of a build; `built` editions have at least one file with new bytes, `printed` PDFs came from the browser in this run. */
export interface BuildResult {
  readonly editions: {readonly total: number; readonly built: number; readonly same: number; readonly failed: number}
  readonly formats: {
    readonly pdf: {readonly printed: number; readonly same: number}
    readonly html: {readonly written: number; readonly same: number}
  }
  readonly stages: StageCounts
  /** What became of the release that was asked for. */
  readonly release?: FiledResult
  readonly messages: readonly Message[]
}

/** What was run, and what it released. */
export interface Summarised {
  readonly run: Run
  readonly release?: FiledResult | undefined
}

/** Sum up a build. */
export function summarise(
  results: readonly EditionResult[],
  {comparison, messages}: Publication,
  {run: {session, told}, release}: Summarised
): BuildResult {
  const changed = new Set(comparison.write)
  const failed = results.filter(({state}) => state === 'failed').length
  const built = results.filter(({files}) => files.some(({path}) => changed.has(path))).length
  const files = results.flatMap((result) => result.files)
  const [pdfs, pages] = [files.filter(({format}) => format !== 'html'), files.filter(({format}) => format === 'html')]
  const printed = session.counts['print']?.ran ?? 0
  const written = pages.filter(({path}) => changed.has(path)).length
  return {
    editions: {total: results.length, built, same: results.length - built - failed, failed},
    formats: {pdf: {printed, same: pdfs.length - printed}, html: {written, same: pages.length - written}},
    stages: session.counts,
    ...(release && {release: {date: release.date, path: release.path, state: release.state, sha256: release.sha256}}),
    messages: [...messages, ...told(toldOf(results))]
  }
}

/** What the editions were told, each message with its edition. */
export function toldOf(results: readonly EditionResult[]) {
  return results.flatMap(({edition, messages}) => messages.map((message) => ({edition, message})))
}
