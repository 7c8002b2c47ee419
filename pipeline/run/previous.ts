/** What the editions said at their last release, where a chapter asks for what changed since. */
import type {Artifact} from '../cache/memo.ts'
import type {Passage} from '../compare/passage.ts'
import type {Previous} from '../stages/compose/index.ts'
import {releaseTextsStage, type Report} from '../stages/load/index.ts'
import type {Edition} from '../types.ts'
import type {ParsedChapter} from './chapters.ts'
import type {Session} from './session.ts'
import {releaseDate} from './tool.ts'

/** The last release before this one. */
export interface LastRelease {
  /** ISO date. */
  readonly date: string
  /** By the id of the edition. */
  readonly editions: Readonly<Record<string, Artifact<readonly Passage[]>>>
}

/** Read it; nothing where no chapter asks for it, or there was none. */
export async function readLastRelease(
  {definition, filed}: Report,
  chapters: readonly ParsedChapter[],
  {memo, code, world}: Session
): Promise<LastRelease | undefined> {
  if (!chapters.some(({uses}) => uses.release)) return undefined
  const today = releaseDate(definition.release, world.env)
  const last = filed.releases.findLast(({date}) => date < today)
  return last && {date: last.date, editions: await memo(releaseTextsStage(code), {source: await last.source()})}
}

/** What an edition said, where a chapter of it asks. */
export function previousOf(
  edition: Edition,
  chapters: readonly ParsedChapter[],
  last: LastRelease | undefined
): Previous | undefined {
  if (last === undefined || !chapters.some(({uses}) => uses.release)) return undefined
  const passages = Object.hasOwn(last.editions, edition.id) ? last.editions[edition.id] : undefined
  return {release: last.date, ...(passages && {passages})}
}
