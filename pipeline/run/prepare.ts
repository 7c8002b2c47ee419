/** What all editions share: the report loaded, its matrix, its data asked, its chapters parsed, each once. */
import {askQueries, readTables, type Asked, type Tables} from './data.ts'
import {readChapters, shelve, type ChapterShelf, type ParsedChapter} from './chapters.ts'
import {load, type Report} from '../stages/load/index.ts'
import {throwErrors, type Message} from '../messages.ts'
import {plan} from '../stages/plan/index.ts'
import type {ReportDefinition} from '../schema/definition.ts'
import {checkConditions} from './conditions.ts'
import {readPictures, type Picture} from './pictures.ts'
import {checkReferences} from './references.ts'
import {completeLanguages} from './languages.ts'
import type {Session} from './session.ts'
import type {Axis, Edition} from '../types.ts'

/** What does not hang on one edition. */
export interface Prepared {
  readonly report: Report
  readonly axes: readonly Axis[]
  readonly editions: readonly Edition[]
  /** Names of axes: editions that agree on these have most in common. */
  readonly partition: readonly string[]
  readonly tables: Tables
  readonly asked: ReadonlyMap<string, Asked>
  readonly chapters: readonly ParsedChapter[]
  readonly shelf: ChapterShelf
  /** By their address in a chapter. */
  readonly pictures: ReadonlyMap<string, Picture>
  readonly messages: readonly Message[]
}

/** Who hears of a report on the way. */
export interface Hearers {
  /** Its definition is read. */
  defined(definition: ReportDefinition): void
  /** All of it is. */
  loaded(report: Report): void
}

/** Prepare a report. Throws a ReportError with every mistake that does not hang on one edition. */
export async function prepare(folder: string, session: Session, {defined, loaded}: Partial<Hearers> = {}): Promise<Prepared> {
  const report = await completeLanguages(await load(folder, session, defined), session)
  loaded?.(report)
  const tables = await readTables(report, session)
  const {axes, editions, partition, messages} = plan({...report, tables: tables.contents})
  throwErrors(messages)
  const {chapters, messages: warnings} = await readChapters(report, axes, session)
  const {pictures, messages: ofPictures} = await readPictures(report, chapters, session)
  throwErrors([...checkReferences({report, axes, chapters, editions}), ...ofPictures])
  const asked = await askQueries({names: namedQueries(report, chapters), report, tables, axes}, session)
  const doubts = await checkConditions({report, tables, axes, chapters, asked})
  throwErrors(doubts)
  return {
    report,
    axes,
    editions,
    partition,
    tables,
    asked,
    chapters,
    shelf: shelve(chapters),
    pictures,
    messages: [...report.messages, ...tables.messages, ...messages, ...warnings, ...ofPictures, ...doubts]
  }
}

/** Names of the queries that chapters read: by a directive, or as the first part of a path. */
export function namedQueries({queries}: Report, chapters: readonly ParsedChapter[]): ReadonlySet<string> {
  const known = new Set(queries.map(({path}) => path.replace(/^.*\/|\.sql$/g, '')))
  const named = chapters.flatMap(({uses}) => [...uses.queries.map(({name}) => name), ...uses.paths.map(({parts}) => parts[0]!)])
  return new Set(named.filter((name) => known.has(name)))
}
