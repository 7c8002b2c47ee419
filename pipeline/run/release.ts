/** The results of a build -> a release: held against the one before, signed by whoever saw what changed, and put on file with the sources. */
import {join} from 'node:path'
import {digestOfBytes} from '../cache/hash.ts'
import {compareStates, type Comparison} from '../compare/compare.ts'
import {writeRelease, type Correction} from '../compare/release.ts'
import type {State} from '../compare/state.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import {parseRelease, type FiledRelease} from '../stages/load/index.ts'
import type {Run} from './open.ts'
import {planPublication, type Found} from './publication.ts'
import type {EditionResult} from './results.ts'
import {readState} from './states.ts'
import {diffCommand} from './typed.ts'

/** What became of a release. */
export interface FiledResult {
  readonly date: string
  /** Relative to the report's folder. */
  readonly path: string
  /** `on file`: the same release was there. */
  readonly state: 'written' | 'corrected' | 'on file'
  /** SHA-256 of the file. */
  readonly sha256: string
}

/** A release that may be put on file. */
export interface ReadyRelease extends FiledResult {
  readonly text: string
}

/** An output, and how it was named: a folder, or a place in a bucket. */
export interface Publishing extends Found {
  readonly out: string
}

/** Make a release ready, before anything is published. Throws a ReportError where it must not be released. */
export async function prepareRelease(results: readonly EditionResult[], run: Run, found: Publishing): Promise<ReadyRelease> {
  const failed = results.filter(({state}) => state === 'failed')
  throwErrors([
    ...run.told(failed.flatMap(({edition, messages}) => messages.map((message) => ({edition, message})))),
    ...incomplete(failed.length)
  ])
  const {date, onFile, last, newest, correction} = releasesOf(run)
  if (correction && onFile === undefined) throw new ReportError([nothingToCorrect(date)])
  if (onFile === undefined && newest !== undefined && newest > date) throw new ReportError([tooEarly(date, newest)])
  const state = await stateOf(results, run, found)
  const corrections: readonly Correction[] = [
    ...(onFile?.corrections ?? []),
    ...(correction && onFile ? [{...correction, replaces: onFile.digest}] : [])
  ]
  const text = writeRelease({...state, corrections})
  const release = {date, path: pathOf(date), sha256: digestOfBytes(Buffer.from(text)), text}
  if (onFile && !correction) {
    if (onFile.digest !== release.sha256) throw new ReportError([await changed(onFile, state)])
    return {...release, state: 'on file'}
  }
  await demandSignature(
    {path: signedPathOf(date, nextCorrection(onFile)), base: onFile ?? last, state, correction, out: found.out},
    run
  )
  return {...release, state: correction ? 'corrected' : 'written'}
}

/** Put a release on file. */
export async function fileRelease({text, state, path}: ReadyRelease, run: Run): Promise<void> {
  if (state === 'on file') return
  await run.session.world.files.write(join(run.prepared.report.folder, path), new TextEncoder().encode(text))
}

/**
 * A warning where what was built is not what was released on the same day: readers would hold two versions of one date. Of what is no
 * release and not to be one, such as a draft, nothing is said.
 */
export async function findDepartures(results: readonly EditionResult[], run: Run): Promise<readonly Message[]> {
  const {draft, enclosing} = run.sources.settings
  const {onFile, correction} = releasesOf(run)
  if (onFile === undefined || correction !== undefined || draft || enclosing !== undefined) return []
  const {editions} = await parseRelease(await onFile.source())
  const released = new Set(editions.flatMap(({id, files}) => files.map(({format, sha256}) => `${id} ${format} ${sha256}`)))
  const differing = results.filter(({edition: {id}, listed: {files}}) =>
    files.some(({format, sha256}) => !released.has(`${id} ${format} ${sha256}`))
  )
  if (differing.length === 0) return []
  const reason = `Unexpected difference from the release of ${onFile.date}, which is on file as \`${onFile.path}\`: ${differing.length} of ${results.length} editions`
  return [{severity: 'warning', rule: 'release-stands', path: 'report.yaml', reason, note: STANDS}]
}

const STANDS =
  'Give report.yaml another `release`, or build with `--release --correct "reason"`, which tells readers what was corrected.'

/** Path of a release's file in the report's folder. */
export function pathOf(date: string): string {
  return `releases/${date}.json`
}

/** Path of the file that says who has seen what changed with a release, or with one of its corrections, counted from 1. */
export function signedPathOf(date: string, correction = 0): string {
  return `releases/${date}${correction === 0 ? '' : `.correction-${correction}`}.signed.json`
}

/** The number of the correction that comes next in a release on file; 0 where there is none on file. */
export function nextCorrection(onFile: Pick<FiledRelease, 'corrections'> | undefined): number {
  return onFile === undefined ? 0 : onFile.corrections.length + 1
}

