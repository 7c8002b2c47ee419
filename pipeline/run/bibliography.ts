/** The sources that a report's chapters may cite, from its table or its file, in every language; and what is wrong with them. */
import {share} from '../cache/hash.ts'
import {isKind, workOfItem, type CslItem} from '../bibliography/csl.ts'
import {styles} from '../bibliography/index.ts'
import {workOfRow} from '../bibliography/rows.ts'
import {calendarOf, inLanguage, KINDS, type Work, type Written} from '../bibliography/work.ts'
import {suggestion, throwErrors, type Message} from '../messages.ts'
import {deriveStage} from '../stages/derive.ts'
import type {Report} from '../stages/load/index.ts'
import type {Language} from '../types.ts'
import type {ParsedChapter} from './chapters.ts'
import type {Tables} from './data.ts'
import type {Session} from './session.ts'

/** The sources in each language, by id, and the name of its style. */
export interface Bibliography {
  readonly works: Readonly<Record<Language, Works>>
  readonly styles: Readonly<Record<Language, string>>
}

type Works = Readonly<Record<string, Written>>

/** A source with the place where it is written. */
interface Placed {
  readonly work: Work
  readonly at: Pick<Message, 'path' | 'line' | 'column'>
}

const STYLE = 'gb-t-7714'

/** Read the sources. Throws a ReportError with every mistake in them. */
export async function readBibliography(
  report: Report,
  tables: Tables,
  session: Pick<Session, 'memo' | 'code'>
): Promise<Bibliography> {
  const found = [...itemsOf(report), ...rowsOf(report, tables)]
  throwErrors([...checkDefinition(report, tables), ...found.flatMap(checkWork), ...twice(found)])
  let works = Object.fromEntries(found.map(({work}) => [work.id, work]))
  for (const [to, {from}] of Object.entries(report.definition.languages ?? {})) {
    if (found.length === 0) continue
    const input = {value: works, from, to, words: report.phrases[to] ?? {}}
    works = await (await session.memo(deriveStage<typeof works>(session.code), input)).value.value()
  }
  const writtenIn = (language: Language): Works =>
    Object.fromEntries(Object.entries(works).map(([id, work]) => [id, share(inLanguage(work, language))]))
  return {
    works: Object.fromEntries(report.languages.map((language) => [language, writtenIn(language)])),
    styles: Object.fromEntries(report.languages.map((language) => [language, styleIn(language, report)]))
  }
}

/** Every source that is cited is there. What is mentioned in brackets of prose is a citation only where it is. */
export function checkCitations({works}: Bibliography, report: Report, chapters: readonly ParsedChapter[]): Message[] {
  const told = chapters.flatMap(({uses, places, path, language}) =>
    uses.citations.flatMap(({id, node, isNear = false}): Message[] => {
      if (Object.hasOwn(works[language]!, id) !== isNear) return []
      const [line, column] = places[node] ?? [1, 1]
      return [{severity: 'error', path, line, column, ...(isNear ? wordsBefore(id) : unknown(id, works[language]!, report))}]
    })
  )
  // A derived language has the places of the one that it is derived from.
  return [...new Map(told.map((message) => [JSON.stringify(message), message])).values()]
}

function wordsBefore(id: string): Pick<Message, 'rule' | 'reason' | 'note'> {
  const reason = `Unexpected words before \`@${id}\` inside the brackets, expected \`[@${id}]\` behind them`
  return {rule: 'citation-is-understood', reason, note: 'What is meant as prose is written `\\[`.'}
}

function unknown(id: string, works: Works, {definition}: Report): Pick<Message, 'rule' | 'reason' | 'note'> {
  const reason = `Unexpected source \`${id}\`, expected one of the report's \`references\``
  const hasSources = definition.references !== undefined
  const note = hasSources ? suggestion(id, Object.keys(works)) : 'Name the sources in report.yaml: `references: {from: sources}`.'
  return {rule: 'citation-is-known', reason, ...(note && {note})}
}

