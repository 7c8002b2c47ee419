/** Whether the languages of a report agree: chapters held against each other, terms against the glossary, scripts against their characters. */
import {languageSuffix, rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import {agreeStage, wrongIn, type Characters, type Finding, type Place} from '../stages/agree/index.ts'
import {charactersStage} from '../stages/characters.ts'
import type {Report} from '../stages/load/index.ts'
import type {Axis, Language, Table} from '../types.ts'
import type {ParsedChapter} from './chapters.ts'
import type {Tables} from './data.ts'
import {glossaryOf} from './glossary.ts'
import {checkLocalTexts} from './local-texts.ts'
import type {Session} from './session.ts'

interface Agreeing {
  readonly report: Report
  readonly tables: Tables
  readonly axes: readonly Axis[]
  readonly chapters: readonly ParsedChapter[]
}

/** Values longer than this are looked through by nobody: a table of a report's words has fewer. */
const MOST_ROWS = 20_000

/** A warning, and where the other half stands. */
export interface Disagreement {
  readonly message: Message
  readonly other?: Located
}

/** Warnings for what the languages of a report do not have in common. Throws a ReportError for a glossary that is none. */
export async function checkAgreement(
  around: Agreeing,
  session: Pick<Session, 'memo' | 'code'>
): Promise<readonly Disagreement[]> {
  const {report, chapters, axes} = around
  const terms = glossaryOf(around)
  const characters = await charactersFor(report, session)
  const groups = [...Map.groupBy(chapters, ({id, variant}) => [id, ...variant].join('.')).values()]
  const found = await Promise.all(
    groups.map(async (group) => {
      const ordered = report.languages.flatMap((language) => group.filter((chapter) => chapter.language === language))
      const input = {
        chapters: ordered.map((chapter) => ({
          language: chapter.language,
          tree: chapter.parts.tree,
          isDerived: isDerived(chapter, report)
        })),
        axes: axes.map(({name}) => name),
        terms,
        characters
      }
      const findings = await (await session.memo(agreeStage(session.code), input)).findings.value()
      const places = await placesOf(ordered)
      return [...findings.map((finding) => messageOf(finding, places)), ...compareHeads(ordered, report).map(alone)]
    })
  )
  return distinct([
    ...found.flat(),
    ...variantsMissing(groups, report).map(alone),
    ...wrongData(around, characters).map(alone),
    ...checkLocalTexts(around).map(alone)
  ])
}

/** `zh-Hant` from `zh-Hans` has the chapters of that, but for those in its own folder. */
export function isDerived({language, path}: ParsedChapter, {definition}: Report): boolean {
  const rule = definition.languages?.[language]
  return rule !== undefined && path.startsWith(`chapters/${rule.from}/`)
}

async function charactersFor({languages}: Report, {memo, code}: Pick<Session, 'memo' | 'code'>): Promise<Characters> {
  if (languages.every((language) => rulesFor(language).script === 'Latn')) return {simplified: '', traditional: ''}
  return (await memo(charactersStage(code), {})).characters.value()
}

function alone(message: Message): Disagreement {
  return {message}
}

type Located = Pick<Message, 'path' | 'line' | 'column'>
type Locate = (chapter: number, place: Place) => Located

async function placesOf(chapters: readonly ParsedChapter[]): Promise<Locate> {
  const blocks = await Promise.all(chapters.map(({parts}) => parts.blocks.value()))
  return (index, place) => {
    const {path, places} = chapters[index]!
    const [line, column] = ('node' in place ? places[place.node] : blocks[index]![place.block - 1]) ?? [1, 1]
    return {path, line, column}
  }
}

function messageOf({chapter, place, rule, reason, note, other}: Finding, locate: Locate): Disagreement {
  const there = other && locate(other.chapter, other.place)
  const notes = [note, there && `The other half: ${there.path}:${there.line}.`].filter(Boolean).join(' ')
  const message = {severity: 'warning', rule, reason, ...(notes !== '' && {note: notes}), ...locate(chapter, place)} as const
  return {message, ...(there && {other: there})}
}

// For whom a chapter is must not hang on its language.
function compareHeads([base, ...others]: readonly ParsedChapter[], report: Report): Message[] {
  const told = ({head: {axes, condition, title}}: ParsedChapter) =>
    JSON.stringify([Object.entries(axes).sort(), condition, title === undefined])
  return others
    .filter((other) => !isDerived(other, report) && told(other) !== told(base!))
    .map(({path, language}) => ({
      severity: 'warning',
      rule: 'chapter-is-for-the-same-readers',
      path,
      line: 1,
      column: 1,
      reason: `Unexpected front matter of \`${path}\`, expected the readers, the condition and the title that there are in \`${base!.path}\``,
      note: `Otherwise an edition in ${language} has a chapter that others lack.`
    }))
}

function variantsMissing(groups: readonly (readonly ParsedChapter[])[], {languages}: Report): Message[] {
  return groups.flatMap(([first, ...rest]) => {
    const known = new Set([first!, ...rest].map(({language}) => language))
    const missing = first!.variant.length === 0 ? [] : languages.filter((language) => !known.has(language))
    return missing.map((language): Message => ({
      severity: 'warning',
      rule: 'chapter-variant-is-in-every-language',
      path: first!.path,
      line: 1,
      column: 1,
      reason: `Unexpected \`${first!.path}\` without its like in ${language}, expected it in every language`,
      note: `Write it in \`chapters/${language}\` too.`
    }))
  })
}

// `name_zh_hant` must be in that script.
function wrongData({report, tables: {contents, lines}}: Agreeing, characters: Characters): Message[] {
  const patterns = report.languages.flatMap((language) => {
    const wrong = wrongIn(language, characters)
    return wrong === undefined ? [] : [{...wrong, language, ending: `_${languageSuffix(language)}`}]
  })
  return [...contents.values()]
    .filter(({rows}) => rows.length <= MOST_ROWS)
    .flatMap((table) => patterns.flatMap((wrong) => wrongCells(table, wrong, {report, lines: lines.get(table.name) ?? []})))
}

interface Wrong {
  readonly pattern: RegExp
  readonly rule: string
  readonly script: string
  readonly language: Language
  readonly ending: string
}

function wrongCells(
  table: Table,
  {pattern, rule, script, language, ending}: Wrong,
  {report, lines}: {readonly report: Report; readonly lines: readonly number[]}
): Message[] {
  const {path = ''} = report.resources.find(({name}) => name === table.name) ?? {}
  const columns = table.fields.map(({name}) => name).filter((name) => name.endsWith(ending))
  return columns.flatMap((column) =>
    table.rows.flatMap((row, index): Message[] => {
      const found = [...new Set(String(row[column] ?? '').match(pattern) ?? [])]
      if (found.length === 0) return []
      const reason = `Unexpected ${script} \`${found.join('')}\` in \`${column}\`, which is in ${language}`
      return [{severity: 'warning', rule, path, line: lines[index] ?? 1, column: 1, reason}]
    })
  )
}

function distinct(found: readonly Disagreement[]): readonly Disagreement[] {
  return [...new Map(found.map((each) => [JSON.stringify(each.message), each])).values()]
}