function releasesOf({prepared, sources}: Run) {
  const {release: date, corrections} = sources.settings
  const {releases} = prepared.report.filed
  const onFile = releases.find((release) => release.date === date)
  return {
    date,
    onFile,
    // Those of the file come first.
    correction: corrections.at(onFile?.corrections.length ?? 0),
    last: releases.findLast((release) => release.date < date),
    newest: releases.at(-1)?.date
  }
}

// As it is about to be published: bytes that were made now, or lie in the store.
async function stateOf(results: readonly EditionResult[], run: Run, found: Found): Promise<State> {
  const {manifest, contents} = await planPublication(results, run, found)
  const read = async (path: string) => contents.get(path)?.bytes() ?? found.place.files.read(join(found.place.folder, path))
  return readState({manifest, folder: '', files: {read}}, {isWanted: () => true, isKnown: () => false})
}

interface Demand {
  /** Of the file with the signature. */
  readonly path: string
  /** What it is held against; nothing where it is the first release. */
  readonly base: FiledRelease | undefined
  readonly state: State
  readonly correction: Omit<Correction, 'replaces'> | undefined
  readonly out: string
}

// Of a first release nothing changed that somebody could have seen.
async function demandSignature({path, base, state, correction, out}: Demand, {prepared, session: {world}}: Run): Promise<void> {
  if (base === undefined) return
  const comparison = compareStates(await parseRelease(await base.source()), state).comparison
  const signature = prepared.report.filed.signatures[path]
  if (signature?.digest !== comparison.digest) {
    const diff = diffCommand({day: base.date, out, report: prepared.report.folder}, world)
    throw new ReportError([unsigned({path, base, comparison, correction, diff, isOther: signature !== undefined})])
  }
}

interface Unsigned extends Pick<Demand, 'path' | 'correction'> {
  readonly base: FiledRelease
  readonly comparison: Comparison
  /** The command that shows what changed. */
  readonly diff: string
  readonly isOther: boolean
}

function unsigned({path, base, comparison, correction, diff, isOther}: Unsigned): Message {
  const {clusters, editions, digest} = comparison
  const first = correction === undefined ? '' : ` with ${asTyped(correction)}`
  const then = correction === undefined ? '' : ' Then build the release with the same words and the same day.'
  return {
    severity: 'error',
    rule: 'release-is-signed',
    path,
    reason: `${isOther ? 'Unexpected sign-off of other changes' : 'Unexpected release without a sign-off'}, expected one of what changed since ${base.path}: ${clusters.length} changes in ${editions.changed.length} editions, digest ${digest}`,
    note: `Build without \`--release\`${first}, look at \`${diff} --html review.html\`, and sign with \`--sign "NAME"\` in place of \`--html\`.${then}`
  }
}

// What is signed are the pages that readers get, on which the reason and the day of the correction stand.
function asTyped({date, reason}: Omit<Correction, 'replaces'>): string {
  const reasons = Object.entries(reason).map(([language, text]) => `--correct "${language}=${text}"`)
  return `\`${[...reasons, `--date ${date}`].join(' ')}\``
}

async function changed(onFile: FiledRelease, state: State): Promise<Message> {
  const {editions, clusters} = compareStates(await parseRelease(await onFile.source()), state).comparison
  const differing = editions.changed.length + editions.added.length + editions.removed.length
  return {
    severity: 'error',
    rule: 'release-stands',
    path: onFile.path,
    reason: `Unexpected difference from the release of ${onFile.date}, which is on file: ${differing} editions, ${clusters.length} changes in what they say`,
    note: STANDS
  }
}

// Nobody would have to sign what it changes: it would be held against none, or against one that readers have forgotten.
function tooEarly(date: string, newest: string): Message {
  return {
    severity: 'error',
    rule: 'release-follows-the-last',
    path: 'report.yaml',
    reason: `Unexpected release of ${date}, expected a day after ${newest}, of which a release is on file`,
    note: 'Give report.yaml a later `release`. A release of an earlier day is built anew from the sources of that day, where its own file lies.'
  }
}

function nothingToCorrect(date: string): Message {
  return {
    severity: 'error',
    rule: 'release-is-on-file',
    path: 'report.yaml',
    reason: `Unexpected \`--correct\` of the release of ${date}, expected one that is on file as \`${pathOf(date)}\``,
    note: 'A first release is built with `--release` alone.'
  }
}

function incomplete(count: number): readonly Message[] {
  if (count === 0) return []
  return [
    {
      severity: 'error',
      rule: 'release-is-whole',
      reason: `Unexpected ${count} editions that failed, expected every edition of a release`,
      note: 'Mend what is told above, and build the release again.'
    }
  ]
}