/** The sources that the chapters of an edition cite. */
export function worksCited({works: all}: Bibliography, language: Language, chapters: readonly ParsedChapter[]): Works {
  const works = all[language]!
  const ids = new Set(chapters.flatMap(({uses}) => uses.citations.map(({id}) => id)))
  return Object.fromEntries([...ids].filter((id) => Object.hasOwn(works, id)).map((id) => [id, works[id]!] as const))
}

function styleIn(language: Language, {definition}: Report): string {
  const style = definition.references?.style ?? STYLE
  return typeof style === 'string' ? style : (style[language] ?? STYLE)
}

function itemsOf({sources, languages}: Report): readonly Placed[] {
  return (sources?.items ?? []).map((item, index) => ({
    work: workOfItem(item as CslItem, languages),
    at: {path: sources!.path, ...sources!.place([index])}
  }))
}

function rowsOf({definition, languages, resources}: Report, {contents, lines}: Tables): readonly Placed[] {
  const name = definition.references?.from
  const table = name === undefined ? undefined : contents.get(name)
  const path = resources.find((resource) => resource.name === name)?.path ?? ''
  return (table?.rows ?? []).map((row, index) => ({
    work: workOfRow(row, String(row[table!.primaryKey[0] ?? 'id'] ?? row['id'] ?? ''), languages),
    at: {path, line: lines.get(table!.name)?.[index] ?? 1, column: 1}
  }))
}

function checkDefinition({definition, place}: Report, {contents}: Tables): Message[] {
  const {references} = definition
  if (references === undefined) return []
  const tell = (key: string, reason: string, note?: string): Message => ({
    severity: 'error',
    rule: 'references-are-known',
    path: 'report.yaml',
    ...place(['references', key]),
    reason,
    ...(note && {note})
  })
  const {from, file, style = STYLE} = references
  const names = styles.map(({name}) => name)
  const wanted = typeof style === 'string' ? [style] : Object.values(style)
  return [
    ...((from === undefined) === (file === undefined)
      ? [tell('from', `Unexpected \`references\` with ${from ? 'both' : 'neither'} \`from\` and \`file\`, expected one of them`)]
      : []),
    ...(from !== undefined && !contents.has(from)
      ? [tell('from', `Unexpected table \`${from}\``, suggestion(from, contents.keys()))]
      : []),
    ...wanted
      .filter((name) => !names.includes(name))
      .map((name) => tell('style', `Unexpected style \`${name}\``, suggestion(name, names)))
  ]
}

function checkWork({work, at}: Placed): Message[] {
  const tell = (reason: string, note?: string): Message => ({
    severity: 'error',
    rule: 'source-can-be-cited',
    ...at,
    reason,
    ...(note && {note})
  })
  const {id, kind, texts, issued, accessed, url} = work
  return [
    ...(isKind(kind)
      ? []
      : [tell(`Unexpected type \`${String(kind)}\` of the source \`${id}\``, suggestion(String(kind), Object.keys(KINDS)))]),
    ...(texts.title === undefined ? [tell(`Expected a title of the source \`${id}\``)] : []),
    ...[issued, accessed]
      .filter((date) => date !== undefined && calendarOf(date) === undefined)
      .map((date) =>
        tell(`Unexpected date \`${date}\` of the source \`${id}\`, expected one such as \`2024-04-15\`, \`2024-04\` or \`2024\``)
      ),
    ...(url === undefined || /^https?:\/\//i.test(url)
      ? []
      : [tell(`Unexpected address \`${url.slice(0, 60)}\` of the source \`${id}\`, expected a web address`)])
  ]
}

function twice(found: readonly Placed[]): Message[] {
  const seen = new Set<string>()
  return found.flatMap(({work: {id}, at}): Message[] => {
    if (!seen.has(id)) return (seen.add(id), [])
    return [
      {severity: 'error', rule: 'source-is-unique', ...at, reason: `Unexpected second source \`${id}\`, expected each id once`}
    ]
  })
}
