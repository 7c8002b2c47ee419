/** What all editions share: the report loaded, its matrix, its data asked, its chapters parsed, each once. */
import {checkCitations, readBibliography, type Bibliography} from './bibliography.ts'
import {factsOf} from './catalogue-facts.ts'
import {distinct, gather, openData, type Asked, type Tables} from './data.ts'
import {askAll, failuresOf} from './tests.ts'
import {namesIn, parseChapters, readChapters, shelve, type ChapterShelf, type ParsedChapter} from './chapters.ts'
import type {CatalogueFacts} from '../stages/catalogue/index.ts'
import {load, type Report} from '../stages/load/index.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import type {AxisIds} from '../stages/parse/index.ts'
import {queryName} from '../stages/query/index.ts'
import type {ReportDefinition} from '../schema/definition.ts'
import {checkChartValues} from './chart-values.ts'
import {checkConditions} from './conditions.ts'
import {readLastRelease, type LastRelease} from './previous.ts'
import {readPictures, type Picture} from './pictures.ts'
import {readPressProfile} from './press.ts'
import {checkReferences} from './references.ts'
import {completeLanguages} from './languages.ts'
import {checkTimes} from './same-times.ts'
import type {Session} from './session.ts'
import type {Artifact} from '../cache/memo.ts'
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
  /** What tests were asked of. */
  readonly tested: readonly Asked[]
  readonly chapters: readonly ParsedChapter[]
  readonly shelf: ChapterShelf
  readonly bibliography: Bibliography
  /** The release before this one, where a chapter asks for what changed. */
  readonly lastRelease?: LastRelease
  readonly facts: CatalogueFacts
  /** By their address in a chapter. */
  readonly pictures: ReadonlyMap<string, Picture>
  /** ICC profile of the press, where the report names one. */
  readonly pressProfile?: Artifact<Uint8Array>
  /** But for what is said of queries, which is looked for when it is asked for. */
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
  const {tables, axes, editions, partition} = await orAllWrong(openData(report, session), () =>
    parseChapters(report, listedIds(report), session)
  )
  const askEach = () => askAll({names: new Set(report.queries.map(({path}) => queryName(path))), report, tables, axes}, session)
  const bibliography = await readBibliography(report, tables, session)
  const {chapters, messages: warnings} = await orAllWrong(readChapters(report, axes, session), askEach)
  const {pictures, messages: ofPictures} = await readPictures(report, chapters, session)
  const ofCitations = checkCitations(bibliography, report, chapters)
  const press = await readPressProfile(report, session)
  const ofReferences = checkReferences({report, axes, chapters, editions})
  const wrong = [...ofReferences, ...ofCitations, ...ofPictures, ...press.messages]
  await orAllWrong(throwWrong(wrong), askEach)
  const named = namedQueries(report, chapters)
  const {asked, tested} = await askAll({names: named, report, tables, axes, isRemarked: true}, session)
  const facts = await factsOf({report, asked})
  const lastRelease = await readLastRelease(report, chapters, session)
  const doubts = [...(await checkConditions({report, tables, axes, chapters, asked})), ...(await failuresOf(tested))]
  throwErrors(doubts)
  const ofCharts = [...(await checkChartValues({report, axes, asked})), ...(await checkTimes({report, asked}))]
  return {
    report,
    axes,
    editions,
    partition,
    tables,
    asked,
    tested,
    chapters,
    shelf: shelve(chapters),
    bibliography,
    ...(lastRelease && {lastRelease}),
    facts,
    pictures,
    ...(press.profile && {pressProfile: press.profile}),
    messages: [...report.messages, ...tables.messages, ...warnings, ...ofPictures, ...doubts, ...ofCharts]
  }
}

async function throwWrong(messages: readonly Message[]): Promise<void> {
  throwErrors(messages)
}

// An author who mends one mistake after the other is told of all at once: of those that can be seen without what failed, too.
async function orAllWrong<Value>(work: Promise<Value>, otherWork: () => Promise<unknown>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    const messages = [...error.messages]
    await gather(messages, otherWork)
    throw new ReportError(distinct(messages))
  }
}

// Values of an axis that come from a table are not known where that cannot be read.
function listedIds({definition}: Report): AxisIds {
  const listed = Object.entries(definition.axes).map(([name, axis]) => {
    if (Array.isArray(axis)) return [name, axis as readonly string[]] as const
    return [name, 'values' in axis ? Object.keys(axis.values) : undefined] as const
  })
  return Object.fromEntries(listed)
}

/** Names of the queries that chapters read: by a directive, or as the first part of a path; and of that behind the catalogue. */
export function namedQueries({queries, definition}: Report, chapters: readonly ParsedChapter[]): ReadonlySet<string> {
  const known = new Set(queries.map(({path}) => queryName(path)))
  return new Set([...namesIn(chapters), definition.catalogue?.query ?? ''].filter((name) => known.has(name)))
}
