/** The chapters of a report in every language, parsed once; and those that one edition shows. */
import {share, type Digest} from '../cache/hash.ts'
import type {Artifacts, Memo} from '../cache/memo.ts'
import {deriveChapterStage} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import {chapterId, parseStage, type AxisIds} from '../stages/parse/index.ts'
import type {Chapter, ChapterHead, NodeId, Uses} from '../tree.ts'
import type {Axis, Edition, Language, Source} from '../types.ts'

/** A chapter in one language, for all editions or for those with one axis value. */
export interface ParsedChapter {
  readonly id: string
  readonly language: Language
  /** `['gd', 'public']` for `standing.gd.public.md`, none for `standing.md`. */
  readonly variant: readonly string[]
  readonly path: string
  readonly head: ChapterHead
  readonly uses: Uses
  readonly places: Readonly<Record<NodeId, readonly [line: number, column: number]>>
  readonly parts: Artifacts<Chapter>
}

/** What chapters are parsed with. */
export interface Parsing {
  readonly memo: Memo
  readonly code: Digest
}

/** Parse every chapter of the report, with warnings. Throws a {@link ReportError} with the mistakes of all of them. */
export async function readChapters(
  report: Report,
  axes: readonly Axis[],
  stages: Parsing
): Promise<{chapters: readonly ParsedChapter[]; messages: readonly Message[]}> {
  const ids: AxisIds = Object.fromEntries(axes.map(({name, values}) => [name, values.map(({id}) => id)]))
  const {chapters, messages} = await parseChapters(report, ids, stages)
  checkComplete(report, chapters, axes)
  return {chapters, messages}
}

/** Parse every chapter of the report, whatever else is wrong with it. Throws a {@link ReportError} with the mistakes of all of them. */
export async function parseChapters(
  report: Report,
  ids: AxisIds,
  stages: Parsing
): Promise<{chapters: readonly ParsedChapter[]; messages: readonly Message[]}> {
  const messages = checkListed(report)
  const listed = report.languages
    .flatMap((language) => sourcesIn(language, report))
    .filter(({source}) => report.definition.chapters.includes(chapterId(source.path)))
  const read = await Promise.all(
    listed.map((written) => parseOne(written, ids, stages).catch((error: unknown) => tellOf(error, messages)))
  )
  throwErrors(messages)
  return {chapters: read.filter((chapter) => chapter !== undefined), messages}
}

/** By language and id, for {@link chaptersOf}. */
export type ChapterShelf = ReadonlyMap<string, readonly ParsedChapter[]>

/** The chapters by language and id. */
export function shelve(chapters: readonly ParsedChapter[]): ChapterShelf {
  return Map.groupBy(chapters, ({language, id}) => `${language}/${id}`)
}

/** The chapters of an edition in the report's order: its language, its variants, those meant for it. */
export function chaptersOf(edition: Edition, order: readonly string[], shelf: ChapterShelf): readonly ParsedChapter[] {
  return order.flatMap((id) => chapterFor(edition, shelf.get(`${edition.language}/${id}`) ?? []) ?? [])
}

/** Names that chapters read from, queries and axes: by a directive, or as the first part of a path. */
export function namesIn(chapters: readonly ParsedChapter[]): readonly string[] {
  return chapters.flatMap(({uses}) => [...uses.queries.map(({name}) => name), ...uses.paths.map(({parts}) => parts[0]!)])
}

/** The one of several chapters of the same id that an edition shows. */
export function chapterFor<Kind extends Pick<ParsedChapter, 'variant' | 'head'>>(
  edition: Edition,
  chapters: readonly Kind[]
): Kind | undefined {
  return closest(fitting(edition, chapters))[0]
}

/** Chapters that stand in for one another in the same edition, and neither names all that the other names. */
export function checkVariants(editions: readonly Edition[], order: readonly string[], shelf: ChapterShelf): Message[] {
  const told = new Map<string, Message>()
  for (const edition of editions)
    for (const id of order) {
      const fits = fitting(edition, shelf.get(`${edition.language}/${id}`) ?? [])
      if (fits.length < 2 || closest(fits).length === 1) continue
      const [one, two] = [...fits].sort((a, b) => b.variant.length - a.variant.length || (a.path < b.path ? 1 : -1))
      const names = [two!, one!].map(({path}) => `\`${path.replace(/^.*\//, '')}\``)
      const reason = `Unexpected ${names[0]} beside ${names[1]}, which both stand in for \`${id}.md\` in ${edition.id}`
      const both = [...new Set([...one!.variant, ...two!.variant])].join('.')
      const note = `Write \`${id}.${both}.md\` for the editions of both, or say in their front matter for whom each is.`
      const key = `${one!.path} ${two!.path}`
      if (!told.has(key))
        told.set(key, {severity: 'error', rule: 'chapter-variant-is-clear', reason, note, path: one!.path, line: 1, column: 1})
    }
  return [...told.values()]
}

function fitting<Kind extends Pick<ParsedChapter, 'variant' | 'head'>>(
  edition: Edition,
  chapters: readonly Kind[]
): readonly Kind[] {
  const values = Object.values(edition.axes)
  return chapters.filter(({variant, head}) => variant.every((value) => values.includes(value)) && isFor(head, edition))
}

