/** The chapters of a report in every language, parsed once; and those that one edition shows. */
import {share, type Digest} from '../cache/hash.ts'
import type {Artifacts, Memo} from '../cache/memo.ts'
import {deriveStage} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import {ReportError, throwErrors, type Message} from '../messages.ts'
import {chapterId, parseStage, type AxisIds} from '../stages/parse/index.ts'
import type {Chapter, ChapterHead, NodeId, Uses} from '../tree.ts'
import type {Axis, Edition, Language, Source} from '../types.ts'

/** A chapter in one language, for all editions or for those with one axis value. */
export interface ParsedChapter {
  readonly id: string
  readonly language: Language
  /** `gd` for `standing.gd.md`. */
  readonly variant: string | undefined
  readonly path: string
  readonly head: ChapterHead
  readonly uses: Uses
  readonly places: Readonly<Record<NodeId, readonly [line: number, column: number]>>
  readonly parts: Artifacts<Chapter>
}

/** Parse every chapter of the report, with warnings. Throws a {@link ReportError} with the mistakes of all of them. */
export async function readChapters(
  report: Report,
  axes: readonly Axis[],
  memo: Memo,
  code: Digest
): Promise<{chapters: readonly ParsedChapter[]; messages: readonly Message[]}> {
  const ids: AxisIds = Object.fromEntries(axes.map(({name, values}) => [name, values.map(({id}) => id)]))
  const messages = checkListed(report)
  const sources = await Promise.all(report.languages.map((language) => sourcesIn(language, report, memo, code)))
  const listed = sources
    .flatMap((own, index) => own.map((source) => ({source, language: report.languages[index]!})))
    .filter(({source}) => report.definition.chapters.includes(chapterId(source.path)))
  const read = await Promise.all(
    listed.map(({source, language}) =>
      parseOne(source, language, ids, memo, code).catch((error: unknown) => tellOf(error, messages))
    )
  )
  throwErrors(messages)
  const chapters = read.filter((chapter) => chapter !== undefined)
  checkComplete(report, chapters, axes)
  return {chapters, messages}
}

/** By language and id, for {@link chaptersOf}. */
export type ChapterShelf = ReadonlyMap<string, readonly ParsedChapter[]>

export function shelve(chapters: readonly ParsedChapter[]): ChapterShelf {
  return Map.groupBy(chapters, ({language, id}) => `${language}/${id}`)
}

/** The chapters of an edition in the report's order: its language, its variants, those meant for it. */
export function chaptersOf(edition: Edition, order: readonly string[], shelf: ChapterShelf): readonly ParsedChapter[] {
  return order.flatMap((id) => {
    const candidates = shelf.get(`${edition.language}/${id}`) ?? []
    const own = candidates.find(({variant}) => variant !== undefined && Object.values(edition.axes).includes(variant))
    const chapter = own ?? candidates.find(({variant}) => variant === undefined)
    return chapter !== undefined && isFor(chapter.head, edition) ? [chapter] : []
  })
}

function isFor({axes}: ChapterHead, edition: Edition): boolean {
  return Object.entries(axes).every(([axis, ids]) => ids.includes(edition.axes[axis] ?? ''))
}

function tellOf(error: unknown, messages: Message[]): undefined {
  if (!(error instanceof ReportError)) throw error
  for (const message of error.messages) messages.push(message)
}

async function parseOne(source: Source, language: Language, axes: AxisIds, memo: Memo, code: Digest): Promise<ParsedChapter> {
  const parts = await memo(parseStage(code), {source, language, axes})
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

function variantOf(path: string): string | undefined {
  return /\/[^/.]+\.([^/.]+)\.md$/.exec(path)?.[1]
}

// A derived language takes the other's chapters, converted, but for those that it has of its own.
async function sourcesIn(language: Language, report: Report, memo: Memo, code: Digest): Promise<readonly Source[]> {
  const rule = report.definition.languages?.[language]
  const own = chaptersIn(rule?.overrides ?? `chapters/${language}`, report)
  if (rule === undefined) return own
  const names = new Set(own.map(({path}) => path.replace(/^.*\//, '')))
  const others = chaptersIn(`chapters/${rule.from}`, report).filter(({path}) => !names.has(path.replace(/^.*\//, '')))
  const derived = others.map(async (source) => {
    const {value} = await memo(deriveStage<string>(code), {
      value: source.text,
      from: rule.from,
      to: language,
      words: report.phrases[language] ?? {}
    })
    return {path: source.path, text: await value.value()}
  })
  return [...own, ...(await Promise.all(derived))]
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
  const ids = new Set(axes.flatMap(({values}) => values.map(({id}) => id)))
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
    if (variant !== undefined && !ids.has(variant))
      messages.push({
        severity: 'error',
        rule: 'axis-value-is-known',
        reason: `Unexpected \`${variant}\` in the name of the file, expected a value of an axis`,
        path,
        line: 1,
        column: 1
      })
  }
  throwErrors(messages)
}
