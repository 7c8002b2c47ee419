/** The releases that lie in a report's folder, and who has signed what changed with them: each is held against its schema. */
import {digestOfBytes, type Digest} from '../../cache/hash.ts'
import type {Stage} from '../../cache/memo.ts'
import type {Passage} from '../../compare/passage.ts'
import {readRelease, type Correction, type Release, type ReleaseFile} from '../../compare/release.ts'
import {ReportError, throwErrors, type Message} from '../../messages.ts'
import {readLargeJson} from '../../schema/validate.ts'
import type {Source} from '../../types.ts'
import type {Folder} from './folder.ts'
import type {Loading} from './templates.ts'

/** A release on file. */
export interface FiledRelease {
  /** ISO date, as in the name of its file. */
  readonly date: string
  readonly path: string
  /** SHA-256 of the file. */
  readonly digest: Digest
  /** What was corrected in it since, the earliest first. */
  readonly corrections: readonly Correction[]
  /** The file itself. */
  source(): Promise<Source>
}

/** Who has seen what changed. */
export interface Signature {
  /** Of the changes, as a comparison tells it. */
  readonly digest: string
  readonly name: string
  /** ISO date. */
  readonly date: string
}

/** Releases and signatures of a folder. */
export interface Filed {
  /** The earliest first. */
  readonly releases: readonly FiledRelease[]
  /** By the path of their file; the release may not be on file yet. */
  readonly signatures: Readonly<Record<string, Signature>>
}

const FOLDER = 'releases/'
const NAME = /^releases\/(\d{4}-\d{2}-\d{2})(?:\.(?:correction-\d+\.)?(signed))?\.json$/

/** Read them. Throws a ReportError with what is wrong with any. */
export async function loadReleases(folder: Folder, loading: Pick<Loading, 'memo' | 'code'>): Promise<Filed> {
  const paths = folder.paths.filter((path) => path.startsWith(FOLDER))
  throwErrors(paths.filter((path) => !NAME.test(path)).map(misnamed))
  const named = paths.map((path) => ({path, date: NAME.exec(path)![1]!, isSigned: NAME.exec(path)![2] !== undefined}))
  const signatures = await Promise.all(
    named.filter(({isSigned}) => isSigned).map(async ({path}) => [path, await readSignature(await textAt(path, folder))] as const)
  )
  const releases = named.filter(({isSigned}) => !isSigned).map((file) => fileRelease(file, folder, loading))
  return {releases: await Promise.all(releases), signatures: Object.fromEntries(signatures)}
}

async function fileRelease(
  {path, date}: {readonly path: string; readonly date: string},
  folder: Folder,
  {memo, code}: Pick<Loading, 'memo' | 'code'>
): Promise<FiledRelease> {
  const source = () => textAt(path, folder)
  const [digest, made] = await Promise.all([
    folder.bytes(path).then(digestOfBytes),
    memo(releaseStage(code), {source: await source(), date})
  ])
  return {date, path, digest, corrections: await made.corrections.value(), source}
}

// Not as a text that somebody wrote: whatever is in it is what was published.
async function textAt(path: string, {bytes}: Folder): Promise<Source> {
  return {path, text: Buffer.from(await bytes(path)).toString()}
}

interface ReleaseInput {
  readonly source: Source
  /** The day that the name of the file has. */
  readonly date: string
}

/** The stage `release`: what all editions need of it. */
function releaseStage(code: Digest): Stage<ReleaseInput, {readonly corrections: readonly Correction[]}> {
  return {
    name: 'release',
    code,
    subject: ({source}) => source.path,
    async run({source, date}) {
      const release = await parseRelease(source)
      if (release.release !== date) throw new ReportError([otherDay(source.path, release.release)])
      return {corrections: release.corrections}
    }
  }
}

/** The stage `release-texts`: what each edition said, by its id, so that an edition reads its own part alone. */
export function releaseTextsStage(code: Digest): Stage<{readonly source: Source}, Readonly<Record<string, readonly Passage[]>>> {
  return {
    name: 'release-texts',
    code,
    subject: ({source}) => source.path,
    async run({source}) {
      const {editions} = await parseRelease(source)
      return Object.fromEntries(editions.flatMap(({id, told}) => (told ? [[id, told.passages] as const] : [])))
    }
  }
}

/** A release from its file. Throws a ReportError where that does not keep its schema. */
export async function parseRelease(source: Source): Promise<Release> {
  const {value, messages} = await readLargeJson(source, 'release')
  throwErrors(messages)
  try {
    return readRelease(value as ReleaseFile)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ReportError([incomplete(source.path, error.message)])
  }
}

async function readSignature(source: Source): Promise<Signature> {
  const {value, messages} = await readLargeJson(source, 'signed')
  throwErrors(messages)
  return value as Signature
}

function misnamed(path: string): Message {
  return {
    severity: 'error',
    rule: 'release-is-named-for-its-day',
    reason: `Unexpected file \`${path}\`, expected \`releases/2024-04-15.json\` or \`releases/2024-04-15.signed.json\``,
    path,
    note: '`octavo build --release` and `octavo diff --sign` write them.'
  }
}

function otherDay(path: string, release: string): Message {
  return {
    severity: 'error',
    rule: 'release-is-named-for-its-day',
    reason: `Unexpected release of ${release} in \`${path}\`, expected the day in its name`,
    path,
    note: 'Give the file its name again, or take it from where the release was committed.'
  }
}

function incomplete(path: string, what: string): Message {
  return {
    severity: 'error',
    rule: 'release-is-whole',
    reason: `Unexpected place in \`editions\`: there is ${what}`,
    path,
    note: 'Take the file from where the release was committed; it is never written by hand.'
  }
}