// The one whose name says all that the names of the others say.
function closest<Kind extends Pick<ParsedChapter, 'variant'>>(fits: readonly Kind[]): readonly Kind[] {
  return fits.filter((one) => fits.every((other) => other.variant.every((value) => one.variant.includes(value))))
}

function isFor({axes}: ChapterHead, edition: Edition): boolean {
  return Object.entries(axes).every(([axis, ids]) => ids.includes(edition.axes[axis] ?? ''))
}

function tellOf(error: unknown, messages: Message[]): undefined {
  if (!(error instanceof ReportError)) throw error
  // A derived language has the mistakes of the one that it is derived from.
  const told = new Set(messages.map((message) => JSON.stringify(message)))
  for (const message of error.messages) if (!told.has(JSON.stringify(message))) messages.push(message)
}

/** A chapter's text for one language, and what it is derived from. */
interface Written {
  readonly source: Source
  readonly language: Language
  readonly derived?: {readonly from: Language; readonly words: Readonly<Record<string, string>>}
}

async function parseOne({source, language, derived}: Written, axes: AxisIds, {memo, code}: Parsing): Promise<ParsedChapter> {
  const written = await memo(parseStage(code), {source, language, axes})
  const {tree, head: ofTree} = written
  const parts =
    derived === undefined
      ? written
      : {...written, ...(await memo(deriveChapterStage(code), {tree, head: ofTree, to: language, ...derived}))}
  const [head, uses, places] = await Promise.all([parts.head.value(), parts.uses.value(), parts.places.value()])
  return {
    id: chapterId(source.path),
    language,
    variant: variantOf(source.path),
    path: source.path,
    head: share(head),
    uses,
    places,
    parts
  }
}

function variantOf(path: string): readonly string[] {
  return path.replace(/^.*\//, '').replace(/\.md$/, '').split('.').slice(1)
}

// A derived language takes the other's chapters, converted, but for those that it has of its own.
function sourcesIn(language: Language, report: Report): readonly Written[] {
  const rule = report.definition.languages?.[language]
  const own = chaptersIn(rule?.overrides ?? `chapters/${language}`, report)
  if (rule === undefined) return own.map((source) => ({source, language}))
  const names = new Set(own.map(({path}) => path.replace(/^.*\//, '')))
  const others = chaptersIn(`chapters/${rule.from}`, report).filter(({path}) => !names.has(path.replace(/^.*\//, '')))
  const words = report.phrases[language] ?? {}
  return [
    ...own.map((source) => ({source, language})),
    ...others.map((source) => ({source, language, derived: {from: rule.from, words}}))
  ]
}

function chaptersIn(folder: string, report: Report): readonly Source[] {
  return report.chapters.filter(({path}) => path.startsWith(`${folder}/`))
}

function checkListed({definition, chapters}: Report): Message[] {
  return chapters
    .filter(({path}) => !definition.chapters.includes(chapterId(path)))
    .map(({path}) => ({
      severity: 'warning',
      rule: 'chapter-is-listed',
      reason: `Unexpected chapter \`${chapterId(path)}\`, which \`chapters\` in report.yaml does not list`,
      path,
      line: 1,
      column: 1
    }))
}

function checkComplete({definition, languages}: Report, parsed: readonly ParsedChapter[], axes: readonly Axis[]): void {
  const messages: Message[] = []
  for (const chapter of definition.chapters) {
    for (const language of languages) {
      if (parsed.some(({id, language: own}) => id === chapter && own === language)) continue
      messages.push({
        severity: 'error',
        rule: 'chapter-is-there',
        reason: `Expected the chapter \`${chapter}\` in ${language}`,
        path: 'report.yaml',
        note: `Write \`chapters/${language}/${chapter}.md\`.`
      })
    }
  }
  for (const {variant, path} of parsed) {
    const reason = faultOfVariant(variant, axes)
    if (reason !== undefined) messages.push({severity: 'error', ...reason, path, line: 1, column: 1})
  }
  throwErrors(messages)
}

function faultOfVariant(variant: readonly string[], axes: readonly Axis[]): Pick<Message, 'rule' | 'reason'> | undefined {
  const seen = new Map<string, string>()
  for (const value of variant) {
    const named = axes.filter(({values}) => values.some(({id}) => id === value)).map(({name}) => name)
    const [axis, another] = named
    if (axis === undefined)
      return {rule: 'axis-value-is-known', reason: `Unexpected \`${value}\` in the name of the file, expected a value of an axis`}
    const where = 'in the name of the file, '
    if (another !== undefined)
      return {
        rule: 'chapter-variant-is-clear',
        reason: `Unexpected \`${value}\` ${where}a value of both \`${axis}\` and \`${another}\``
      }
    const other = seen.get(axis)
    if (other !== undefined)
      return {
        rule: 'chapter-variant-is-clear',
        reason: `Unexpected \`${other}\` and \`${value}\` ${where}two values of the axis \`${axis}\``
      }
    seen.set(axis, value)
  }
  return undefined
}
